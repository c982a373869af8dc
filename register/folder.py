"""A register as it lies on the disk: one file, or a folder of files that say one thing together.

In a folder every .yaml and .yml file counts; entries of the same id in two files are one entry, as long as the files do not
contradict each other. One file, the head, says whose register it is. The files are numbered as if they stood one after the
other, so that a line of the whole is also a file and a line of it: `Source.place` gives both. Nothing is passed over in
silence, nothing outside the folder is read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from register import short, yaml
from register.entries import Problem
from register.merge import below, identity
from register.structure import spelled
from register.violation import Text
from register.yaml import Node

HEAD = ("apiVersion", "id", "version", "organization")
KIND = "PersonalInformationRegister"
MAX_FILES = 500
MAX_DEPTH = 8
MAX_ENTRIES = 20_000
_SUFFIXES = (".yaml", ".yml")
_BREAK = re.compile(rb"\r\n|[\r\n]|\xc2\x85|\xe2\x80[\xa8\xa9]")  # what the YAML parser counts as the end of a line
_SPLIT = Text("整个文件夹是一份登记册：把别的文件移到文件夹外", "the whole folder is one register: move other files out of it")


class Unreadable(ValueError):
    """Why the files are no register; every Problem names its own file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems[0].message.en)
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Part:
    """A file. after: lines that stand before its first in the numbering of the whole."""

    path: Path
    after: int
    root: Node


@dataclass(frozen=True, slots=True)
class Source:
    """What was read: the data in long form, and which lines are whose."""

    path: Path
    document: yaml.Document
    parts: tuple[Part, ...]

    @property
    def folder(self) -> Path:
        """Where paths in the register begin."""
        return self.path if self.path.is_dir() else self.path.parent

    def place(self, line: int) -> tuple[str, int]:
        """File and line within it of a line of the whole; 0 stands for the register as such, which is its head."""
        if line <= 0:
            return str(next((p.path for p in self.parts if isinstance(p.root.data, dict) and HEAD[0] in p.root.data), self.path)), 0
        part = next((p for p in reversed(self.parts) if p.after < line), self.parts[0])
        return str(part.path), line - part.after

    def placed(self, problem: Problem) -> Problem:
        """The problem where its file and line are, instead of in the whole."""
        file, line = self.place(problem.line)
        return replace(problem, file=file, line=line)


def read(path: Path) -> Source:
    """Reads a file or a folder. Raises Unreadable; never any other exception for what is in it."""
    files = _files(path) if path.is_dir() else [path]
    parts, broken, size, after = [], [], 0, 0
    for file in files:
        try:
            raw = file.read_bytes()
            size += len(raw)
            if size > yaml.MAX_BYTES and len(files) > 1:
                raise Unreadable([_about(path, *_too_much(f"{yaml.MAX_BYTES} 字节", f"{yaml.MAX_BYTES} bytes"))])
            root = yaml.load(raw, after).root
        except OSError as error:
            broken.append(_about(file, Text("读不到登记册文件", f"the register cannot be read: {error.strerror}"), _PERMISSION))
            continue
        except yaml.YamlError as error:
            broken.append(_about(file, error.said, Text("改正这一行", "correct this line"), error.line))
            continue
        parts.append(Part(file, after, root))
        after += len(_BREAK.findall(raw)) + 1
    if broken:
        raise Unreadable(broken)
    source = Source(path, yaml.Document(None, _NOTHING), tuple(parts))
    try:
        return _whole(source)
    except yaml.YamlError as error:
        place, line = source.place(error.line)
        raise Unreadable([_about(Path(place), error.said, _SMALLER, line)]) from None


def _whole(source: Source) -> Source:
    """With the data of all its files. Raises Unreadable and yaml.YamlError."""
    path, parts = source.path, source.parts
    if path.is_dir() and (wrong := list(_foreign(parts)) or list(_heads(path, parts))):
        raise Unreadable(wrong)
    whole = short.written_out(parts[0].root)
    disagreements: list[Problem] = []
    for part in parts[1:]:
        whole = _laid(whole, short.written_out(part.root), (), "", source, disagreements)
    if disagreements:
        raise Unreadable(disagreements)
    whole = short.inherited(whole)
    return replace(source, document=yaml.Document(whole.data, whole))


_NOTHING = Node(None, 1)
_SMALLER = Text("分成几份登记册，或删去重复的内容", "make several registers of it, or take out what is repeated")
_PERMISSION = Text("检查路径和权限", "check path and permission")


def _about(path: Path, message: Text, fix: Text, line: int = 0) -> Problem:
    return Problem("REG-001", str(path), line, "", message, fix)


def _too_much(zh: str, en: str) -> tuple[Text, Text]:
    return Text(f"登记册文件夹超过 {zh}", f"the register's folder holds more than {en}"), _SPLIT


# -- which files ------------------------------------------------------------------------------------------------------------


