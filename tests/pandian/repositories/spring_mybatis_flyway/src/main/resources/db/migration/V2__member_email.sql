-- 注册时可以留邮箱
ALTER TABLE `t_member` ADD COLUMN `email` varchar(128) DEFAULT NULL COMMENT '电子邮箱' AFTER `tel`;
