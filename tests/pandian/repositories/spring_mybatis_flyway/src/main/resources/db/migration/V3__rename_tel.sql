-- 命名统一：tel -> mobile
ALTER TABLE `t_member` RENAME COLUMN `tel` TO `mobile`;
