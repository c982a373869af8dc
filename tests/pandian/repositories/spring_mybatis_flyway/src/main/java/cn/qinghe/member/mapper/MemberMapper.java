package cn.qinghe.member.mapper;

import cn.qinghe.member.entity.Member;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;

@Mapper
public interface MemberMapper extends BaseMapper<Member> {

    Member findByMobile(@Param("mobile") String mobile);
}
