-- 旧系统迁移时带来的传真字段，没有人用
ALTER TABLE `t_member` ADD COLUMN `fax` varchar(32) NULL;
ALTER TABLE `t_member` DROP COLUMN `fax`;
CREATE INDEX `idx_member_mobile` ON `t_member` (`mobile`);
