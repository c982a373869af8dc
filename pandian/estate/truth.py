"""What a right scan of the example estate says: the *truth* of every column, and the violations *expected* from it.

`COLUMNS` names every column of every asset that can be read, with the kinds of personal information in it (none for most).
`EXPECTED` lists every violation of the rules shown, and nothing else may be reported. Written by hand next to the
generators, never derived from a scan: a test holds a scan against it, line by line, missed and false ones alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from pandian.estate.crm import OVERDUE

_TABLES = """
sqlite://crm/departments: dept_code dept_name cost_center
sqlite://crm/products: product_code product_name edition list_price description released_on
sqlite://crm/dict_items: dict_type code label sort_no
sqlite://crm/settings: name value
sqlite://crm/seminars: seminar_code title held_on venue capacity
sqlite://crm/customers: id customer_no=CUSTOMER_NUMBER company_name=COMPANY industry province city address=ADDRESS
    main_phone=PHONE_NUMBER email=EMAIL_ADDRESS grade created_at updated_at
sqlite://crm/contacts: id customer_no=CUSTOMER_NUMBER contact_name=PERSON job_title=JOB_TITLE mobile=PHONE_NUMBER
    email=EMAIL_ADDRESS wechat=SNS_ACCOUNT is_primary updated_at
sqlite://crm/orders: order_no customer_no=CUSTOMER_NUMBER product_code quantity amount serial_no receiver=PERSON
    receiver_phone=PHONE_NUMBER receiver_address=ADDRESS status ordered_on
sqlite://crm/seminar_signups: id seminar_code attendee_name=PERSON company=COMPANY position=JOB_TITLE mobile=PHONE_NUMBER
    email=EMAIL_ADDRESS id_card_no=CN_RESIDENT_ID signed_up_at
sqlite://crm/tickets: id ticket_no customer_no=CUSTOMER_NUMBER subject body=PHONE_NUMBER,EMAIL_ADDRESS,SNS_ACCOUNT
    remark=PHONE_NUMBER status opened_at
sqlite://crm/kh_xx: khbh=CUSTOMER_NUMBER xm=PERSON sjh=PHONE_NUMBER dz=ADDRESS yx=EMAIL_ADDRESS gsmc=COMPANY zw=JOB_TITLE tbsj
sqlite://crm/lxr_xx: id khbh=CUSTOMER_NUMBER lxr=PERSON lxdh=PHONE_NUMBER tbsj
sqlite://crm/cp_xx: cpbh cpmc dj dw
sqlite://crm_test/customers_copy: customer_no=CUSTOMER_NUMBER company_name=COMPANY contact_name=PERSON
    mobile=PHONE_NUMBER email=EMAIL_ADDRESS
sqlite://crm_test/masked_contacts: seq mobile=PHONE_NUMBER edition
sqlite://crm_test/load_test_runs: run_no scenario virtual_users p95_ms
sqlite://tokyo/customers_replica: customer_no=CUSTOMER_NUMBER company_name=COMPANY contact_name=PERSON
    email=EMAIL_ADDRESS mobile=PHONE_NUMBER
file://share/exports/客户清单.csv: 客户编号=CUSTOMER_NUMBER 公司名称=COMPANY 联系人=PERSON
    手机号码=PHONE_NUMBER 电子邮箱=EMAIL_ADDRESS 客户等级
file://share/exports/活动名单.xlsx#报名: 姓名=PERSON 公司名称=COMPANY 手机=PHONE_NUMBER 邮箱=EMAIL_ADDRESS 是否到场
file://share/exports/活动名单.xlsx#汇总: 月份 报名人数 到场人数
file://share/exports/web_leads.jsonl: contact_name=PERSON company=COMPANY email=EMAIL_ADDRESS mobile=PHONE_NUMBER
    wechat=SNS_ACCOUNT campaign landed_on
