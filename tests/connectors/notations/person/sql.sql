CREATE TABLE customer (
  id            BIGINT       NOT NULL PRIMARY KEY COMMENT '主键',
  full_name     VARCHAR(64)  NOT NULL COMMENT '客户姓名',
  mobile        VARCHAR(20)  COMMENT '手机号',
  id_card_no    VARCHAR(18)  COMMENT '身份证号',
  email         VARCHAR(128) COMMENT '邮箱',
  birthday      DATE         COMMENT '出生日期',
  home_address  VARCHAR(255) COMMENT '家庭住址',
  status        INT          NOT NULL DEFAULT 0 COMMENT '状态',
  created_at    DATETIME     COMMENT '创建时间'
) COMMENT = '客户表';
