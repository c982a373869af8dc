package cn.qinghe.member.entity;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableField;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import io.swagger.annotations.ApiModel;
import io.swagger.annotations.ApiModelProperty;
import java.time.LocalDateTime;
import lombok.Data;

/** 会员 */
@Data
@TableName("t_member")
@ApiModel("会员")
public class Member {

    private static final long serialVersionUID = 1L;

    @TableId(type = IdType.AUTO)
    @ApiModelProperty("主键")
    private Long id;

    @ApiModelProperty("会员编号")
    private String memberNo;

    @ApiModelProperty("真实姓名")
    private String realName;

    @TableField("mobile")
    @ApiModelProperty("手机号")
    private String mobile;

    @ApiModelProperty("电子邮箱")
    private String email;

    @ApiModelProperty("会员等级")
    private Integer level;

    @ApiModelProperty("状态")
    private Integer status;

    /** 界面上显示的掩码，不入库 */
    @TableField(exist = false)
    private String badge;

    private LocalDateTime createdAt;
}
