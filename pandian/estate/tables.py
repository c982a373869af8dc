"""The tables of the estate's databases, and the contents of those that hold nobody.

SQLite's definitions; the MySQL script with comments, as a developer would keep it, is ``examples/estate/schema/`` and a
test holds both equal. Products, dictionaries and settings are there to be passed over by a scan.
"""

from __future__ import annotations

CRM = """
CREATE TABLE departments (dept_code TEXT PRIMARY KEY, dept_name TEXT, cost_center INTEGER);
CREATE TABLE products (
  product_code TEXT PRIMARY KEY, product_name TEXT, edition TEXT, list_price NUMERIC, description TEXT, released_on DATE);
CREATE TABLE dict_items (dict_type TEXT, code TEXT, label TEXT, sort_no INTEGER, PRIMARY KEY (dict_type, code));
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE seminars (seminar_code TEXT PRIMARY KEY, title TEXT, held_on DATE, venue TEXT, capacity INTEGER);
CREATE TABLE customers (
  id INTEGER PRIMARY KEY, customer_no VARCHAR(16), company_name VARCHAR(120), industry VARCHAR(40), province VARCHAR(20),
  city VARCHAR(20), address VARCHAR(200), main_phone VARCHAR(20), email VARCHAR(120), grade CHAR(1),
  created_at DATETIME, updated_at DATETIME);
CREATE TABLE contacts (
  id INTEGER PRIMARY KEY, customer_no VARCHAR(16), contact_name VARCHAR(40), job_title VARCHAR(40), mobile VARCHAR(20),
  email VARCHAR(120), wechat VARCHAR(40), is_primary INTEGER, updated_at DATETIME);
CREATE TABLE orders (
  order_no VARCHAR(24) PRIMARY KEY, customer_no VARCHAR(16), product_code VARCHAR(16), quantity INTEGER, amount NUMERIC,
  serial_no VARCHAR(24), receiver VARCHAR(40), receiver_phone VARCHAR(20), receiver_address VARCHAR(200),
  status VARCHAR(12), ordered_on DATE);
CREATE TABLE seminar_signups (
  id INTEGER PRIMARY KEY, seminar_code VARCHAR(12), attendee_name VARCHAR(40), company VARCHAR(120), position VARCHAR(40),
  mobile VARCHAR(20), email VARCHAR(120), id_card_no VARCHAR(18), signed_up_at DATETIME);
CREATE TABLE tickets (
  id INTEGER PRIMARY KEY, ticket_no VARCHAR(20), customer_no VARCHAR(16), subject VARCHAR(120), body TEXT, remark TEXT,
  status VARCHAR(12), opened_at DATETIME);
CREATE TABLE kh_xx (
  khbh VARCHAR(16), xm VARCHAR(40), sjh VARCHAR(20), dz VARCHAR(200), yx VARCHAR(120), gsmc VARCHAR(120), zw VARCHAR(40),
  tbsj DATETIME);
CREATE TABLE lxr_xx (id INTEGER PRIMARY KEY, khbh VARCHAR(16), lxr VARCHAR(40), lxdh BIGINT, tbsj DATETIME);
CREATE TABLE cp_xx (cpbh TEXT, cpmc TEXT, dj NUMERIC, dw TEXT);
"""

CRM_TEST = """
CREATE TABLE customers_copy (
  customer_no VARCHAR(16), company_name VARCHAR(120), contact_name VARCHAR(40), mobile VARCHAR(20), email VARCHAR(120));
CREATE TABLE masked_contacts (seq INTEGER PRIMARY KEY, mobile VARCHAR(20), edition VARCHAR(20));
CREATE TABLE load_test_runs (run_no INTEGER PRIMARY KEY, scenario VARCHAR(40), virtual_users INTEGER, p95_ms INTEGER);
"""

TOKYO = """
CREATE TABLE customers_replica (
  customer_no VARCHAR(16), company_name VARCHAR(120), contact_name VARCHAR(40), email VARCHAR(120), mobile VARCHAR(20));
"""

DEPARTMENTS = (
    ("D01", "销售部", 6101),
    ("D02", "市场部", 6102),
    ("D03", "客户成功部", 6103),
    ("D04", "信息技术部", 6104),
    ("D05", "财务部", 6105),
)
#: code, name, edition, list price in yuan
PRODUCTS = (
    ("SJ-FORM-S", "蜃景表单", "标准版", 1200),
    ("SJ-FORM-P", "蜃景表单", "专业版", 3600),
    ("SJ-FLOW-S", "蜃景流程", "标准版", 2400),
    ("SJ-FLOW-P", "蜃景流程", "专业版", 6800),
    ("SJ-BOARD", "蜃景看板", "专业版", 9800),
    ("SJ-API", "蜃景集成", "按量计费", 300),
)
DICTIONARY = {
    "industry": ("制造业", "批发零售", "交通运输", "文化娱乐", "建筑业", "教育", "环境服务"),
    "grade": ("金牌", "银牌", "铜牌"),
    "ticket_status": ("处理中", "已解决", "已关闭"),
    "pay_way": ("对公转账", "在线支付", "年度框架"),
}
SETTINGS = {
    "mail.retry": "3",
    "report.timeout_ms": "60000",
    "ui.theme": "mist",
    "backup.window": "02:00-04:00",
    "license.edition": "enterprise",
}
TOPICS = ("低代码搭建入门", "审批流程设计", "数据看板实践", "权限与审计", "集成接口实战")
HALLS = ("东区多功能厅", "西区多功能厅", "南区多功能厅", "北区多功能厅")

SUBJECTS = (
    *("登录失败", "报表导出为空", "发票开具", "权限配置咨询", "接口超时"),
    *("流程审批卡住", "移动端闪退", "续费与升级", "批量导入报错", "打印模板错位"),
)
BODIES = (
    "登录后首页一直转圈，清理缓存后恢复。",
    "导出的报表缺少最后一列,已转研发排查。",
    "希望本月内开具增值税专用发票。",
    "子账号看不到审批按钮，已调整角色权限。",
    "接口偶发超时,日志显示是网关限流。",
    "批量导入第 3 行格式不对，已发送模板。",
    "移动端升级到最新版本后问题消失。",
    "咨询专业版与标准版的区别，已答复。",
)
CALL_BACK = ("请回电 {0}。", "回访电话：{0}。", "方便时拨打 {0} 联系。", "手机{0},下午可接听。")
MAIL_BACK = ("发票请发到 {0}。", "截图已寄至邮箱 {0}。", "抄送 {0}。")
WECHAT_BACK = ("加微信 {0} 传截图。", "微信号：{0}。", "也可以微信联系,微信:{0}。")