def _files(folder: Path) -> list[Path]:
    """Every YAML file below the folder, by path. Raises Unreadable for links, hidden files and a folder without end."""
    found: list[Path] = []
    wrong: list[Problem] = []
    for seen, (place, depth) in enumerate(_walk(folder)):
        if seen > MAX_ENTRIES or len(found) > MAX_FILES:
            en = f"{MAX_FILES} YAML files or {MAX_ENTRIES} entries"
            raise Unreadable([_about(folder, *_too_much(f"{MAX_FILES} 个 YAML 文件或 {MAX_ENTRIES} 项", en))])
        is_yaml = place.name.lower().endswith(_SUFFIXES)
        if place.is_symlink() and (is_yaml or place.is_dir()):
            said = Text("登记册文件夹里不能有链接", "a register's folder may hold no links to files or folders")
            wrong.append(_about(place, said, Text("换成文件本身", "put the file itself here")))
        elif place.is_dir() and depth >= MAX_DEPTH:
            said = Text(f"文件夹嵌套超过 {MAX_DEPTH} 层", f"folders nested deeper than {MAX_DEPTH} levels")
            wrong.append(_about(place, said, _SPLIT))
        elif is_yaml and any(part.startswith(".") for part in place.relative_to(folder).parts):
            said = Text("隐藏的 YAML 文件不会被读取", "a hidden YAML file is not read")
            wrong.append(_about(place, said, Text("改名或移到文件夹外", "rename it or move it out of the folder")))
        elif is_yaml:
            found.append(place)
    if not found and not wrong:
        said = Text("文件夹里没有 .yaml 或 .yml 文件", "the folder holds no .yaml or .yml file")
        wrong.append(_about(folder, said, Text("先写登记册：pandian register draft", "write a register first: pandian register draft")))
    if wrong:
        raise Unreadable(wrong)
    return found


def _walk(folder: Path, depth: int = 1) -> Iterator[tuple[Path, int]]:
    """Files and folders in order of their names; links are named and not followed."""
    try:
        with os.scandir(folder) as scanned:
            entries = sorted(entry.name for _, entry in zip(range(MAX_ENTRIES + 1), scanned, strict=False))
    except OSError as error:
        raise Unreadable([_about(folder, Text("读不到文件夹", f"the folder cannot be read: {error.strerror}"), _PERMISSION)]) from None
    for name in entries:
        place = folder / name
        yield place, depth
        if place.is_dir() and not place.is_symlink() and depth < MAX_DEPTH:
            yield from _walk(place, depth + 1)


def _foreign(parts: tuple[Part, ...]) -> Iterator[Problem]:
    """Files that are no part of a register."""
    for part in parts:
        data = part.root.data
        if not isinstance(data, dict):
            yield _about(part.path, Text("不是键值表", "not a mapping"), _SPLIT, part.root.line - part.after)
        elif "kind" in data and data["kind"] != KIND:
            line = part.root.lines["kind"] - part.after if part.root.lines else 0
            kind = str(data["kind"])[:60]
            yield _about(part.path, Text(f"kind 是“{kind}”，不是登记册", f"kind is {kind!r}, which is no register"), _SPLIT, line)


def _heads(folder: Path, parts: tuple[Part, ...]) -> Iterator[Problem]:
    """That not exactly one file says whose register it is."""
    head = next((p for p in parts if "apiVersion" in p.root.data), None)
    if head is None:
        said = Text("没有一个文件写明 apiVersion", "no file says apiVersion")
        names = ", ".join(HEAD)
        yield _about(folder, said, Text(f"在一个文件里写 {names}", f"write {names} in one of the files"))
        return
    for part in parts:
        for key in HEAD:
            if part is not head and key in part.root.data:
                line = (part.root.lines or {}).get(key, 1) - part.after
                said = Text(f"“{key}”只能写在一个文件里；{head.path} 已是首页", f"{key!r} belongs into one file; {head.path} is the head")
                yield _about(part.path, said, Text("删去这一行，或移到首页", "delete this line, or move it to the head"), line)


# -- as one -----------------------------------------------------------------------------------------------------------------


def _laid(base: Node, addition: Node, path: yaml.Path, place: str, source: Source, wrong: list[Problem]) -> Node:
    """`merge.merged` for nodes that keep their lines; what would be overwritten by another value is told instead."""
    if isinstance(base.data, dict) is not isinstance(addition.data, dict):
        base, addition = short.as_entry(base, place), short.as_entry(addition, place)
    if isinstance(base.data, dict) and isinstance(addition.data, dict):
        result = {str(key): child for key, child in yaml.children(base).items()}
        for step, (line, node) in yaml.children(addition).items():
            key = str(step)
            known = result.get(key)
            inner = below(place, key)
            result[key] = (known[0], _laid(known[1], node, (*path, key), inner, source, wrong)) if known else (line, node)
        return yaml.mapping(base.line, result)
    if isinstance(base.data, list) and isinstance(addition.data, list):
        return _laid_lists(base, addition, path, place, source, wrong)
    if base.data is None or addition.data is None:
        return addition if base.data is None else base
    if base.data != addition.data or type(base.data) is not type(addition.data):
        wrong.append(_contradiction(base, addition, path, source))
    return base


def _laid_lists(base: Node, addition: Node, path: yaml.Path, place: str, source: Source, wrong: list[Problem]) -> Node:
    result = list(yaml.children(base).values())
    places = {identity(node.data): i for i, (_, node) in enumerate(result)}
    for line, node in yaml.children(addition).values():
        at = places.get(identity(node.data))
        if at is None:
            result.append((line, node))
        elif isinstance(node.data, dict) or isinstance(result[at][1].data, dict):
            result[at] = (result[at][0], _laid(result[at][1], node, (*path, at), f"{place}[]", source, wrong))
    return yaml.sequence(base.line, result)


def _contradiction(base: Node, addition: Node, path: yaml.Path, source: Source) -> Problem:
    (first, at), (file, line) = source.place(base.line), source.place(addition.line)
    where = spelled(path)
    said = Text(f"{where} 与 {first}:{at} 写的不同", f"{where} differs from {first}:{at}")
    return Problem("REG-001", file, line, where, said, Text("只在一个文件里写这一项", "say it in one of the two files only"))
