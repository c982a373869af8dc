"""XML as a tree with the place of every element: what notations written in it need. By expat; entities of a text's own are
refused, nothing outside is fetched (a mapper's DOCTYPE names a DTD that is never read).

Own code because ElementTree forgets lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from connectors.notations import Unread

MAX_DEPTH = 200


@dataclass(slots=True)
class Element:
    """name without its namespace prefix; line and at (column) of its "<" count from 1; text: what stands directly in it."""

    name: str
    attributes: dict[str, str]
    line: int
    at: int
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def all(self, *names: str) -> Iterator[Element]:
        """Every element below this one with one of these names, in document order."""
        for child in self.children:
            if child.name in names:
                yield child
            yield from child.all(*names)


def parsed(text: str) -> Element:
    """The root element. Raises Unread."""
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    top = Element("", {}, 1, 1)
    open_: list[Element] = [top]
    texts: list[list[str]] = [[]]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(open_) > MAX_DEPTH:
            raise Unread(parser.CurrentLineNumber, "too deep")
        local = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition(":")[2], local, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        open_[-1].children.append(element)
        open_.append(element)
        texts.append([])

    def end(_name: str) -> None:
        open_.pop().text = "".join(texts.pop())

    def characters(data: str) -> None:
        texts[-1].append(data)

    def entity(*_: object) -> None:
        raise Unread(parser.CurrentLineNumber, "declares entities")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.EntityDeclHandler = characters, entity
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        raise Unread(error.lineno, "not well-formed XML") from None
    return top.children[0]
