"""JUnit XML, for every CI server that shows test results: a column against a rule is a failed test.

Written within what Jenkins' xUnit plugin accepts (its junit-10.xsd since 2.2.4): it skips a whole report whose test cases have a
`file` or `line`, so the place stands in the message and on the first lines of the text, which is what GitLab shows.
A text is displayed first, which leaves only characters that XML 1.0 allows. No sample value is ever written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports import Report
from reports.display import display
from reports.matters import Note, matters, notes, plain, sentence
from reports.messages import text
from reports.outline import figures

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAME = "junit"
SUFFIX = ".junit.xml"
BINARY = False

SUITE = "pandian gate"


def render(report: Report) -> str:
    """One suite: failures the worst first, then errors for what was not read, then what is waived; else one test that passes."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    root = Element("testsuites")
    suite = SubElement(root, "testsuite", name=SUITE)
    told = notes(report)
    taken: set[tuple[str, str]] = set()
    for matter in matters(report):
        case = _case(suite, matter.table, f"{matter.first.rule} {matter.first.column}".rstrip(), matter.spot, taken)
        summary = f"{display(matter.spot)}: {display(sentence(matter, report.lang))}"
        SubElement(case, "failure", type=matter.first.severity.value, message=summary).text = plain(matter, report.lang)
    for note in told:
        if note.kind == "decided":
            continue
        case = _case(suite, note.table, f"{note.rule or note.kind} {note.column}".rstrip(), note.spot, taken)
        outcome = SubElement(case, "error" if note.kind == "unread" else "skipped", type=note.kind, message=display(note.words))
        outcome.text = display(f"{note.spot}: {note.words}" if note.line else note.words)
    if not len(suite):
        _case(suite, SUITE, text("gate.clean", report.lang), "", taken)
    _decisions(suite, told, report)
    _count(root, suite)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _case(suite: Element, table: str, name: str, spot: str, taken: set[tuple[str, str]]) -> Element:
    """A test case. GitLab takes those of one class and name for one, so a second one is told apart by its place, then by number."""
    from xml.etree.ElementTree import SubElement

    table, name, number = display(table), display(name), 1
    chosen = name
    while (table, chosen) in taken:
        chosen = f"{name} ({display(spot)})" if number == 1 else f"{name} ({display(spot)}, {number})"
        number += 1
    taken.add((table, chosen))
    return SubElement(suite, "testcase", classname=table, name=chosen)


def _decisions(suite: Element, told: list[Note], report: Report) -> None:
    """Findings that people decided on: no test, but said."""
    from xml.etree.ElementTree import SubElement

    if said := [display(note.words) for note in told if note.kind == "decided"]:
        first = text("report.decided", report.lang, **figures(report).by_decision)
        SubElement(suite, "system-out").text = "\n".join([first, *said])


def _count(root: Element, suite: Element) -> None:
    counts = {plural: str(len(suite.findall(f"testcase/{one}"))) for plural, one in (("failures", "failure"), ("errors", "error"))}
    tests = str(len(suite.findall("testcase")))
    suite.attrib.update({"tests": tests, **counts, "skipped": str(len(suite.findall("testcase/skipped")))})
    root.attrib.update({"name": SUITE, "tests": tests, **counts})
