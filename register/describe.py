"""A register looked at by itself, before any scan: what is wrong with it, and what it says.

`lint` is `pandian register lint`, `describe` is `pandian register show`. Nothing here needs data or a network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from register import checks, law
from register.context import NO_SCAN
from register.entries import Period
from register.law import LawPack
from register.model import Register, parse
from register.quotes import present
from register.violation import Clause, Text, Violation

Section = tuple[str, list[tuple[str, ...]]]
_FORM = ("REG-001", "REG-002")


def lint(path: str | Path, today: date, law_pack: LawPack | None = None) -> list[Violation]:
    """Everything that can be said without a scan. A file that does not fit the schema is told of that alone; one with
    references that lead nowhere is checked as far as it goes. Never raises for what the file holds."""
    register = parse(path)
    whole = not any(problem.rule == "REG-001" for problem in register.problems)
    only = [rule.id for rule in checks.rules() if rule.offline] if whole else list(_FORM)
    if law_pack is None and register.pack not in law.packs():
        law_pack = law.load()  # REG-002 tells of the unknown name
    return checks.run(register, NO_SCAN, today=today, law_pack=law_pack, only=only)


def describe(register: Register, lang: str) -> list[Section]:
    """Sections (title, rows); the first row of each holds the column heads. lang: "zh" or "en"."""
    say = _in(lang)
    return [
        (say("登记册", "Register"), _head(register, say)),
        (say("文件", "Documents"), _documents(register, say)),
        (say("部门", "Departments"), _departments(register, say)),
        (say("个人信息种类", "Kinds of personal information"), _categories(register, lang, say)),
        (say("处理活动", "Processing activities"), _activities(register, say)),
        (say("系统", "Systems"), _systems(register, say)),
        (say("保存期限", "Retention"), _retention(register, say)),
        (say("出境", "Cross-border transfers"), _transfers(register, say)),
    ]


Say = Callable[[str, str], str]


def _in(lang: str) -> Say:
    return lambda zh, en: Text(zh, en).in_language(lang)


def _head(register: Register, say: Say) -> list[tuple[str, ...]]:
    return [
        (say("项目", "Item"), say("内容", "Value")),
        (say("名称", "Name"), register.name),
        (say("编号", "Id"), register.id),
        (say("版本", "Version"), register.version),
        (say("文件", "File"), register.file),
        (say("法规参数", "Law pack"), register.pack),
        (say("敏感个人信息标准", "Standard for sensitive kinds"), register.standard),
    ]


def _documents(register: Register, say: Say) -> list[tuple[str, ...]]:
    states = {True: say("在，引文已核对", "present, quotes checked"), False: say("不在，引文未核对", "not here, quotes not checked")}
    rows = [(d.id, d.label, d.path or "—", states[present(register, d)]) for d in register.documents.values()]
    return [(say("编号", "Id"), say("标题", "Title"), say("路径", "Path"), say("状态", "State")), *rows]


def _departments(register: Register, say: Say) -> list[tuple[str, ...]]:
    rows = [(d.id, d.name, d.owner or say("未指定", "none")) for d in register.departments.values()]
    return [(say("编号", "Id"), say("名称", "Name"), say("负责人", "Owner")), *rows]


def _categories(register: Register, lang: str, say: Say) -> list[tuple[str, ...]]:
    pack = law.load(register.pack)
    words = {
        "always": say("是", "always"),
        "when_linked": say("关联时", "when linked"),
        "never": say("否", "never"),
        "listed": say("政策列明", "listed"),
        "mentioned": say("政策提及", "mentioned"),
        "implied": say("政策隐含", "implied"),
        "internal": say("内部", "internal"),
    }
    rows = [
        (
            c.key,
            c.name.in_language(lang),
            words[c.declaration],
            _clause(c.clause),
            words[c.personal],
            say("敏感", "sensitive") if register.is_sensitive(c.key, pack) else "",
        )
        for c in register.categories.values()
    ]
    heads = (
        say("键", "Key"),
        say("名称", "Name"),
        say("声明", "Declaration"),
        say("条款", "Clause"),
        say("个人信息", "Personal"),
        say("敏感", "Sensitive"),
    )
    return [heads, *rows]


def _activities(register: Register, say: Say) -> list[tuple[str, ...]]:
    rows = [
        (a.id, a.name, _department(register, a.department), _joined(a.systems), _joined(sorted(a.categories)), a.retention or "—")
        for a in register.activities
    ]
    heads = (
        say("编号", "Id"),
        say("名称", "Name"),
        say("部门", "Department"),
        say("系统", "Systems"),
        say("种类", "Kinds"),
        say("保存规则", "Retention"),
    )
    return [heads, *rows]


def _systems(register: Register, say: Say) -> list[tuple[str, ...]]:
    rows = [
        (s.key, s.name, _department(register, s.department), s.environment or "—", s.location or "—", _joined(s.bindings))
        for s in register.systems.values()
    ]
    heads = (
        say("键", "Key"),
        say("名称", "Name"),
        say("部门", "Department"),
        say("环境", "Environment"),
        say("地点", "Location"),
        say("绑定", "Bindings"),
    )
    return [heads, *rows]


def _retention(register: Register, say: Say) -> list[tuple[str, ...]]:
    statement = register.statement
    head = [(say("规则", "Rule"), say("期限", "Period"), say("起算", "From"), say("宽限", "Grace"), say("到期", "Then"))]
    if statement:
        head.append((say("政策", "policy"), _period(statement.period) if statement.period else statement.method or "—", "—", "—", "—"))
    rows = [
        (r.id, _period(r.period) if r.period else r.method or "—", r.start or "—", _period(r.grace), r.action)
        for r in register.retention_rules.values()
    ]
    return [*head, *rows]


def _transfers(register: Register, say: Say) -> list[tuple[str, ...]]:
    rows = [
        (t.id, t.country or say("未写明", "not stated"), t.recipient or "—", _joined(sorted(t.categories)), _clause(t.clause))
        for t in register.transfers
    ]
    return [
        (
            say("编号", "Id"),
            say("国家或地区", "Country or region"),
            say("接收方", "Recipient"),
            say("种类", "Kinds"),
            say("条款", "Clause"),
        ),
        *rows,
    ]


def _department(register: Register, key: str) -> str:
    department = register.departments.get(key)
    return department.name if department else key or "—"


def _joined(items: Iterable[str]) -> str:
    return ", ".join(items) or "—"


def _clause(clause: Clause | None) -> str:
    return clause.clause if clause else "—"


def _period(period: Period | None) -> str:
    return period.text if period else "—"
