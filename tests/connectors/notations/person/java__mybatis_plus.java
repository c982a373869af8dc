package com.example.crm.entity;

import com.baomidou.mybatisplus.annotation.*;
import lombok.Data;

@Data
@TableName("customer")
public class CustomerRow {
    @TableId(value = "id", type = IdType.AUTO)
    private Long id;

    /**
     * 客户姓名
     */
    @TableField("full_name")
    private String name;

    @NotBlank(message = "手机号不能为空")
    private String mobile;

    @ApiModelProperty("身份证号")
    private String idCardNo;

    private String email; // 邮箱

    /** 出生日期 */
    private java.util.Date birthday;

    @ExcelProperty({"联系方式", "家庭住址"})
    private String homeAddress;

    @TableLogic
    private Integer status;

    @TableField(value = "created_at", fill = FieldFill.INSERT)
    private java.time.LocalDateTime createTime;

    @TableField(exist = false)
    private String bankCardNo;
}
