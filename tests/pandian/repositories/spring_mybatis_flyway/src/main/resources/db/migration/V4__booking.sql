CREATE TABLE `t_booking` (
  `id`         bigint      NOT NULL AUTO_INCREMENT,
  `booking_no` varchar(32) NOT NULL COMMENT '预约单号',
  `member_id`  bigint      NOT NULL COMMENT '会员主键',
  `store_id`   bigint      NOT NULL COMMENT '门店主键',
  `begin_at`   datetime    NOT NULL COMMENT '开始时间',
  `seats`      int         NOT NULL DEFAULT 1 COMMENT '人数',
  `remark`     varchar(255) DEFAULT NULL COMMENT '备注',
  PRIMARY KEY (`id`),
  KEY `idx_member` (`member_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='预约单';
