"""REG-009: one company, one contact, spelled in two ways (PIPL 17(1)(1)).

A company has one full name, so an alias that is a full name too (it ends like one) and nearly equals the first is no excuse:
甲乙信息技术(丙)有限公司 and 甲乙丙信息技术(丙)有限公司. Short names are fine. Names with different places are different companies.
Looked for among the entries and, where documents are at hand, in their text.
"""

from __future__ import annotations

from collections.abc import Iterator

from register import quotes, suggest
from register.context import Context, Rule
from register.model import Register
from register.spelling import addresses, aligned, companies, near_address, near_company, plain, same
from register.violation import Clause, Severity, Text, Violation

RULE = Rule(
    "REG-009",
    Severity.LOW,
    False,
    ("PIPL 17(1)(1)",),
    Text("同一主体写法不一致", "One name, spelled in two ways"),
    offline=True,
)
_REMEDY = Text(
    "核对营业执照等登记文件，全文统一使用登记的全称，简称只写一次“以下称…”",
    "check the certificate of incorporation; use the registered full name throughout and introduce the short name once",
)


def check(context: Context) -> Iterator[Violation]:
    register, company = context.register, context.register.organization
    written = tuple(dict.fromkeys(name for _, text in _texts(context) for name in companies(text)))
    owners = _owners(register)
    if variants := _variants("", company.name, (company.controller.name, *company.aliases), written, owners):
        own = {"name": company.name, "controller": {"name": company.name}}
        only = suggest.dumped({"organization": own}) if variants == (company.controller.name,) else ""
        yield _violation(context, company.name, variants, "organization.name", company.line, only)
    for recipient in register.recipients.values():
        if variants := _variants(recipient.id, recipient.name, recipient.aliases, written, owners):
            yield _violation(context, recipient.name, variants, f"{recipient.at}.name", recipient.line, "")
    yield from _contacts(context)


def _owners(register: Register) -> dict[str, set[str]]:
    """Whose names they are: "" the company's own, else ids of recipients and processors."""
    owners: dict[str, set[str]] = {}
    company = register.organization
    parties = [("", (company.name, company.controller.name, *company.aliases))]
    parties += [(r.id, (r.name, *r.aliases)) for r in register.recipients.values()]
    parties += [(p.id, (p.name, p.legal_name)) for p in register.processors.values()]
    for owner, names in parties:
        for name in names:
            owners.setdefault(plain(name), set()).add(owner)
    return owners


def _variants(owner: str, name: str, declared: tuple[str, ...], written: tuple[str, ...], owners: dict[str, set[str]]) -> tuple[str, ...]:
    """Spellings of the name, declared or in the text, that are not its own and not those of somebody else."""
    spellings = dict.fromkeys((*declared, *(aligned(name, text) for text in written)))
    return tuple(s for s in spellings if not owners.get(plain(s), set()) - {owner} and near_company(name, s))


def _texts(context: Context) -> Iterator[tuple[str, str]]:
    for document in context.register.documents.values():
        if document.in_force and (text := quotes.text_of(context.register, document)):
            yield document.label, text


def _contacts(context: Context) -> Iterator[Violation]:
    """Addresses and mailboxes of the company itself, those of its documents included."""
    register, own = context.register, context.register.organization.controller
    handling, incident = register.rights_handling, register.incident
    said = [own.email, own.address]
    said += [handling.contact.email, handling.contact.address] if handling and handling.contact else []
    said += [incident.contact] if incident else []
    declared = [text for text in said if text]
    written = [address for _, text in _texts(context) for address in addresses(text)]
    for i, first in enumerate(declared):
        variants = [s for s in (*declared[i + 1 :], *written) if near_address(first, s) and not any(same(s, d) for d in declared[:i])]
        if variants:
            line = handling.line if handling else register.organization.line
            yield _violation(context, first, tuple(dict.fromkeys(variants)), f"contact[{first}]", line, "")
            return


def _violation(context: Context, name: str, variants: tuple[str, ...], declaration: str, line: int, lines: str) -> Violation:
    also = "”“".join(variants)
    return context.violation(
        RULE,
        Text(f"“{name}”还写作“{also}”", f"{name} is also written as {', '.join(variants)}"),
        _REMEDY,
        clause=next((Clause(label, "", v) for label, text in _texts(context) for v in variants if v in text), None),
        declaration=declaration,
        line=line,
        yaml=lines,
        evidence=[("variants", " · ".join(variants))],
    )
