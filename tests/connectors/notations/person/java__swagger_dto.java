package com.example.crm.api;

import io.swagger.v3.oas.annotations.media.Schema;
import lombok.*;

@Getter
@Setter
@Schema(description = "客户")
public class Customer {
    private Long id;

    @Schema(description = "客户姓名", example = "-")
    private String fullName;

    @Schema(description = "手机" + "号")
    private String mobile;

    @Schema(title = "身份证号", requiredMode = Schema.RequiredMode.REQUIRED)
    private String idCardNo;

    @Schema(description = "邮箱")
    private String email;

    @Schema(description = "出生日期")
    private LocalDate birthday;

    @Schema(description = "家庭住址")
    @JsonProperty("homeAddress")
    private String address;

    private Integer status;

    private LocalDateTime createdAt;

    private CustomerService service;
}
