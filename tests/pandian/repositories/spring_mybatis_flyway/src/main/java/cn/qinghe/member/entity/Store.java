package cn.qinghe.member.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalTime;

@Entity
@Table(name = "t_store")
public class Store {

    @Id
    @GeneratedValue
    private Long id;

    @Column(name = "store_code", length = 16, nullable = false)
    private String storeCode;

    @Column(name = "store_name", length = 64, nullable = false)
    private String storeName;

    @Column(name = "city_code", length = 6)
    private String cityCode;

    private LocalTime openTime;

    private LocalTime closeTime;

    public Long getId() {
        return id;
    }

    public String getStoreName() {
        return storeName;
    }
}
