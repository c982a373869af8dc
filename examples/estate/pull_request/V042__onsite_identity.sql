-- V042:线下活动现场核验；联系人支持备用手机；订单记录来源渠道。
ALTER TABLE contacts
  ADD COLUMN resident_id   VARCHAR(18) NULL COMMENT '居民身份证号码',
  ADD COLUMN backup_mobile VARCHAR(20) NULL COMMENT '备用手机号码';

ALTER TABLE orders
  ADD COLUMN channel_code VARCHAR(16) NULL COMMENT '渠道编码';

CREATE TABLE checkin_devices (
  device_no    VARCHAR(32) NOT NULL COMMENT '签到设备编号',
  model        VARCHAR(40)          COMMENT '型号',
  purchased_on DATE                 COMMENT '购入日期',
  PRIMARY KEY (device_no)
) COMMENT = '签到设备';
