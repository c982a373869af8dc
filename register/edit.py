"""How a register's text is changed so that nothing else in it changes: a fragment is written into the file a person wrote.

What the result says is what `merge.merged` says. The text is never written anew: lines are put in after the entry or list
they belong to and single values are exchanged where they stand, so comments, order, quotes, indentation, flow style, anchors
and line ends stay as they are by construction. Every result is read again and compared with what it should say; where that
fails (an anchor that other entries repeat, a comment inside what would be replaced) the edit is refused and nothing is lost.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from register import folder, yaml
from register.merge import below, identity, merged, met
from register.suggest import dumped, on_one_line
from register.violation import Text
from register.yaml import Node, Span

MAX_LINE = 140
MAX_SHORT = 110
_COMMENT = re.compile(r"(?:^|\s)#")


class EditError(ValueError):
    """The text cannot be changed in place. `line` counts from 1; `said` is the reason and the way out; `file` is "" for a text
    that is in none."""

    def __init__(self, line: int, said: Text, file: str = "") -> None:
        super().__init__(f"{file or 'line '}{':' if file else ''}{line}: {said.en}")
        self.line = line
        self.said = said
        self.file = file


def applied(text: str, fragment: Mapping[str, Any]) -> str:
    """The text with the fragment laid over it; the same text when it says all of that already. Raises EditError."""
    mark, body = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    document = _read(body)
    wanted = merged(document.data, dict(fragment))
    if _same(wanted, document.data):
        return text
    if re.search(r"\r(?!\n)", body):
        raise EditError(1, Text("换行符不统一；请存成 LF 或 CRLF", "mixed line ends; save the file with LF or CRLF"))
    result = _Edit(body, document.root).laid(dict(fragment))
    if not _says(result, wanted):
        raise EditError(1, Text("无法就地修改；请手工写入这些行", "it cannot be edited in place; put the lines in by hand"))
    return mark + result


def edited(source: folder.Source, fragment: Mapping[str, Any]) -> dict[Path, tuple[str, str]]:
    """What would change in which file of a register: its text before and after. Raises EditError and OSError."""
    changes = {}
    for part, share in shares(source, fragment):
        before = part.path.read_bytes().decode("utf-8")
        try:
            after = applied(before, share)
        except EditError as error:
            raise EditError(error.line, error.said, str(part.path)) from None
        if after != before:
            changes[part.path] = (before, after)
    return changes


def applied_to(path: Path, fragment: Mapping[str, Any]) -> tuple[Path, ...]:
    """The fragment laid over a register, a file or a folder, where it lies; which files changed. Raises folder.Unreadable,
    EditError and OSError, and then has changed nothing."""
    changes = edited(folder.read(path), fragment)
    written(changes)
    return tuple(changes)


def written(changes: Mapping[Path, tuple[str, str]]) -> None:
    """Each file replaced as a whole or not at all, with the mode that it had. Raises OSError."""
    ready = []
    try:
        for path, (_, after) in changes.items():
            real = path.resolve()
            handle, name = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}.")
            ready.append((Path(name), real))
            with os.fdopen(handle, "wb") as file:
                file.write(after.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            shutil.copymode(real, name)
        for new, real in ready:
            new.replace(real)
    finally:
        for new, _ in ready:
            new.unlink(missing_ok=True)


# -- which file -------------------------------------------------------------------------------------------------------------


def shares(source: folder.Source, fragment: Mapping[str, Any]) -> list[tuple[folder.Part, dict[str, Any]]]:
    """The part of the fragment that belongs into each file: an entry where it stands, a new one where most of its list is."""
    given: dict[int, dict[str, Any]] = {}
    for key, value in fragment.items():
        for at, piece in _placed(source.parts, key, value):
            given[at] = merged(given.get(at, {}), {key: piece})
    return [(source.parts[at], given[at]) for at in sorted(given)]


def _placed(parts: tuple[folder.Part, ...], key: str, value: Any) -> list[tuple[int, Any]]:
    data = [part.root.data for part in parts]
    holders = [i for i, d in enumerate(data) if d.get(key) is not None]
    home = _most(data, key) if holders else _head(data)
    if isinstance(value, list) and holders:
        placed = []
        for entry in value:
            at = [i for i in holders if isinstance(data[i][key], list) and identity(entry) in map(identity, data[i][key])]
            placed += [(i, [piece]) for i, piece in _split(entry, at, [_entry(data[i][key], entry) for i in at])] or [(home, [entry])]
        return placed
    if isinstance(value, Mapping) and len(holders) > 1:
        return _split(value, holders, [data[i][key] for i in holders])
    return [(home, value)]


def _split(entry: Any, at: list[int], known: list[Any]) -> list[tuple[int, Any]]:
    """An entry that stands in several files: each key where it is said, else in the first of them."""
    if len(at) < 2 or not isinstance(entry, Mapping):
        return [(i, entry) for i in at[:1]]
    ids = {k: entry[k] for k in ("id", "fides_key") if k in entry}
    pieces: dict[int, dict[str, Any]] = {}
    for key, value in entry.items():
        if key not in ids:
            home = next((i for i, said in zip(at, known, strict=True) if isinstance(said, Mapping) and key in said), at[0])
            pieces.setdefault(home, dict(ids))[key] = value
    return list(pieces.items())


def _entry(entries: list[Any], wanted: Any) -> Any:
    return next(entry for entry in entries if identity(entry) == identity(wanted))


def _most(data: list[Any], key: str) -> int:
    return max(range(len(data)), key=lambda i: (len(data[i].get(key) or ()) if isinstance(data[i].get(key), (list, dict)) else 0, -i))


def _head(data: list[Any]) -> int:
    return next((i for i, d in enumerate(data) if "apiVersion" in d), 0)


# -- the text ---------------------------------------------------------------------------------------------------------------


def _read(text: str) -> yaml.Document:
    try:
        document = yaml.load(text.encode("utf-8", "surrogatepass"))
    except yaml.YamlError as error:
        raise EditError(error.line, error.said) from None
    if not isinstance(document.data, dict):
        raise EditError(1, Text("不是键值表", "not a mapping"))
    return document


def _same(one: Any, other: Any) -> bool:
    """Equal, and of equal types: 1 is not true."""
    return repr(one) == repr(other)


def _says(text: str, wanted: Any) -> bool:
    try:
        return _same(_read(text).data, wanted)
    except EditError:
        return False


class _Edit:
    """Gathers what is put where (start, end, words); places that are equal keep the order in which they were gathered."""

    def __init__(self, text: str, root: Node) -> None:
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self.text = text if text.endswith("\n") else text + self._newline
        self._root = root
        self._changes: list[tuple[int, int, str]] = []
        self._repeated = set(_repeated(root))

    def laid(self, fragment: Any) -> str:
        assert self._root.span is not None
        self._lay(self._root, self._root.span, fragment, "")
        result, at = [], 0
        for start, end, words in sorted(self._changes, key=lambda change: change[0]):
            result += [self.text[at:start], words]
            at = end
        return "".join([*result, self.text[at:]])

    def _lay(self, node: Node, span: Span, addition: Any, place: str) -> None:
        wanted = merged(node.data, addition, place)
        if _same(wanted, node.data):
            return
        base, addition = met(node.data, addition, place)
        if span.style != "*" and id(node) in self._repeated:
            said = Text("这里的锚点在别处被引用；先把引用处写全", "an anchor here is repeated elsewhere; write those places out first")
            raise EditError(node.line, said)
        if base is not node.data or span.style == "*":
            self._replace(node, span, wanted)
        elif isinstance(base, dict) and isinstance(addition, Mapping):
            for key in [key for key in addition if key in base]:
                self._lay(*_child(node, key), addition[key], below(place, key))
            self._add_keys(node, span, {key: value for key, value in addition.items() if key not in base})
        elif isinstance(base, list) and isinstance(addition, list):
            self._lay_list(node, span, addition, f"{place}[]")
        else:
            self._replace(node, span, wanted)

    def _lay_list(self, node: Node, span: Span, addition: list[Any], place: str) -> None:
        places = {identity(entry): i for i, entry in enumerate(node.data)}
        new: list[Any] = []
        laid: dict[int, Any] = {}
        for entry in addition:
            at = places.get(identity(entry))
            if at is None:
                new.append(entry)
            elif isinstance(entry, Mapping):
                laid[at] = merged(laid[at], entry, place) if at in laid else entry
        for at, entry in sorted(laid.items()):
            self._lay(*_child(node, at), entry, place)
        if new:
            self._add_items(node, span, new)

    # -- one change ---------------------------------------------------------------------------------------------------------

    def _put(self, start: int, end: int, words: str) -> None:
        self._changes.append((start, end, words.replace("\n", self._newline)))

    def _add_keys(self, node: Node, span: Span, new: dict[str, Any]) -> None:
        if not new:
            return
        if span.style == "flow":
            self._extend_flow(node, span, on_one_line(new)[1:-1])
        else:
            assert node.keys
            column = self._column(next(iter(node.keys.values())))
            after = self._after(node, span)
            self._put(after, after, _indented(_lines(new), column))

    def _add_items(self, node: Node, span: Span, new: list[Any]) -> None:
        if span.style == "flow":
            self._extend_flow(node, span, on_one_line(new)[1:-1])
            return
        assert node.spans
        column = self._column(self.text.rfind("-", span.start, node.spans[0].start))
        last = node.spans[len(node.spans) - 1]
        after = self._after(node, span)
        for entry in new:
            line = f"{' ' * column}- {on_one_line(entry)}\n"
            fits = last.style == "flow" and len(line) <= MAX_LINE
            if not isinstance(entry, Mapping) or not entry or fits:
                self._put(after, after, line)
            else:
                self._put(after, after, " " * column + "- " + _indented(_lines(entry), column + 2)[column + 2 :])

    def _extend_flow(self, node: Node, span: Span, words: str) -> None:
        if node.spans:
            at = self._end(*_child(node, next(reversed(node.spans))))
            self._put(at, at, f", {words}")
        else:
            self._put(span.end - 1, span.end - 1, words)

    def _replace(self, node: Node, span: Span, value: Any) -> None:
        start, end = span.start, self._end(node, span)
        old = self.text[start:end]
        header = old.split("\n")[0] if span.style in ("|", ">") else old if span.style in ("flow", "block") else ""
        if _COMMENT.search(header):
            said = Text("要替换的内容里有注释；先把注释移开", "a comment stands inside what would be replaced; move it first")
            raise EditError(node.line, said)
        words = on_one_line(value)
        if start == end:
            words = self._into_nothing(start, value, words)
        elif span.style == "block":  # a list may begin in the column of its key, where no single value may
            words = f"  {words}"
        self._put(start, end, words + ("\n" if old.endswith("\n") else ""))

    def _into_nothing(self, at: int, value: Any, words: str) -> str:
        """A value where only a key or a dash stands: beside it when it is short, else in lines of their own below."""
        line = self.text.rfind("\n", 0, at) + 1
        lines = _lines(value) if isinstance(value, Mapping) else dumped(value) if isinstance(value, list) else ""
        if at - line + len(words) < MAX_LINE and (lines.count("\n") < 2 or not lines):
            return f" {words}"
        column = re.match(r"[ -]*", self.text[line:at])
        return "\n" + _indented(lines, len(column[0]) + 2 if column else 2).rstrip("\n")

    # -- where --------------------------------------------------------------------------------------------------------------

    def _column(self, at: int) -> int:
        return at - (self.text.rfind("\n", 0, at) + 1)

    def _end(self, node: Node, span: Span) -> int:
        """Where the last word of a node ends: a block's own end is that of the comments after it."""
        if span.style != "block" or not node.spans:
            return span.end
        return self._end(*_child(node, next(reversed(node.spans))))

    def _after(self, node: Node, span: Span) -> int:
        """Where a line after the node begins."""
        end = self._end(node, span)
        if end and self.text[end - 1] == "\n":  # text after "|" or ">" ends with its line
            return end
        return self.text.find("\n", end) + 1


def _child(node: Node, step: str | int) -> tuple[Node, Span]:
    assert node.nodes is not None
    assert node.spans is not None
    return node.nodes[step], node.spans[step]


def _repeated(node: Node) -> list[int]:
    """Nodes that an alias repeats."""
    found = []
    for step, child in (node.nodes or {}).items():
        span = (node.spans or {})[step]
        found += [id(child)] if span.style == "*" else _repeated(child)
    return found


def _lines(entry: Mapping[str, Any]) -> str:
    """A mapping in block style, each key on a line of its own; what is short stays on it."""
    lines = []
    for key, value in entry.items():
        line = on_one_line({key: value})[1:-1] + "\n"
        whole = not isinstance(value, (Mapping, list)) or (isinstance(value, Mapping) and len(line) <= MAX_SHORT)
        lines.append(line if whole else dumped({key: value}))
    return "".join(lines)


def _indented(text: str, column: int) -> str:
    return "".join(f"{' ' * column}{line}" if line.strip() else line for line in text.splitlines(keepends=True))
