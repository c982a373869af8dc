"""A comment for a pull request, and the summary of a GitHub job: a verdict, a table, and for each violation why and what to do.

The hidden first line lets a bot find its comment and replace it. Everything from outside is escaped for Markdown and HTML
(`reports.display.markdown`): no markup, link, mention or reference of a stranger's works. GitHub refuses a body over 65,536
characters, so what does not fit is counted. No sample value is ever written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reports import Report
from reports.display import fenced, markdown
from reports.matters import Matter, Note, matters, notes, paragraphs, sentence, yaml
from reports.messages import text, word
from reports.outline import figures

NAME = "markdown"
SUFFIX = ".md"
BINARY = False

MARKER = "<!-- pandian -->"
MOST = 60_000  # characters in all
_TABLE = 25_000  # of them for rows of the table
_LIST = 6_000  # of them for each list at the end
_NAME, _SENTENCE, _PARAGRAPH, _YAML = 200, 600, 2_000, 6_000  # most characters of each, before escaping


def render(report: Report) -> str:
    """GitHub Flavored Markdown; GitLab's and Gitea's show the same."""
    found, told = matters(report), notes(report)
    head = f"{MARKER}\n**Pandian: {_verdict(report, told)}**\n"
    foot = _foot(report, told)
    body = ""
    if found:
        body = _table(found, report.lang)
        body += _details(found, report.lang, MOST - len(head) - len(foot) - len(body) - _room(len(found), report.lang))
    return head + body + foot


def _verdict(report: Report, told: list[Note]) -> str:
    lang, unread = report.lang, sum(note.kind == "unread" for note in told)
    if report.register is None:
        verdict = text("report.no_register", lang)
    elif report.violations:
        verdict = text("gate.totals", lang, count=len(report.violations), worst=figures(report).worst)
    else:
        verdict = text("gate.clean", lang) if not unread else text("report.none_violations", lang)
    return f"{verdict} · {text('gate.unread_count', lang, count=unread)}" if unread else verdict


def _table(found: list[Matter], lang: str) -> str:
    names = ("label.severity", "label.place", "label.column", "label.message", "label.rule")
    lines = ["", "| " + " | ".join(text(name, lang) for name in names) + " |", "|---|---|---|---|---|"]
    rows, left = _fitting((_row(matter, lang) for matter in found), len(found), _TABLE)
    return "\n".join([*lines, *rows, *_more(left, lang)]) + "\n"


def _row(matter: Matter, lang: str) -> str:
    first = matter.first
    severity = word("severity", first.severity, lang)
    spot = f"{matter.path}:{first.line}" if first.line else matter.path
    cells = [severity, _code(spot), _code(matter.subject), markdown(sentence(matter, lang), _SENTENCE), first.rule]
    return f"| {' | '.join(cells)} |"


def _code(name: str) -> str:
    """A name in the type of code. As HTML, because a code span cannot hold every character of a table cell."""
    return f"<code>{markdown(name, _NAME)}</code>"


def _details(found: list[Matter], lang: str, room: int) -> str:
    blocks, left = _fitting((_detail(matter, lang) for matter in found), len(found), room)
    return "".join(f"{block}\n" for block in [*blocks, *_more(left, lang)])


def _detail(matter: Matter, lang: str) -> str:
    """A block that unfolds. The blank lines make what is between the tags Markdown again."""
    first, colon = matter.first, text("label.colon", lang)
    lines = ["", "<details>", f"<summary>{first.rule} {_code(matter.subject)} {markdown(first.title.in_language(lang))}</summary>", ""]
    lines += [f"- **{label}**{colon}{markdown(words, _PARAGRAPH)}" for label, words in paragraphs(matter, lang)]
    if fragment := yaml(matter):
        shown = fragment if len(fragment) <= _YAML else fragment[:_YAML].rpartition("\n")[0] + "\n# …"
        lines += [f"- **{text('label.yaml', lang)}**{colon.rstrip()}", "", fenced(shown, "yaml")]
    return "\n".join([*lines, "", "</details>"])


def _foot(report: Report, told: list[Note]) -> str:
    lang, total = report.lang, figures(report)
    counts = [text("gate.read", lang, assets=total.read, columns=total.columns)]
    counts += [f"{word('severity', name, lang)} {count}" for name, count in total.by_severity.items() if count]
    parts = [_list(text("gate.unread_title", lang) + text("label.colon", lang).rstrip(), told, "unread", lang)]
    if report.waived:
        parts.append(_list(text("report.waived", lang, count=len(report.waived)), told, "waived", lang))
    if any(total.by_decision.values()):
        parts.append(_list(text("report.decided", lang, **total.by_decision), told, "decided", lang))
    return "".join(parts) + f"\n{' · '.join(counts)}\n"


def _list(title: str, told: list[Note], kind: str, lang: str) -> str:
    chosen = [note for note in told if note.kind == kind]
    rows, left = _fitting((f"- {_placed(note)}" for note in chosen), len(chosen), _LIST)
    return "\n".join(["", title, "", *rows, *_more(left, lang)]) + "\n" if chosen else ""


def _placed(note: Note) -> str:
    words = markdown(note.words, _SENTENCE)
    return f"{_code(note.spot)} {words}" if note.line else words


def _fitting(blocks: Iterator[str], count: int, room: int) -> tuple[list[str], int]:
    """(The first blocks that fit into so many characters, how many are left out of `count`)."""
    taken: list[str] = []
    for block in blocks:
        room -= len(block) + 1
        if room < 0:
            break
        taken.append(block)
    return taken, count - len(taken)


def _more(left: int, lang: str) -> Iterable[str]:
    return ["", text("report.more", lang, count=left, format="json")] if left else []


def _room(count: int, lang: str) -> int:
    """Characters that the sentence about what is left out may need."""
    return sum(len(line) + 1 for line in _more(count, lang))
