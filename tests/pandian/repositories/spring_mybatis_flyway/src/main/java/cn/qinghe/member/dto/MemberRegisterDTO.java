package cn.qinghe.member.dto;

import io.swagger.annotations.ApiModel;
import io.swagger.annotations.ApiModelProperty;
import jakarta.validation.constraints.NotBlank;
import lombok.Data;

@Data
@ApiModel("会员注册参数")
public class MemberRegisterDTO {

    @NotBlank
    @ApiModelProperty(value = "真实姓名", required = true)
    private String realName;

    @NotBlank
    @ApiModelProperty(value = "手机号", required = true)
    private String mobile;

    @ApiModelProperty("电子邮箱")
    private String email;
}
