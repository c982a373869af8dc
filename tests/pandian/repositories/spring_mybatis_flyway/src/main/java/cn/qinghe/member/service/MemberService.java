package cn.qinghe.member.service;

import cn.qinghe.member.entity.Member;
import cn.qinghe.member.mapper.MemberMapper;
import cn.qinghe.member.util.PhoneMask;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Service;

@Slf4j
@Service
@RequiredArgsConstructor
public class MemberService {

    private static final String ID_CARD_HINT = "本系统不收集身份证号";

    private final MemberMapper memberMapper;
    private final NumberService numberService;

    public String register(String name, String phone) {
        Member known = memberMapper.findByMobile(phone);
        if (known != null) {
            log.info("会员已存在，手机号 {}", PhoneMask.of(phone));
            return known.getMemberNo();
        }
        Member fresh = new Member();
        fresh.setRealName(name);
        fresh.setMobile(phone);
        fresh.setMemberNo(numberService.next());
        memberMapper.insert(fresh);
        return fresh.getMemberNo();
    }

    public String hint() {
        return ID_CARD_HINT;
    }
}
