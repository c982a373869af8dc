"""Which rights a policy grants, on which grounds it erases, how requests are made and by when they are answered."""

from __future__ import annotations

import re
from typing import Any

from register.policy import contact
from register.policy.retention import period_in
from register.policy.statements import Reading, Statement, part_with

#: id, name, article of PIPL, words.
_RIGHTS: tuple[tuple[str, str, int, re.Pattern[str]], ...] = tuple(
    (id_, name, article, re.compile(pattern))
    for id_, name, article, pattern in (
        ("know", "知情", 44, r"知情权|知情"),
        ("decide", "决定", 44, r"决定权|知情、?决定|决定您?(?:的)?个人信息的?处理"),
        ("access", "查阅、访问", 45, r"查阅|访问|查询|查看|浏览您"),
        ("copy", "复制", 45, r"复制|复印|副本"),
        ("port", "转移", 45, r"可携|转移(?:至|到|给)|个人信息(?:的)?转移|转移(?:权|您的|个人信息)|、转移"),
        ("rectify", "更正", 46, r"更正|改正|修改|纠正"),
        ("supplement", "补充", 46, r"补充|完善您的"),
        ("erase", "删除", 47, r"删除|清除"),
        ("restrict", "限制处理", 44, r"限制"),
        ("refuse", "拒绝处理", 44, r"拒绝(?:他人|我们|对|处理)|拒绝权|限制(?:或者?|、)拒绝|反对"),
        (
            "withdraw",
            "撤回同意",
            15,
            r"撤回|撤销|取消(?:您的)?(?:授权|同意)|改变[^，。；;、]{0,12}(?:授权|同意)|变更[^，。；;、]{0,12}(?:授权|同意)|关闭[^，。；;]{0,10}权限",
        ),
        ("explain", "解释说明", 48, r"解释|说明(?:权|.{0,8}规则)|解释说明"),
        ("close_account", "注销账号", 47, r"注销"),
        ("deceased_relatives", "死者近亲属行使权利", 49, r"去世|死亡|死者|近亲属|逝世"),
        ("object_adm", "自动化决策", 24, r"自动化决策|自动决策|信息系统自动"),
        ("complain", "投诉、举报", 50, r"投诉|举报|向.{0,16}(?:法院|监管部门).{0,8}(?:起诉|诉讼)"),
    )
)
_GROUNDS: tuple[tuple[str, str], ...] = (
    (r"目的已(?:经)?(?:实现|达成)|无法实现|不再必要|不再需要|为实现.{0,12}目的", "47-1-1"),
    (r"停止(?:提供|运营|服务)|不再(?:为您)?提供|期限.{0,4}届满|终止(?:服务|运营|提供)|保存期限", "47-1-2"),
    (r"撤回|注销|不再使用", "47-1-3"),
    (r"违反|违法|违约|未征得|未经|超出|侵害|不符合", "47-1-4"),
)
_VERIFIES = re.compile(r"(?:验证|核实|核验|确认|证明)[^，。；;]{0,12}身份|身份[^，。；;]{0,8}(?:验证|核实|核验|证明)")
_ANSWERS = re.compile(r"回复|答复|反馈|处理|响应|回应|核查|完成")
_INTRO = re.compile(r"权利|行使|您可以|您有权|享有|可以对")
_GRANTS = re.compile(r"您|客户|用户|有权|可以|可|会员|员工|应聘者|个人|学员|读者|患者|家长")
_NOT_GRANTED = re.compile(r"我们(?:有权|可能无法|将不再|可能不)|无法响应|拒绝(?:您的)?(?:请求|申请|要求)|不予|可能会拒绝")


