"""The bridge with a real AnalyzerEngine: our definitions in Presidio, Presidio's recognizers beside ours."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from recognizers import catalogue, presidio
from recognizers.base import Pattern, Recognizer, RecognizerError
from recognizers.find import in_text

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine

pytest.importorskip("presidio_analyzer", reason="the extra nlp is not installed")
pytest.importorskip("spacy", reason="the extra nlp is not installed")
pytest.importorskip("jieba", reason="the extra nlp is not installed")

FOR_TEXT = [r for r in catalogue() if any(p.scope == "anywhere" for p in r.patterns)]
IBAN = "DE89370400440532013000"  # the example of ISO 13616


@pytest.fixture(scope="module")
def engine() -> AnalyzerEngine:
    return presidio.analyzer()


@pytest.mark.parametrize("recognizer", FOR_TEXT, ids=lambda r: r.entity)
def test_presidio_finds_the_examples_with_our_spans(engine: AnalyzerEngine, recognizer: Recognizer) -> None:
    spans = 0
    for text in (*recognizer.examples, *recognizer.counter_examples):
        ours = [(m.start, m.end) for m in in_text(text, [recognizer])]
        results = engine.analyze(text, language="zh", entities=[recognizer.entity])
        assert sorted((r.start, r.end) for r in results) == ours, text
        assert {r.entity_type for r in results} <= {recognizer.entity}
        spans += len(ours)
    assert spans


def test_a_proven_value_is_certain(engine: AnalyzerEngine) -> None:
    (result,) = engine.analyze("卡号4111111111111111", language="zh", entities=["BANK_CARD"])
    assert result.score == 1.0


def test_jiebas_words_are_context_for_presidio(engine: AnalyzerEngine) -> None:
    alone, near = (
        engine.analyze(text, language="zh", entities=["PHONE_NUMBER"])[0].score for text in ("记13800138000", "手机 13800138000")
    )
    assert near > alone


def test_engine_serves_all_entities_at_once(engine: AnalyzerEngine) -> None:
    text = "微信号：zhang_san-2020，手机13800138000，邮箱zhang@example.com"
    found = {(r.entity_type, text[r.start : r.end]) for r in engine.analyze(text, language="zh")}
    assert found >= {("SNS_ACCOUNT", "zhang_san-2020"), ("PHONE_NUMBER", "13800138000"), ("EMAIL_ADDRESS", "zhang@example.com")}
    assert set(engine.get_supported_entities("zh")) == {r.entity for r in FOR_TEXT}


def test_patterns_are_handed_over_as_data() -> None:
    phone = next(r for r in FOR_TEXT if r.entity == "PHONE_NUMBER")
    adapted = presidio.to_presidio(phone)
    assert {(p.name, p.regex, p.score) for p in adapted.patterns} == {
        (p.name, p.text_expression, p.score) for p in phone.patterns if p.scope == "anywhere"
    }
    assert adapted.context == [*phone.context]
    assert adapted.global_regex_flags == 0
    card = presidio.to_presidio(next(r for r in FOR_TEXT if r.entity == "BANK_CARD"))
    assert card.validate_result("4111111111111111") is True
    assert card.validate_result("4111111111111112") is False


def test_a_definition_without_text_patterns_is_refused() -> None:
    header_only = Recognizer(
        "DEMO", "user.demo", {"zh": "例", "en": "demo"}, 1, (Pattern("held", "[a-z]{3}", scope="header"),), sources=("none",)
    )
    with pytest.raises(RecognizerError, match="running text"):
        presidio.to_presidio(header_only)
    with pytest.raises(RecognizerError, match="running text"):
        presidio.analyzer([header_only])


def test_presidios_recognizers_are_guests() -> None:
    from presidio_analyzer.predefined_recognizers import IbanRecognizer, UrlRecognizer

    names = {"zh": "国际银行账号", "en": "IBAN"}
    guests = [
        presidio.from_presidio(IbanRecognizer(supported_language="zh"), "user.financial.account_number", names, entity="IBAN"),
        presidio.from_presidio(UrlRecognizer(supported_language="zh"), "user.content", {"zh": "网址", "en": "URL"}),
    ]
    text = f"账号 {IBAN} 见 https://example.com/a"
    matches = presidio.find_with(guests, text)
    assert [(m.entity, text[m.start : m.end], m.proven) for m in matches] == [
        ("IBAN", IBAN, True),
        ("URL", "https://example.com/a", False),
    ]
    assert presidio.find_with(guests, "无") == []
    with pytest.raises(RecognizerError, match="zh and en"):
        presidio.from_presidio(IbanRecognizer(supported_language="zh"), "user.financial.account_number", {"en": "IBAN"})


def test_a_guest_that_needs_words_gets_them() -> None:
    artifacts = presidio.nlp_engine().process_text("请联系王小明", "zh")
    assert "联系" in [token.text for token in artifacts.tokens]
    assert artifacts.lemmas == [token.text for token in artifacts.tokens]


def test_catalogue_starts_without_the_heavy_libraries() -> None:
    program = (
        "import sys, recognizers; recognizers.catalogue();"
        "sys.exit(any(m in sys.modules for m in ('presidio_analyzer', 'spacy', 'jieba', 'pyarrow', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=60, check=False).returncode == 0
