"""What nobody took from a policy, with the reason why, and what in a policy needs no taking: greetings, definitions, law quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from register.policy.kinds import Kinds, defines, named
from register.policy.processors import BUNDLED
from register.policy.statements import Reading, Statement, place_of, quoted
from register.violation import Text

_BOILERPLATE = re.compile(
    r"阅读|尊重|致力于|深知|感谢|欢迎|非常重视|高度重视|理念|承诺|本(?:政策|隐私政策|方针|声明|指引|协议)(?:将|适用|旨在|所称|构成|的(?:解释|效力)|与|仅|是|不适用|自|中)|适用于|帮助您了解|以下(?:简|统)?称"
    r"|不同意本|继续使用|视为(?:您)?(?:已)?(?:同意|接受)|勾选|点击|建议您|提醒您|请您?(?:注意|放心|妥善|务必|知悉|理解)|免责|不承担|互联网(?:环境)?并非|争议|管辖|仲裁|诉讼解决|无法保证|依照|遵守|遵循|根据(?:中华人民共和国|相关|《)"
    r"|合法、?正当|诚信原则|权责|公开透明|如有(?:任何)?(?:疑问|问题|意见)|与我们联系|联系我们|可能会?(?:发生)?(?:更新|变更|修订)|目录$|版权|All rights|首页|返回顶部"
    r"|适用[^，。]{0,12}(?:协议|合同)|法律(?:法规)?(?:另有)?规定的其他|获得[^，。]{0,10}同意时|^(?:获得|取得|征得|经)[^，。]{0,12}同意[时的]?[；;。]?$|同等的?保护|安全措施来?保护|重视您|维护您的权益|努力(?:采取|保障)",
    re.IGNORECASE,
)

#: Words of a statement -> why it was not placed; the first that fits is told.
_WHY: tuple[tuple[str, Text], ...] = (
    (r"境外|出境|跨境", Text("说到境外，但没有认出国家和接收方", "speaks of abroad; country or recipient not recognised")),
    (r"委托|SDK|第三方|共享|转让|披露|提供给", Text("说到对外提供或委托，但没有认出对方是谁", "speaks of giving or entrusting; to whom was not recognised")),
    (r"保存|保留|存储|期限", Text("说到保存，但没有认出期限或期限的确定方法", "speaks of keeping; no period or method recognised")),
    (r"未成年|儿童|监护人", Text("关于未成年人，请核对是否需要单独的规则", "about minors; see whether rules of their own are needed")),
    (r"权利|查阅|更正|删除|撤回|注销", Text("说到个人权利，但没有认出是哪一项或如何行使", "speaks of rights; which one or how it is exercised was not recognised")),
    (r"收集|采集|获取|记录", Text("说到收集，但没有认出信息种类", "speaks of collecting; no kind recognised")),
    (r"使用|用于|目的", Text("说到使用，但没有认出目的", "speaks of use; no purpose recognised")),
    (r"安全|加密|保护", Text("说到保护，但没有认出具体措施", "speaks of protection; no measure recognised")),
    (r"通知|告知|更新|变更", Text("说到通知或变更，但没有认出规则", "speaks of notices or changes; no rule recognised")),
)  # fmt: skip
_TIED = Text(
    "同意本政策就算同意别人的条款（捆绑同意），请核对", "agreeing to this policy counts as agreeing to another's terms: look into it"
)
_OTHER = Text("登记册里没有对应的栏目", "no part of the register is about this")
_STRANGER = Text("列举的种类不在内置表里，请自行归类", "a kind in a list that the built-in table lacks: choose a key for it")
_ABOUT = re.compile(r"个人信息|信息|数据|隐私|Cookie|您|用户|客户|第三方|公司|我们", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words of a policy that the draft holds nothing of."""

    clause: str
    quote: str
    why: Text


def unplaced(reading: Reading, kinds: Kinds) -> Iterator[Unplaced]:
    """In the order of the policy; sentences of one paragraph with one reason together."""
    last: tuple[int, Text] | None = None
    waiting: list[Statement] = []
    strangers = {s.at for s, _ in kinds.strangers}
    announcing = _announcing(reading)
    for statement in reading:
        if statement.at in strangers:
            yield from (Unplaced(place_of(statement), word, _STRANGER) for s, word in kinds.strangers if s.at == statement.at)
        if reading.taken(statement) or is_boilerplate(statement) or statement.text in announcing:
            continue
        why = _why(statement)
        if last is not None and last != (statement.block, why):
            yield _together(waiting, last[1])
            waiting = []
        last = (statement.block, why)
        waiting.append(statement)
    if waiting and last is not None:
        yield _together(waiting, last[1])


def share(reading: Reading) -> float:
    """Share of the policy's characters that were taken or need no taking. 1 for a policy without statements."""
    total = sum(len(s.text) for s in reading)
    announcing = _announcing(reading)
    placed = sum(len(s.text) for s in reading if reading.taken(s) or is_boilerplate(s) or s.text in announcing)
    return round(placed / total, 3) if total else 1.0


def _announcing(reading: Reading) -> frozenset[str]:
    """Sentences whose list was taken: they say nothing more than that it follows."""
    return frozenset(s.intro for s in reading if s.intro and reading.taken(s))


def is_boilerplate(statement: Statement) -> bool:
    text = statement.text[:3000]
    if BUNDLED.search(text):
        return False
    if len(text) < 8 or statement.topics == frozenset({"definition"}) or (defines(statement) and not re.search("收集(?:的|以下)", text)):
        return True
    if statement.text.rstrip("。 ").endswith(("如下", "以下", "：", ":")) and len(text) <= 60:
        return True
    if _BOILERPLATE.search(text):
        return not named(text) or statement.topics.isdisjoint({"collect", "share", "entrust", "abroad", "cookie"})
    return not _ABOUT.search(text)


def _why(statement: Statement) -> Text:
    if BUNDLED.search(statement.text[:3000]):
        return _TIED
    return next((why for pattern, why in _WHY if re.search(pattern, statement.text[:3000])), _OTHER)


def _together(statements: list[Statement], why: Text) -> Unplaced:
    text = (
        statements[0].text
        if len(statements) == 1 or statements[-1].at - statements[0].at >= len(statements)
        else "".join(s.text for s in statements)
    )
    return Unplaced(place_of(statements[0]), quoted(text), why)