file://share/logs/sms-gateway.log: text=PHONE_NUMBER
file://share/notes/交接说明.md: text=PHONE_NUMBER,EMAIL_ADDRESS
file://share/个人/展会名片.xlsx#名片: 姓名=PERSON 公司名称=COMPANY 职位=JOB_TITLE 手机=PHONE_NUMBER 邮箱=EMAIL_ADDRESS 备注
file://share/短信平台/会议通知.csv: 姓名=PERSON 手机号码=PHONE_NUMBER 模板
file://share/web/index.html: text=WEB_TRACKER
"""

_PULL_REQUEST = """
schema://pull_request/V042__onsite_identity.sql#contacts: resident_id=CN_RESIDENT_ID backup_mobile=PHONE_NUMBER
schema://pull_request/V042__onsite_identity.sql#orders: channel_code
schema://pull_request/V042__onsite_identity.sql#checkin_devices: device_no model purchased_on
"""

Truth = dict[str, dict[str, frozenset[str]]]


def _read(text: str) -> Truth:
    truth: Truth = {}
    for line in text.strip().replace("\n    ", " ").splitlines():
        uri, _, columns = line.partition(": ")
        truth[uri] = {}
        for column in columns.split():
            name, _, kinds = column.partition("=")
            truth[uri][name] = frozenset(kinds.split(",")) if kinds else frozenset()
    return truth


#: Asset URI -> column -> entities in it, for the scan of pandian.yaml.
COLUMNS = _read(_TABLES)
#: The same for the gate over pull_request/.
GATE_COLUMNS = _read(_PULL_REQUEST)
#: Columns whose values are masked (138****8000) and so no copy of anybody.
MASKED = frozenset({("sqlite://crm_test/masked_contacts", "mobile")})
#: Files that must be listed as skipped, never left out.
SKIPPED = ("file://share/brand/logo.png",)


@dataclass(frozen=True, slots=True)
class Expected:
    """One violation. `command` that shows it: scan, gate, lint or diff.

    Either a place (uri, column, entity; column "" for the whole asset, entity "" where the column is a clock) or a
    declaration (the id of the register's entry, for diff of what changed; for lint the path in the file whose name is the
    uri). count: rows, where the rule counts them.
    """

    rule: str
    command: str = "scan"
    uri: str = ""
    column: str = ""
    entity: str = ""
    declaration: str = ""
    count: int | None = None


_COPY, _TICKETS = "sqlite://crm_test/customers_copy", "sqlite://crm/tickets"

EXPECTED = (
    Expected("INV-001", uri="sqlite://crm/seminar_signups", column="id_card_no", entity="CN_RESIDENT_ID"),
    Expected("INV-002", uri="file://share/exports/web_leads.jsonl", column="wechat", entity="SNS_ACCOUNT"),
    Expected("INV-003", uri="file://share/个人/展会名片.xlsx#名片"),
    Expected("INV-006", declaration="user.financial.account_number"),
    Expected("INV-011", "gate", "schema://pull_request/V042__onsite_identity.sql#contacts", "resident_id", "CN_RESIDENT_ID"),
    Expected("RET-001", declaration="r-ticket"),
    Expected("RET-002", uri="sqlite://crm/customers", column="updated_at", count=OVERDUE["customers"]),
    Expected("RET-002", uri="sqlite://crm/seminar_signups", column="signed_up_at", count=OVERDUE["seminar_signups"]),
    Expected("XB-001", uri="sqlite://tokyo/customers_replica", column="mobile", entity="PHONE_NUMBER"),
    *(Expected("SEC-002", uri=_COPY, column=c, entity=e) for c, kinds in COLUMNS[_COPY].items() for e in sorted(kinds)),
    Expected("RET-003", uri=_COPY),
    Expected("RET-003", uri="sqlite://crm_test/masked_contacts"),
    Expected("RET-003", uri="sqlite://tokyo/customers_replica"),
    *(
        Expected("INV-008", uri=uri, column=column, entity=entity)
        for uri, column in (
            ("sqlite://crm/tickets", "body"),
            ("sqlite://crm/tickets", "remark"),
            ("file://share/notes/交接说明.md", "text"),
        )
        for entity in sorted(COLUMNS[uri][column])
    ),
    *(Expected("INV-010", uri=f"file://share/exports/{name}") for name in ("web_leads.jsonl", "客户清单.csv", "活动名单.xlsx#报名")),
    Expected("SEC-001", uri="file://share/logs/sms-gateway.log", column="text", entity="PHONE_NUMBER"),
    Expected("SHR-005", uri="file://share/短信平台/会议通知.csv", column="姓名", entity="PERSON"),
    Expected("WEB-001", uri="file://share/web/index.html", column="text", entity="WEB_TRACKER"),
    Expected("GOV-001", declaration="marketing"),
    Expected("CHG-001", "diff", declaration="p4"),
    Expected("CHG-001", "diff", declaration="user.account.sns"),
    Expected("CHG-003", "diff", declaration="p4"),
    Expected("REG-001", "lint", "register.broken.yaml", declaration="departments[0].ownr"),
    Expected("REG-001", "lint", "register.broken.yaml", declaration="retention_rules[0].period"),
    Expected("REG-002", "lint", "register.dangling.yaml", declaration="processing_activities[0].data_categories[0]"),
    Expected("REG-002", "lint", "register.dangling.yaml", declaration="processing_activities[0].systems[0]"),
)
