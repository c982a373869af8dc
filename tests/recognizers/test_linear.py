"""A user's pattern: RE2 says what `re` says, for patterns that both understand, and takes time as the text grows for all others."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizers import _linear
from recognizers._linear import MAX_PROGRAM, REACH, Linear, escaped, ready, refusal
from recognizers.base import Pattern, Recognizer, RecognizerError
from recognizers.find import candidates, in_cell, in_text
from tests.growth import growth

# --- the same as re --------------------------------------------------------------------------------------------------------

LETTERS = "ab1中é𠀀- \n"
texts = st.text(alphabet=LETTERS, max_size=40)
literals = st.sampled_from(["a", "b", "1", "中", "é", "𠀀", "-", "ab", "a1", "[ab]", "[0-9]", "[^a]", "[一-龥]", "[a-z0-9]", "."])
counts = st.sampled_from(["", "", "?", "+", "*", "{2}", "{1,3}", "{0,2}", "+?", "??", "{1,3}?"])


@st.composite
def pieces(draw: st.DrawFn, depth: int = 2) -> tuple[str, bool]:
    """(expression, whether it may be empty). Nothing that may be empty is repeated: there even `re` and Perl disagree."""
    kind = draw(st.sampled_from(["literal", "literal", "sequence", "choice", "group"])) if depth else "literal"
    if kind == "literal":
        count = draw(counts)
        return draw(literals.filter(lambda x: len(x) == 1 or x[0] == "[")) + count, count[:1] in ("?", "*") or count.startswith("{0")
    parts = draw(st.lists(pieces(depth - 1), min_size=1, max_size=3))
    if kind == "sequence":
        return "".join(p for p, _ in parts), all(empty for _, empty in parts)
    if kind == "choice":
        return "(?:" + "|".join(p for p, _ in parts) + ")", any(empty for _, empty in parts)
    inner, empty = "".join(p for p, _ in parts), all(empty for _, empty in parts)
    count = "" if empty else draw(counts)
    return f"(?:{inner}){count}", empty or count[:1] in ("?", "*") or count.startswith("{0")


expressions = pieces().map(lambda p: p[0])
edge_classes = st.sampled_from(["", "", "0-9", "a-z", "ab", "一-龥", "0-9A-Za-z_."])
cues = st.one_of(st.just(""), expressions)


def recognizer(pattern: Pattern) -> Recognizer:
    return Recognizer("DEMO_KIND", "user.demo", {"zh": "例", "en": "demo"}, 1, (pattern,), sources=("made up",))


def spans(pattern: Pattern, text: str) -> list[tuple[int, int]]:
    return [(m.start, m.end) for m in candidates(text, recognizer(pattern), pattern)]


@settings(max_examples=400, deadline=None)
@given(core=expressions, edges=edge_classes, before=cues, after=cues, text=texts)
def test_same_matches_as_re(core: str, edges: str, before: str, after: str, text: str) -> None:
    parts = {"name": "p", "core": core, "edges": edges, "before": before, "after": after}
    ours, theirs = Pattern(linear=True, **parts), Pattern(**parts)  # type: ignore[arg-type]
    assert spans(ours, text) == spans(theirs, text)
    assert (ours.whole.fullmatch(text) is None) == (theirs.whole.fullmatch(text) is None)


@settings(max_examples=200, deadline=None)
@given(core=expressions, edges=edge_classes, before=cues, text=texts, position=st.integers(0, 45))
def test_same_search_from_anywhere(core: str, edges: str, before: str, text: str, position: int) -> None:
    position = min(position, len(text))
    parts = {"name": "p", "core": core, "edges": edges, "before": before}
    ours = Pattern(linear=True, **parts).in_text.search(text, position)  # type: ignore[arg-type]
    theirs = Pattern(**parts).in_text.search(text, position)  # type: ignore[arg-type]
    assert (ours is None) == (theirs is None)
    if ours is not None and theirs is not None:
        assert (ours.start(), ours.end(), ours.span(), ours.span(1), ours[0], ours[1]) == (
            theirs.start(), theirs.end(), theirs.span(), theirs.span(1), theirs[0], theirs[1],
        )  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(core=expressions, edges=edge_classes, text=texts, pad=st.integers(0, 40), filler=st.sampled_from(["x", "。", " ab1"]))
def test_same_matches_far_into_a_text(core: str, edges: str, text: str, pad: int, filler: str) -> None:
    """Windows end inside matches, cues and characters; a match of ordinary length is found all the same."""
    long = filler * ((3 * REACH - pad) // len(filler)) + text + filler * REACH + text
    ours, theirs = Pattern("p", core, edges, linear=True), Pattern("p", core, edges)
    wanted = spans(theirs, long)
    if all(len(long[a:b].encode()) < REACH - 100 for a, b in wanted):
        assert spans(ours, long) == wanted


@pytest.mark.parametrize("core", ["[0-9]{3,5}", "(?:GP|ZP)-?[0-9]{6}", "[^ ]{2,8}号"])
def test_whole_is_never_stricter_in_arrow(core: str) -> None:
    """What finds here is let through by the scanner's prefilter, which is the same automaton."""
    pc = pytest.importorskip("pyarrow.compute")
    pa = pytest.importorskip("pyarrow")
    pattern = Pattern("p", core, "0-9A-Za-z", linear=True)
    lines = ["x 123 y", "GP-204518", "工号1234号", "ab 12345", "1234567", "编号GP204518。", ""]
    passed = pc.match_substring_regex(pa.array(lines), pattern.linear_expression).to_pylist()
    assert [bool(spans(pattern, line)) and not hit for line, hit in zip(lines, passed, strict=True)] == [False] * len(lines)


