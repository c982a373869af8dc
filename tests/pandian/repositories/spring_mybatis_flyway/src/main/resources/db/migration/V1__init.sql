-- 会员主表
CREATE TABLE `t_member` (
  `id`          bigint       NOT NULL AUTO_INCREMENT COMMENT '主键',
  `member_no`   varchar(32)  NOT NULL COMMENT '会员编号',
  `real_name`   varchar(64)  DEFAULT NULL COMMENT '真实姓名',
  `tel`         varchar(20)  DEFAULT NULL COMMENT '联系电话',
  `level`       tinyint      NOT NULL DEFAULT 0 COMMENT '会员等级：0 普通 1 银卡 2 金卡',
  `status`      tinyint      NOT NULL DEFAULT 1 COMMENT '状态：1 正常 0 停用',
  `c1`          varchar(64)  DEFAULT NULL COMMENT '备用字段',
  `created_at`  datetime     NOT NULL DEFAULT CURRENT_TIMESTAMP COMMENT '创建时间',
  PRIMARY KEY (`id`),
  UNIQUE KEY `uk_member_no` (`member_no`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='会员';

-- 门店
CREATE TABLE `t_store` (
  `id`         bigint      NOT NULL AUTO_INCREMENT,
  `store_code` varchar(16) NOT NULL COMMENT '门店编码',
  `store_name` varchar(64) NOT NULL COMMENT '门店名称',
  `city_code`  char(6)     NOT NULL COMMENT '城市编码',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='门店';
