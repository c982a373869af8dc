-- 蜃景 CRM 现行表结构(MySQL 方言)。与 data/crm.db 中的表一一对应。
CREATE TABLE departments (
  dept_code   VARCHAR(8)   NOT NULL COMMENT '部门编码',
  dept_name   VARCHAR(40)  NOT NULL COMMENT '部门名称',
  cost_center INT                   COMMENT '成本中心',
  PRIMARY KEY (dept_code)
) COMMENT = '部门';

CREATE TABLE products (
  product_code VARCHAR(16)   NOT NULL COMMENT '产品编码',
  product_name VARCHAR(80)   NOT NULL COMMENT '产品名称',
  edition      VARCHAR(20)            COMMENT '版本',
  list_price   DECIMAL(10,2)          COMMENT '目录价',
  description  TEXT                   COMMENT '产品说明',
  released_on  DATE                   COMMENT '发布日期',
  PRIMARY KEY (product_code)
) COMMENT = '产品目录';

CREATE TABLE dict_items (
  dict_type VARCHAR(20) NOT NULL COMMENT '字典类型',
  code      VARCHAR(8)  NOT NULL COMMENT '字典编码',
  label     VARCHAR(40)          COMMENT '显示文字',
  sort_no   INT                  COMMENT '排序',
  PRIMARY KEY (dict_type, code)
) COMMENT = '数据字典';

CREATE TABLE settings (
  name  VARCHAR(60) NOT NULL COMMENT '参数名',
  value VARCHAR(200)         COMMENT '参数值',
  PRIMARY KEY (name)
) COMMENT = '系统参数';

CREATE TABLE seminars (
  seminar_code VARCHAR(12)  NOT NULL COMMENT '研讨会编码',
  title        VARCHAR(120) NOT NULL COMMENT '研讨会主题',
  held_on      DATE                  COMMENT '举办日期',
  venue        VARCHAR(120)          COMMENT '会场',
  capacity     INT                   COMMENT '名额',
  PRIMARY KEY (seminar_code)
) COMMENT = '研讨会';

CREATE TABLE customers (
  id           BIGINT       NOT NULL AUTO_INCREMENT COMMENT '主键',
  customer_no  VARCHAR(16)  NOT NULL COMMENT '客户编号',
  company_name VARCHAR(120) NOT NULL COMMENT '公司名称',
  industry     VARCHAR(40)           COMMENT '行业',
  province     VARCHAR(20)           COMMENT '省份',
  city         VARCHAR(20)           COMMENT '城市',
  address      VARCHAR(200)          COMMENT '通信地址',
  main_phone   VARCHAR(20)           COMMENT '总机电话',
  email        VARCHAR(120)          COMMENT '单位邮箱',
  grade        CHAR(1)               COMMENT '客户等级',
  created_at   DATETIME     NOT NULL COMMENT '建档时间',
  updated_at   DATETIME     NOT NULL COMMENT '最后联系时间',
  PRIMARY KEY (id)
) COMMENT = '客户';

CREATE TABLE contacts (
  id           BIGINT      NOT NULL AUTO_INCREMENT COMMENT '主键',
  customer_no  VARCHAR(16) NOT NULL COMMENT '客户编号',
  contact_name VARCHAR(40) NOT NULL COMMENT '联系人姓名',
  job_title    VARCHAR(40)          COMMENT '职位',
  mobile       VARCHAR(20)          COMMENT '手机号码',
  email        VARCHAR(120)         COMMENT '电子邮箱',
  wechat       VARCHAR(40)          COMMENT '微信号',
  is_primary   TINYINT              COMMENT '是否首要联系人',
  updated_at   DATETIME    NOT NULL COMMENT '最后联系时间',
  PRIMARY KEY (id)
) COMMENT = '联系人';

CREATE TABLE orders (
  order_no         VARCHAR(24) NOT NULL COMMENT '订单号',
  customer_no      VARCHAR(16) NOT NULL COMMENT '客户编号',
  product_code     VARCHAR(16) NOT NULL COMMENT '产品编码',
  quantity         INT                  COMMENT '数量',
  amount           DECIMAL(12,2)        COMMENT '金额',
  serial_no        VARCHAR(24)          COMMENT '支付流水号',
  receiver         VARCHAR(40)          COMMENT '收件人',
  receiver_phone   VARCHAR(20)          COMMENT '收件人电话',
  receiver_address VARCHAR(200)         COMMENT '收件地址',
  status           VARCHAR(12)          COMMENT '状态',
  ordered_on       DATE                 COMMENT '下单日期',
  PRIMARY KEY (order_no)
) COMMENT = '订单';

CREATE TABLE seminar_signups (
  id            BIGINT      NOT NULL AUTO_INCREMENT COMMENT '主键',
  seminar_code  VARCHAR(12) NOT NULL COMMENT '研讨会编码',
  attendee_name VARCHAR(40)          COMMENT '参会人姓名',
  company       VARCHAR(120)         COMMENT '所在公司',
  position      VARCHAR(40)          COMMENT '职位',
  mobile        VARCHAR(20)          COMMENT '手机号码',
  email         VARCHAR(120)         COMMENT '电子邮箱',
  id_card_no    VARCHAR(18)          COMMENT '身份证号（会场登记）',
  signed_up_at  DATETIME    NOT NULL COMMENT '报名时间',
  PRIMARY KEY (id)
) COMMENT = '研讨会报名';

CREATE TABLE tickets (
  id          BIGINT      NOT NULL AUTO_INCREMENT COMMENT '主键',
  ticket_no   VARCHAR(20) NOT NULL COMMENT '工单号',
  customer_no VARCHAR(16) NOT NULL COMMENT '客户编号',
  subject     VARCHAR(120)         COMMENT '主题',
  body        TEXT                 COMMENT '正文',
  remark      TEXT                 COMMENT '备注',
  status      VARCHAR(12)          COMMENT '状态',
  opened_at   DATETIME    NOT NULL COMMENT '提交时间',
  PRIMARY KEY (id)
) COMMENT = '工单';

CREATE TABLE kh_xx (
  khbh VARCHAR(16),
  xm   VARCHAR(40),
  sjh  VARCHAR(20),
  dz   VARCHAR(200),
  yx   VARCHAR(120),
  gsmc VARCHAR(120),
  zw   VARCHAR(40),
  tbsj DATETIME
);

CREATE TABLE lxr_xx (
  id   BIGINT NOT NULL,
  khbh VARCHAR(16),
  lxr  VARCHAR(40),
  lxdh BIGINT,
  tbsj DATETIME,
  PRIMARY KEY (id)
);

CREATE TABLE cp_xx (
  cpbh VARCHAR(16),
  cpmc VARCHAR(80),
  dj   DECIMAL(10,2),
  dw   VARCHAR(8)
);
