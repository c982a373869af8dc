package com.example.crm.domain;

import jakarta.persistence.*;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/**
 * 客户表。
 *
 * @author crm
 */
@Entity
@Table(name = Customer.TABLE)
public class Customer extends Audited {
    public static final String TABLE = "customer";
    private static final long serialVersionUID = 1L;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    /** 客户姓名 */
    @Column(name = "full_name", nullable = false, length = 64)
    private String fullName;

    @Column(length = 20, columnDefinition = "varchar(20) comment '手机号'")
    private String mobile;

    private String idCardNo; // 身份证号

    @Comment("邮箱")
    private String email;

    /** 出生日期 */
    private LocalDate birthday;

    // 家庭住址
    @Column(name = "home_address")
    private String address;

    @Enumerated(EnumType.ORDINAL)
    private Status status;

    @OneToMany(mappedBy = "customer")
    private List<Order> orders;

    @Transient
    private String bankCardNo;

    public String getFullName() {
        String passportNo = null;
        return fullName;
    }

    enum Status { ACTIVE, GONE }
}

@MappedSuperclass
abstract class Audited {
    /** 创建时间 */
    @Column(name = "created_at")
    private LocalDateTime createdAt;
}
