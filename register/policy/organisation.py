"""Whose policy it is: the company, its other names, where it is reached, who answers for personal information."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from register.policy import contact
from register.policy.statements import Reading, Statement, plain

_KIND = r"(?:股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|合伙企业(?:（有限合伙）)?|律师事务所|会计师事务所|大学|学院|医院|研究院|研究所|基金会|协会)"
_COMPANY = re.compile(rf"[\u3400-\u9fffA-Za-z0-9（）()·&]{{2,36}}?{_KIND}(?![\u3400-\u9fff]{{0,2}}(?:及其|旗下)?(?:母公司))")
_SHORT = re.compile(r"[ ]?[（(][ ]?(?:以下|下)?(?:简|统)?称(?:为|作)?[ ]?[：:]?(?P<names>[^（()）]{1,60})[)）]")
_NAME = re.compile(r"[“「『\"‘']?(?P<name>[^“”「」『』\"‘’'、,，或和 ]{2,30})[”」』\"’']?")
_LEADS = re.compile(
    r"^.*?(?:欢迎(?:您)?(?:使用|访问|来到)?|感谢(?:您)?(?:使用|选择|信任)?|系由|是由|由|本(?:政策|隐私政策|声明|方针)(?:由|适用于)|适用于|(?:公司)?名称(?:是|为)?|运营者(?:是|为)?|我们(?:是|系|即|为)?|处理者(?:是|为)?|指的?是?|使用|即|您与|与|致电|联系|关联公司)(?=[\u3400-\u9fffA-Za-z]{4})"
)
_PRONOUNS = frozenset(
    [
        "我们",
        "本公司",
        "公司",
        "我司",
        "您",
        "用户",
        "平台",
        "本平台",
        "本网站",
        "我方",
        "贵方",
        "客户",
        "会员",
        "产品",
        "服务",
        "本政策",
        "本声明",
        "本方针",
        "接收方",
    ]
)
_OFFICER = re.compile(
    r"(?:个人信息(?:安全)?保护负责人|个人信息安全负责人|数据保护官|信息保护负责人|个人信息保护官|DPO)[^，。；;:：\u3400-\u9fff]{0,4}(?:的?(?:姓名|联系人))?[ ]?(?:为|是|[:：])?[ ]?(?P<name>[\u3400-\u9fff·]{2,8}?(?:先生|女士)?)?(?=[，,。；;、（( ]|$|电话|邮箱|联系|E-?mail|手机)"
)
_DEPARTMENT = re.compile(
    r"(?:设立(?:了)?|成立(?:了)?|由|的|联系|向|专门(?:的)?|我们|公司|：|:|^)(?P<name>[\u3400-\u9fffA-Za-z]{2,14}?(?:部门|部|办公室|委员会|工作组|小组|中心|团队))(?=[，,。；;、（(:： ]|负责|联系|进行|处理|行使|提出|申请|$)"
)
_GENERIC = re.compile(
    r"监管|主管|政府|司法|行政|公安|专门的?(?:部门|团队|机构)$|相关|有关|各(?:个)?部门|业务部门|^部门|客服中心$|国家|网信|法律部门|安全部门$|执法|人民法院|第三方|控制中心|用户中心|个人中心|中心$|要求"
)


class Organisation:
    def __init__(self, reading: Reading) -> None:
        names, short = _names(reading)
        self.name = names[0] if names else ""
        self.aliases = list(dict.fromkeys([*short, *(n for n in names[1:])]))
        self.said = [s for s in reading if self.name and self.name in s.text]
        reading.take(*self.said[:1], *(s for s in reading if s.text in names))
        self.reach, places = contact.desk(reading, "contact", "rights")
        home = next((s for s in self.said if contact.address(s.text)), None)
        if home is not None and "address" not in self.reach:
            self.reach["address"] = contact.address(home.text)
        self.officer = self._officer(reading)
        self.departments = _departments(reading)
        reading.take(*places)

    def _officer(self, reading: Reading) -> dict[str, str] | None:
        for statement in reading:
            found = _OFFICER.search(statement.text[:3000])
            if found is None or not (found["name"] or contact.contact(statement.text)):
                continue
            near = [s for s in reading.statements[statement.at : statement.at + 5] if s.heading == statement.heading]
            made = contact.contact(statement.text) or contact.together(near)
            name = re.sub(r"^(?:为|是)", "", found["name"] or "")
            if re.search("负责|我们|职责|联系|进行|可以|制度|以及|工作|履行|通过|方式|监督", name):
                name = ""
            if name or made:
                reading.take(statement)
                return {**({"name": name} if name else {}), **made}
        return None

    def entry(self) -> dict[str, Any]:
        controller: dict[str, str] = {"name": self.name} if self.name else {}
        made: dict[str, Any] = {"name": self.name or "待确认"}
        if self.aliases:
            made["aliases"] = self.aliases[:12]
        made["controller"] = {**controller, **self.reach} or None
        return made | {"data_protection_officer": self.officer, "representative": None}


def _names(reading: Reading) -> tuple[list[str], list[str]]:
    """The company's full names, the most likely first, and the short names that it gives itself."""
    seen: Counter[str] = Counter()
    own: list[str] = []
    short: list[str] = []
    rows = {row.at for table in reading.tables for row in table.rows if not row.about("contact")}
    for statement in reading.statements[:5_000]:
        if statement.at in rows or statement.topics & {"entrust", "abroad", "share"}:
            continue
        for found in _COMPANY.finditer(statement.text[:5_000]):
            name = _LEADS.sub("", found[0]).strip("（(·和与及")
            if len(name) < 6 or "某" in name or re.search("母公司|子公司|关联公司", name):
                continue
            seen[name] += 1
            called = _SHORT.match(statement.text, found.end())
            if called is not None:
                own += [name] if name not in own else []
                short += [
                    n["name"]
                    for n in _NAME.finditer(called["names"])
                    if n["name"] not in _PRONOUNS and n["name"][0] not in "本我" and not re.search("简称|统称", n["name"])
                ]
            elif statement.topics & {"contact", "rights"} and (statement.kind != "paragraph" or len(statement.text) < 60):
                own += [name] if name not in own else []
    ordered = own or [name for name, _ in seen.most_common(1)]
    return ordered[:6], list(dict.fromkeys(short))[:6]


def _departments(reading: Reading) -> list[dict[str, Any]]:
    """Departments that the policy makes answer for personal information; a place to be filled where it names none."""
    made: list[dict[str, Any]] = []
    for statement in reading:
        if not statement.topics & {"contact", "protect", "rights"} or len(made) >= 5:
            continue
        if not re.search("个人信息|隐私|数据|负责|权利", statement.text):
            continue
        for found in _DEPARTMENT.finditer(statement.text[:2_000]):
            name = re.sub("^.*(?:联系|致电|由|向)", "", found["name"])
            if (
                len(name) > 2
                and not _GENERIC.search(name)
                and not re.search("我们|您|设|个人信息保护部门$", name)
                and all(plain(name) != d["name"] for d in made)
            ):
                made.append({"id": f"dept-{len(made) + 1}", "name": plain(name), "owner": None})
    if made:
        return made
    return [
        {
            "id": "dpo-office",
            "name": "个人信息保护工作机构",
            "owner": None,
            "x-todo": "政策没有写明部门，请改成实际部门 / the policy names no department: put the real ones",
        }
    ]


def mentions(statement: Statement, name: str) -> bool:
    return bool(name) and name in statement.text
