-- 短信服务商轮询的发件表，只放号码和模板
CREATE TABLE `sms_outbox` (
  `id`         bigint      NOT NULL AUTO_INCREMENT,
  `mobile`     varchar(20) NOT NULL COMMENT '接收号码',
  `template`   varchar(32) NOT NULL COMMENT '模板编码',
  `status`     tinyint     NOT NULL DEFAULT 0 COMMENT '发送状态',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='短信发件箱';
