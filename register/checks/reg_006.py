"""REG-006: a kind that is personal information is said not to be: cookies "hold nothing about a person" (PIPL 4).

Looked for in the register (`personal: never` for a kind that always is) and, where the document is at hand, in the sentences of the
kind's clause. A sentence about anonymised data denies nothing: what is anonymised is no personal information.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from register import quotes, suggest
from register.categories import KNOWN
from register.context import Context, Rule
from register.entries import Category
from register.violation import Clause, Severity, Text, Violation

RULE = Rule(
    "REG-006",
    Severity.MEDIUM,
    False,
    ("PIPL 4",),
    Text("政策否认是个人信息", "The policy denies that it is personal information"),
    offline=True,
)
_DENIES = re.compile(
    r"(?:不包含|不含有?|不属于|不构成|并非|不是|不涉及)[^，。；]{0,6}个人(?:的|身份)?(?:信息|资料|数据)|(?:无法|不能|不会)[^，。；]{0,8}(?:识别|特定)[^，。；]{0,8}(?:个人|自然人|身份|您)"
    r"|(?:not|no)(?:contain)?(?:any)?personal(?:information|data)|cannotidentify",
    re.IGNORECASE,
)
#: A line shorter than this was not wrapped: a heading, an item.
WRAPPED_FROM = 20
_ANONYMISED = re.compile(r"匿名化|anonymi[sz]ed", re.IGNORECASE)
#: Words by which policies call a kind, where its name may be another.
_WORDS = {
    "user.device.cookie_id": ("cookie",),
    "user.device.cookie": ("cookie",),
    "user.device.ip_address": ("ip地址",),
    "user.device.device_id": ("设备标识", "设备识别码"),
    "user.behavior.browsing_history": ("浏览记录", "访问数据", "访问记录"),
}


def check(context: Context) -> Iterator[Violation]:
    denials: dict[Clause, tuple[str, ...]] = {}
    for category in context.register.categories.values():
        if category.personal == "never" and category.key in KNOWN and KNOWN[category.key].personal == "always":
            lines = suggest.dumped({"data_categories": [{"fides_key": category.key, "personal": "always"}]})
            yield _denied(context, category, category.clause, lines)
        elif category.personal == "always" and (clause := category.clause):
            place = Clause(clause.document, clause.clause)
            if place not in denials:
                denials[place] = tuple(_denying(_text(context, place)))
            if sentence := _about(category, clause, (*_denying(clause.quote), *denials[place])):
                yield _denied(context, category, Clause(clause.document, clause.clause, sentence), "")


def _denying(text: str) -> Iterator[str]:
    for sentence in re.split("[。；;！!]|\n", _unwrapped(text)):
        if _DENIES.search(sentence) and not _ANONYMISED.search(sentence):
            yield sentence


def _text(context: Context, place: Clause) -> str:
    """What the clause says, where its document is at hand."""
    for document in context.register.documents.values():
        if document.label == place.document and (text := quotes.text_of(context.register, document)):
            return quotes.clause_text(text, place.clause) or text
    return ""


def _about(category: Category, clause: Clause, sentences: tuple[str, ...]) -> str:
    """The first of them that speaks of the kind, "" when none does."""
    words = [_bare(word).lower() for word in (clause.quote, category.name.zh, *_WORDS.get(category.key, ())) if word]
    return next((sentence for sentence in sentences if any(word in sentence.lower() for word in words)), "")


def _unwrapped(text: str) -> str:
    """White space left out, and the ends of lines that are long enough to have been wrapped."""
    return "".join(bare + ("\n" if len(bare) < WRAPPED_FROM else "") for line in text.splitlines() if (bare := _bare(line)))


def _bare(text: str) -> str:
    return "".join(text.split())


def _denied(context: Context, category: Category, clause: Clause | None, lines: str) -> Violation:
    name = category.name
    return context.violation(
        RULE,
        Text(f"“{name.zh}”属于个人信息，政策却说不是", f"{name.en} is personal information, the policy says that it is not"),
        Text(
            f"删去否认的说法，改为：“{name.zh}与已识别或者可识别的自然人有关，属于个人信息，我们按本政策保护。”",
            f"drop the denial; write: “{name.en} relates to an identified or identifiable person and is protected by this policy.”",
        ),
        clause=clause,
        declaration=f"{category.at}.personal",
        line=category.line,
        yaml=lines,
    )
