"""A *drawing* of who hands what to whom: layers from left to right, one box a node, one curve an edge, as inline SVG.

Made of numbers and escaped, displayed names only; no style attribute (the page's policy forbids them), no script, no link. Nodes stand in
the order in which they come; a barycentre pass lessens crossings (Sugiyama, Tagawa, Toda 1981).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from unicodedata import east_asian_width

from reports.display import display

_BOX, _HIGH, _GAP, _LAYER, _TOP, _LEFT = 200, 40, 18, 320, 56, 12
#: More than this is no picture any more; the table below it has everything.
MAX_NODES = 60
_CHARACTERS = 24
_MIDDLE = 'text-anchor="middle"'


@dataclass(frozen=True, slots=True)
class Node:
    key: str
    name: str
    layer: str


@dataclass(frozen=True, slots=True)
class Edge:
    """kinds: how many; broken: a rule is violated there; seen: no declaration, only the scan says so."""

    start: Node
    end: Node
    kinds: int
    broken: bool
    seen: bool
    label: str = ""


def drawn(edges: Sequence[Edge], layers: Mapping[str, str], title: str) -> str:
    """An <svg>. layers: key -> words, from left to right. "" when there is nothing to draw or too much."""
    nodes = list(dict.fromkeys(node for edge in edges for node in (edge.start, edge.end)))
    if not nodes or len(nodes) > MAX_NODES:
        return ""
    columns = _ordered(nodes, edges, list(layers))
    places = {n: (x, y) for x, column in enumerate(columns) for y, n in enumerate(column)}
    tallest = max(len(column) for column in columns)
    width, height = _LEFT * 2 + _LAYER * (len(columns) - 1) + _BOX, _TOP + tallest * (_HIGH + _GAP) + 12
    at = {n: (_LEFT + x * _LAYER, _TOP + round((y + (tallest - len(columns[x])) / 2) * (_HIGH + _GAP))) for n, (x, y) in places.items()}
    heads = [_head(words, _LEFT + x * _LAYER + _BOX // 2) for x, words in enumerate(layers.values())]
    parts = [*heads, *(_curve(edge, at) for edge in edges), *(_box(node, *at[node]) for node in nodes)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">'
        f"<title>{_safe(title, 60)}</title>{''.join(parts)}</svg>"
    )


def _head(words: str, x: int) -> str:
    return f'<text x="{x}" y="28" {_MIDDLE} font-size="14" font-weight="600" fill="#12324f">{_safe(words, 30)}</text>'


def _ordered(nodes: Sequence[Node], edges: Sequence[Edge], layers: list[str]) -> list[list[Node]]:
    """Nodes by layer, each layer ordered by the mean place of what leads to it."""
    columns = [[n for n in nodes if n.layer == layer] for layer in layers]
    for column, left in zip(columns[1:], columns, strict=False):
        place = {n: i for i, n in enumerate(left)}

        def mean(node: Node, place: dict[Node, int] = place) -> float:
            near = [place[e.start] for e in edges if e.end == node and e.start in place]
            return sum(near) / len(near) if near else len(place)

        column.sort(key=mean)
    return columns


def _curve(edge: Edge, at: Mapping[Node, tuple[int, int]]) -> str:
    (x1, y1), (x2, y2) = at[edge.start], at[edge.end]
    colour = "#b3261e" if edge.broken else "#2f8f5b" if edge.seen else "#2f6ea8"
    thick = min(1.2 + edge.kinds * 0.4, 6)
    dash = ' stroke-dasharray="6 4"' if edge.seen else ""
    if x1 == x2:  # within a layer: a bow on the right, the wider the farther, and no words, which would lie on each other
        x, bend = x1 + _BOX, x1 + _BOX + 24 + abs(y2 - y1) // 5
        path = f"M{x} {y1 + _HIGH // 2} C{bend} {y1 + _HIGH // 2} {bend} {y2 + _HIGH // 2} {x} {y2 + _HIGH // 2}"
        return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{thick:.1f}" stroke-opacity="0.6"{dash}/>'
    (x1, y1), (x2, y2) = (x1 + _BOX, y1 + _HIGH // 2), (x2, y2 + _HIGH // 2)
    bend = (x1 + x2) // 2
    line = f'<path d="M{x1} {y1} C{bend} {y1} {bend} {y2} {x2} {y2}" fill="none" stroke="{colour}" stroke-width="{thick:.1f}"'
    words = f'<text x="{x2 - 34}" y="{y2 - 5}" {_MIDDLE} font-size="11" fill="#56637a">{_safe(edge.label, 16)}</text>' if edge.label else ""
    return f'{line} stroke-opacity="0.75"{dash}/>{words}'


def _box(node: Node, x: int, y: int) -> str:
    fill = {"scenario": "#eef3f9", "system": "#e8f0fa", "party": "#fff6db", "country": "#f4e9f7"}.get(node.layer, "#f5f7fa")
    return (
        f'<rect x="{x}" y="{y}" width="{_BOX}" height="{_HIGH}" rx="6" fill="{fill}" stroke="#9fb0c3"/>'
        f'<text x="{x + _BOX // 2}" y="{y + _HIGH // 2 + 5}" {_MIDDLE} font-size="13" fill="#1d2733">{_safe(node.name, _CHARACTERS)}</text>'
    )


def _safe(name: str, wide: int) -> str:
    """Displayed, cut to a width (a Chinese character is two), escaped."""
    shown, used = "", 0
    for character in display(name):
        used += 2 if east_asian_width(character) in "WF" else 1
        if used > wide:
            shown += "…"
            break
        shown += character
    return escape(shown, quote=True)