def test_lone_surrogates_are_characters_like_others() -> None:
    """Half of a pair is no text, and a cell may hold it all the same."""
    pattern = Pattern("p", "[0-9]{3}", "0-9", linear=True)
    assert spans(pattern, "\ud800123\udfff中456") == [(1, 4), (6, 9)]
    assert Pattern("p", ".", linear=True).whole.fullmatch("\ud800") is not None


def test_a_group_of_the_user_is_not_the_value() -> None:
    pattern = Pattern("p", "(a)(b)?", before="(x)(y)", linear=True)
    assert spans(pattern, "xyab") == [(2, 4)]


def test_nothing_of_a_text_is_kept() -> None:
    pattern = Pattern("p", "[0-9]{3}", linear=True)
    assert spans(pattern, "a 123 b 456") == [(2, 5), (8, 11)]
    linear = pattern.in_text
    assert isinstance(linear, Linear)
    assert linear._read == ("", "", b"", 0, 0)


def test_escaped_text_is_itself() -> None:
    for text in ("a.b", "[x]", "\\d", "a b", "中(文)", "{2}", "^$", "~#&-", "\n"):
        pattern = Pattern("p", escaped(text), linear=True)
        assert pattern.whole.fullmatch(text) is not None
        assert pattern.whole.fullmatch(text + "x") is None
        assert re.fullmatch(escaped(text), text)  # and in Presidio's engine, which reads as `re` does


# --- linear ----------------------------------------------------------------------------------------------------------------

EVIL = [
    ("(a+)+$", "a" * 1_000_000 + "!"),
    ("(a+)+$", "a" * 1_000_000),
    ("(a|a)*b", "a" * 1_000_000),
    ("([a-z]+)*x", "abcdefgh " * 110_000),
    ("(?:a?){25}a{25}", "a" * 1_000_000),
    ("(.*)(.*)(.*)(.*)[^ ]y", "x " * 500_000),
    ("[01]*1[01]{12}x", "01101" * 200_000),
    ("(?:[一-龥]+)+x", "中" * 330_000),
    ("(?:[0-9]+-?)+x", "13800138000-" * 83_000),
]


@pytest.mark.parametrize(("core", "text"), EVIL, ids=[f"{core} {text[:4]}" for core, text in EVIL])
@pytest.mark.parametrize("edges", ["", "0-9A-Za-z"])
def test_time_grows_with_the_text(core: str, text: str, edges: str) -> None:
    pattern = Pattern("p", core, edges, linear=True)
    pattern.ready()

    assert growth(lambda length: spans(pattern, text[-length:]), len(text) // 4) < 3.3


def test_many_matches_that_each_look_far_ahead() -> None:
    """Every `a` is a match whose longer form would need a `b` that never comes: quadratic without a bound on the reach."""
    pattern = Pattern("p", "a(?:[^b]*b)?", linear=True)
    assert len(spans(pattern, "a" * 1_000)) == 1_000
    assert growth(lambda length: spans(pattern, "a" * length), 10_000) < 3.3


def test_refused_candidates_do_not_make_it_quadratic() -> None:
    pattern = Pattern("p", "[0-9]{6,20}", linear=True)
    refusing = Recognizer("DEMO_KIND", "user.demo", {"zh": "例", "en": "demo"}, 1, (pattern,), lambda _: False, sources=("made up",))
    assert not list(candidates("7" * 15_000, refusing, pattern))
    assert growth(lambda length: list(candidates("7" * length, refusing, pattern)), 15_000) < 3.3


def test_longer_than_the_reach_is_found_as_a_cell_only() -> None:
    pattern = Pattern("p", "a+", "a", linear=True)
    definition = recognizer(pattern)
    assert in_cell("a" * (REACH + 1), [definition])
    assert not in_text("x" + "a" * (REACH + 1), [definition])
    assert len(in_text("x" + "a" * (REACH - 2), [definition])) == 1


# --- refused ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("core", ["(?=a)b", "(?<!a)b", r"(a)\1", "a{1001}", "(a", "[a", "a**", "(?>a)", r"\Z"])
def test_what_re2_cannot_do_is_an_error_before_a_scan(core: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RecognizerError, match="pattern 'p'"):
        Pattern("p", core, linear=True).ready()
    assert refusal(core)
    assert capfd.readouterr().err == ""  # RE2 would print the pattern


@pytest.mark.parametrize("part", ["before", "after", "edges"])
def test_every_part_is_compiled(part: str) -> None:
    with pytest.raises(RecognizerError):
        Pattern("p", "a", linear=True, **{part: "z-a" if part == "edges" else "(?!x)"}).ready()  # type: ignore[arg-type]


def test_too_large_is_refused() -> None:
    with pytest.raises(RecognizerError, match=f"at most {MAX_PROGRAM}"):
        ready(Pattern("p", "(?:[一-龥]{1,60}[a-z]{1,60}){1,12}", linear=True))


def test_re_never_sees_a_users_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    real = re.compile

    def watched(expression: object, *rest: object) -> object:
        seen.append(str(expression))
        return real(expression, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(re, "compile", watched)
    pattern = Pattern("p", "(q+)+$", "0-9", linear=True)
    pattern.ready()
    in_text("qqq", [recognizer(pattern)])
    in_cell("qqq", [recognizer(pattern)])
    assert not [expression for expression in seen if "q+" in expression]


def test_without_google_re2_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "re2", None)
    _linear._compiled.cache_clear()
    try:
        with pytest.raises(RecognizerError, match="pip install google-re2"):
            Pattern("p", "abc", linear=True).ready()
    finally:
        _linear._compiled.cache_clear()
