package cn.qinghe.member.config;

import org.springframework.context.annotation.Configuration;

/** 表结构只由 Flyway 变更，不用 JPA 建表。 */
@Configuration
public class FlywayConfig {
}
