-- 东京办公室的只读副本，只同步姓名和邮箱
CREATE TABLE member_replica (
  id        bigint PRIMARY KEY,
  real_name varchar(64)  COMMENT '真实姓名',
  email     varchar(128) COMMENT '电子邮箱',
  synced_at datetime     COMMENT '同步时间'
);