class Rights:
    def __init__(self, reading: Reading) -> None:
        self.entries: list[dict[str, Any]] = []
        self.handling: dict[str, Any] | None = None
        self._known: dict[str, dict[str, Any]] = {}
        self._erasing: Statement | None = None
        for statement in reading:
            if (
                "rights" in statement.topics
                or ("minors" in statement.topics and "有权" in statement.text)
                or _ENUMERATES.search(statement.text[:3000])
            ):
                self._read(reading, statement)
        self._conditions(reading)
        self._handling(reading)
        order = [row[0] for row in _RIGHTS]
        self.entries.sort(key=lambda e: order.index(e["id"]))

    def _read(self, reading: Reading, statement: Statement) -> None:
        text = statement.text[:5000]
        if _NOT_GRANTED.search(text) or (statement.kind == "item" and statement.parent >= 0 and re.search("删除", statement.intro)):
            return
        granted = statement.kind in ("item", "row") or _GRANTS.search(text) is not None
        if (
            statement.kind == "item"
            and statement.intro
            and re.search(r"删除|以下情[形况]|无法|无需|例外|除外|不予", statement.intro)
            and not re.search(r"以下权利|下列权利|行使", statement.intro)
        ):
            return
        for id_, name, article, pattern in _RIGHTS:
            if id_ not in self._known and granted and (found := pattern.search(text)) is not None:
                if id_ == "complain" and re.search("反馈|客服", text) and "举报" not in text and "有权" not in text:
                    continue
                self._add(reading, id_, name, article, statement, _words(text, found))
            elif (
                id_ not in self._known
                and pattern.search(statement.heading)
                and len(statement.heading) <= 30
                and not re.search("权利|行使|管理", statement.heading)
            ):
                self._add(reading, id_, name, article, statement, statement.heading)

    def _add(self, reading: Reading, id_: str, name: str, article: int, statement: Statement, words: str) -> None:
        self._known[id_] = {"id": id_, "name": words if 2 <= len(words) <= 24 else name, **reading.cite(statement, words), "pipl": article}
        self.entries.append(self._known[id_])
        if id_ == "erase":
            self._erasing = statement

    def _conditions(self, reading: Reading) -> None:
        """The entries of the list that belongs to erasure: nested below it, or announced by a sentence about it."""
        if self._erasing is None:
            return
        erasing = self._erasing
        found = list(reading.notes(erasing)) if erasing.kind == "item" else []
        if not found:
            found = [
                s
                for s in reading.statements[erasing.at : erasing.at + 60]
                if s.kind == "item" and s.intro and "删除" in s.intro and re.search("情[形况]|以下|下列|之一", s.intro)
            ]
        if found:
            reading.take(*found)
            self._known["erase"]["conditions"] = [
                {"quote": s.text.rstrip("。；; ")[:300], "pipl_ground": next((g for p, g in _GROUNDS if re.search(p, s.text)), "47-1-5")}
                for s in found
            ]

    def _handling(self, reading: Reading) -> None:
        said = [s for s in reading if s.topics & {"rights", "contact"} and s.kind != "row"]
        verifies = next((s for s in said if _VERIFIES.search(s.text[:3000])), None)
        answers = [(s, p) for s in said if _ANSWERS.search(s.text) and (p := period_in(s.text))]
        handles = next((s for s in said if re.search("行使", s.text) and re.search("联系|申请|请求|处理", s.text)), None)
        first = verifies or (answers[0][0] if answers else None) or handles
        reach, places = contact.desk(reading, "rights", "contact")
        if first is None and not reach:
            return
        quote = {}
        if first is not None:
            at = _VERIFIES.search(first.text) if first is verifies else None
            quote = reading.cite(first, _from_part(first.text, at.start()) if at else first.text)
        elif places:
            quote = reading.cite(places[0])
        reading.take(*places, *(s for s, _ in answers), *([handles] if handles else []))
        window = next(
            (
                s.text
                for s in said
                if re.search(r"窗口|部门|中心|负责人|专员", s.text) and len(s.text) <= 30 and re.search("联系|隐私|保护|信息", s.text)
            ),
            "",
        )
        if window and reach:
            reach = {"name": window.rstrip("：:"), **reach}
            reading.take(*(s for s in said if s.text == window))
        self.handling = {
            **quote,
            "identity_verification": verifies is not None,
            "response_deadline": answers[0][1] if answers else None,
            "contact": reach or None,
        }


_ENUMERATES = re.compile(r"(?:有权|可以|享有)[^。；;]{0,30}(?:查阅|访问|复制|更正|删除)[^。；;]{0,20}(?:更正|删除|撤回|复制|补充)")


def _words(text: str, found: re.Match[str]) -> str:
    """The piece of an enumeration that names the right, without what leads up to it."""
    part = re.sub("^(?:或者?|并且?|以及|还)+(?=.{2})", "", part_with(text, found.start(), found.end()))
    if "、" not in part:
        return part if len(part) <= 60 else found[0]
    piece = next((p for p in part.split("、") if found[0] in p), found[0]).strip()
    piece = piece.rpartition("”")[2] if found[0] in piece.rpartition("”")[2] else piece  # “我的—设置” is where, not what
    return re.sub(r"^.*(?:有权|可以|可|享有|请求|要求)(?=.)", "", piece) if len(piece) > 12 else piece


def _from_part(text: str, start: int) -> str:
    left = max(text.rfind(c, 0, start) for c in "，,。；;") + 1
    return text[left:].strip()
