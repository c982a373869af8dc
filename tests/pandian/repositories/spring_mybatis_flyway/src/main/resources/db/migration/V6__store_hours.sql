ALTER TABLE `t_store`
  ADD COLUMN `open_time` time NULL COMMENT '营业开始',
  ADD COLUMN `close_time` time NULL COMMENT '营业结束';
