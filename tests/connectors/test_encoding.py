"""Encodings told apart: names from a seed in every encoding, sentences, cut samples, and what must never happen."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest

from connectors.encoding import SAMPLE_BYTES, detect, detect_file, is_binary

CHARDET = Path(__file__).parents[3] / "shared" / "corpora" / "chardet"

SENTENCES = (
    "请填写客户姓名、手机号码和收货地址，我们会在三个工作日内与您联系。",
    "本合同自双方签字盖章之日起生效，一式两份，甲乙双方各执一份。",
    "会议定于下周二上午九点在公司三楼会议室召开，请各部门负责人准时参加。",
)
TRADITIONAL = ("請填寫客戶姓名、電話號碼與送貨地址，我們會盡快與您聯絡。", "這個問題應該由總公司的業務部門來處理。")
JAPANESE = ("お客様の名前と電話番号を入力してください。", "会議は来週の火曜日に東京で行われます。")


def names(count: int, first: int, last: int, codec: str, low: int, seed: int = 3) -> list[str]:
    """Names of two or three characters, each drawn from the everyday rows of a national character set."""
    chance = random.Random(seed)
    pool = [bytes((a, b)) for a in range(first, last) for b in range(low, 0xFF)]
    pool = [p.decode(codec, "ignore") for p in pool]
    pool = [p for p in pool if len(p) == 1 and "\u4e00" <= p <= "\u9fff"]
    return ["".join(chance.choices(pool, k=chance.choice((2, 3)))) for _ in range(count)]


def right(texts: list[str], encoding: str) -> float:
    return sum(t.encode(encoding).decode(detect(t.encode(encoding), final=True), "replace") == t for t in texts) / len(texts)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_sentences(encoding: str) -> None:
    assert right(list(SENTENCES), encoding) == 1
    assert right([s[:8] for s in SENTENCES], encoding) == 1


def test_traditional_and_japanese() -> None:
    assert right(list(TRADITIONAL), "big5") == 1
    assert right(list(JAPANESE), "cp932") == 1
    assert right(list(TRADITIONAL), "gb18030") == 1


def test_single_names_mostly_and_lists_of_names_always() -> None:
    chinese = names(600, 0xB0, 0xD8, "gb2312", 0xA1)
    assert right(chinese, "gbk") > 0.9
    lists = ["\n".join(chinese[i : i + 20]) for i in range(0, 600, 20)]
    for encoding in ("gbk", "utf-8", "utf-16-le", "utf-16-be"):
        assert right(lists, encoding) == 1
    taiwan = names(600, 0xA4, 0xC7, "big5", 0x40)
    assert right(["\n".join(taiwan[i : i + 20]) for i in range(0, 600, 20)], "big5") > 0.9


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16-le"])
def test_a_sample_cut_inside_a_character_is_no_error(encoding: str) -> None:
    raw = ("".join(TRADITIONAL if encoding == "big5" else SENTENCES) * 20).encode(encoding)
    answers = {detect(raw[:n], final=False) for n in range(200, 260)}
    assert answers == {encoding}


def test_marks_ascii_and_nothing() -> None:
    assert detect(b"", final=True) == "utf-8"
    assert detect(b"plain, ascii\n", final=True) == "utf-8"
    assert detect("x".encode("utf-32"), final=True) == "utf-32"
    assert detect("name,phone\n1,2\n".encode("utf-16-le"), final=True) == "utf-16-le"
    assert detect("café, déjà vu, naïve".encode("cp1252"), final=True) == "cp1252"


def test_an_english_head_does_not_hide_what_follows() -> None:
    head = b"2024-01-01 INFO started\n" * 20_000
    assert len(head) > 2 * SAMPLE_BYTES
    assert detect_file(io.BytesIO(head + "用户张三登录成功，电话已验证\n".encode("gbk"))) == "gb18030"
    file = io.BytesIO(head)
    file.seek(17)
    assert detect_file(file) == "utf-8"
    assert file.tell() == 0


def test_any_bytes_give_a_codec_that_python_has() -> None:
    chance = random.Random(5)
    for size in (1, 2, 3, 7, 64, 999):
        for _ in range(40):
            raw = chance.randbytes(size)
            for final in (True, False):
                raw.decode(detect(raw, final=final), "replace")
            is_binary(raw)


def test_binary_is_told_from_text() -> None:
    chance = random.Random(5)
    assert is_binary(chance.randbytes(4096))
    assert is_binary(b"\x7fELF\x02\x01\x01" + b"\0" * 60)
    for encoding in ("utf-8", "gb18030", "big5", "utf-16", "utf-16-le", "utf-32"):
        assert not is_binary("\n".join(TRADITIONAL).encode(encoding))
    assert not is_binary(b"id,name\n1,a\0b\n" + b"2,plain text\n" * 30)


@pytest.mark.skipif(not CHARDET.exists(), reason="no shared corpora here")
def test_chinese_files_of_the_shared_corpus() -> None:
    """At least 95 of 100 in every encoding that Chinese offices use; Japanese as far as it is claimed."""
    wanted = {"Big5": "big5", "GB2312": "gb18030", "UTF-16": "utf-16", "UTF-16LE": "utf-16-le", "UTF-16BE": "utf-16-be", "utf-8": "utf-8"}
    for folder, codec in {**wanted, "SHIFT_JIS": "cp932", "CP932": "cp932", "utf-8-sig": "utf-8-sig"}.items():
        answers = []
        for path in sorted((CHARDET / folder).iterdir()):
            with path.open("rb") as file:
                answers.append(detect_file(file))
        assert answers
        assert answers.count(codec) >= 0.95 * len(answers), folder
