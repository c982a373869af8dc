CREATE TABLE customer (
  id BIGINT NOT NULL PRIMARY KEY,
  name1 VARCHAR(64) NOT NULL COMMENT '客户姓名',
  mobile VARCHAR(20) COMMENT '手机号',
  telex VARCHAR(20) COMMENT '电传号码',
  email VARCHAR(128) COMMENT '邮箱',
  birthday DATE COMMENT '出生日期'
) COMMENT = '客户表';
