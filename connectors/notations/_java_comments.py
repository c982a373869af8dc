"""Which comment of a Java text belongs to which declaration, and what it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

COMMENTS = frozenset({"line_comment", "block_comment"})
_TAGS = re.compile(r"</?[A-Za-z][^<>\n]{0,100}>")
_INLINE = re.compile(r"\{@\w+\s+([^{}\n]{0,200})\}")


@dataclass(slots=True)
class Member:
    """A declaration, with the comments before it and behind it in its last line."""

    node: Node
    before: list[Node]
    after: list[Node] = field(default_factory=list)


def members(body: Node) -> list[Member]:
    """The declarations in a body, each with its comments: one in the last line of a declaration is that declaration's."""
    found: list[Member] = []
    waiting: list[Node] = []
    opening = body.start_point[0] if body.type.endswith(("_body", "formal_parameters")) else -1
    for child in body.children:
        if child.type in COMMENTS:
            trailing = found and not waiting and child.start_point[0] == found[-1].node.end_point[0]
            (found[-1].after if trailing else waiting).append(child)
        elif child.is_named:
            if child.start_point[0] > opening:
                waiting = [c for c in waiting if c.end_point[0] > opening]  # behind the bracket: about the whole
            found.append(Member(child, waiting))
            waiting = []
    return found


def above(member: Member, text: Callable[[Node], str]) -> list[str]:
    """The comment directly above: a block, or lines without a gap. Code that was commented out is none."""
    kept: list[str] = []
    row = member.node.start_point[0]
    for comment in reversed(member.before):
        if row - comment.end_point[0] > 1:
            break
        kept.append(cleaned(text(comment)))
        if comment.type == "block_comment":
            break
        row = comment.start_point[0]
    return [words for words in reversed(kept) if words]


def cleaned(comment: str) -> str:
    """The words of a comment: without its marks, tags and HTML; "" for code that was commented out."""
    comment = comment.strip()
    if comment.startswith("//"):
        text = comment.lstrip("/").strip()
        return "" if text.endswith((";", "{", "}")) or text.startswith("@") else " ".join(text.split())
    lines = [line.strip().lstrip("*").strip() for line in comment.removeprefix("/*").removesuffix("*/").split("\n")]
    end = next((n for n, line in enumerate(lines) if line.startswith("@")), len(lines))
    text = _TAGS.sub(" ", _INLINE.sub(r"\1", "\n".join(lines[:end])))
    return " ".join(text.split())
