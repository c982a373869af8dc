"""Nothing in the repository points at a machine, a registry or a person.

Every file that git would ship is read: no registry host, no path of a developer's machine, no e-mail domain that is not
reserved for examples (RFC 2606, RFC 6761), and no line copied from the shared material that lies beside a checkout while
developing (skipped where it does not).
"""

from __future__ import annotations

import hashlib
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SELF = Path(__file__).resolve().relative_to(ROOT).as_posix()

#: Spelled in two halves, so that this file does not hold what it forbids.
REGISTRIES = tuple(
    a + b
    for a, b in [
        *[("pypi.", "org"), ("pythonhosted", ".org"), ("tuna.tsinghua", ".edu.cn"), ("mirrors.aliyun", ".com")],
        *[("pypi.douban", ".com"), ("mirrors.cloud.tencent", ".com"), ("registry.npmjs", ".org"), ("repo.anaconda", ".com")],
    ]
)
MACHINE_PATHS = re.compile(
    "|".join(
        a + b
        for a, b in [
            *[("(?<![a-z.])/wo", r"rk/(?:main|shared|\.)"), ("/tmp/pr", "obe"), ("/opt/py", "pi"), ("/opt/wh", "eels")],
            *[("(?<![a-z])/ro", r"ot/\."), ("(?<![a-z])/ho", r"me/[a-z]+/")],
        ]
    )
)
EMAIL = re.compile(r"([A-Za-z0-9._%+-]+)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})")
RESERVED = re.compile(
    r"(?:.*\.)?(?:example\.(?:com|org|net|cn|com\.cn|jp|co\.jp|edu)|[a-z0-9-]+\.(?:example|test|invalid|localhost)|example)$", re.I
)
#: What looks like an address and is nobody's: a file name (logo@2x.png), the account of a program (git@…), single letters (a@b.…).
NOT_A_PERSON = re.compile(r"git@|.*@\dx\.(?:png|jpg|gif|svg)$|[a-z]@[a-z]\.[a-z]+$", re.I)
LICENCE_TEXTS = ("LICENSE", "NOTICE")


@cache
def files() -> tuple[str, ...]:
    """Paths that git tracks or would add, below the project's root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert listed.returncode == 0, f"not a git checkout: {listed.stderr}"
    return tuple(sorted(p for p in set(listed.stdout.split("\0")) if p and (ROOT / p).is_file()))


@cache
def text_of(path: str) -> str:
    """Contents as text; "" for a binary file."""
    data = (ROOT / path).read_bytes()
    return "" if b"\0" in data[:8192] else data.decode("utf-8", "replace")


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}:{number}: {found[0]}"
        for path in files()
        if path != SELF
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if (found := pattern.search(line))
    ]


def test_git_lists_files() -> None:
    assert "pyproject.toml" in files()


def test_no_registry_is_named() -> None:
    assert lines_with(re.compile("|".join(map(re.escape, REGISTRIES)), re.I)) == []


def test_no_path_of_a_machine() -> None:
    assert lines_with(MACHINE_PATHS) == []


@pytest.mark.parametrize("domain", ["example.com", "mail.example.org", "sales.test", "x.invalid", "corp.example"])
def test_reserved_domains_are_allowed(domain: str) -> None:
    assert RESERVED.match(domain)


@pytest.mark.parametrize("domain", ["qq" + ".com", "163" + ".com", "notexample" + ".com", "example.com" + ".cc"])
def test_real_domains_are_not(domain: str) -> None:
    assert not RESERVED.match(domain)


def test_every_address_is_in_a_reserved_domain() -> None:
    """An invented address at a real provider may belong to somebody."""
    real = [
        f"{path}:{number}: …@{domain}"
        for path in files()
        if path not in LICENCE_TEXTS
        for number, line in enumerate(text_of(path).splitlines(), 1)
        for user, domain in EMAIL.findall(line)
        if not RESERVED.match(domain) and not NOT_A_PERSON.match(f"{user}@{domain}")
    ]
    assert real == []


def test_generated_files_are_not_tracked() -> None:
    generated = re.compile(r"(^|/)(\.venv|__pycache__|\.mypy_cache|\.pytest_cache|out|htmlcov|[^/]*\.egg-info)/|\.(pyc|sqlite3?|db)$")
    assert [p for p in files() if generated.search(p)] == []


def test_no_line_is_copied_from_shared_data() -> None:
    """No line of 40 and more characters is one of the data beside the checkout. Facts may be compiled, text is not copied."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    ours: dict[str, str] = {}
    for path in files():
        if path in LICENCE_TEXTS or path.startswith("requirements/"):
            continue
        for number, line in enumerate(text_of(path).splitlines(), 1):
            if len(line.strip()) >= 40:
                ours.setdefault(line.strip(), f"{path}:{number}")
    copied = set()
    for source in (p for folder in DATA for p in (SHARED / folder).rglob("*")):
        if source.is_file() and source.stat().st_size <= 5_000_000 and source.suffix.lower() in TEXTUAL:
            for line in source.read_text(encoding="utf-8", errors="replace").splitlines():
                if where := ours.get(line.strip()):
                    copied.add(f"{where} is a line of {source.relative_to(SHARED)}")
    assert sorted(copied) == []


def test_no_shared_file_is_copied() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    ours = {hashlib.sha256((ROOT / path).read_bytes()).hexdigest(): path for path in files() if (ROOT / path).stat().st_size > 100}
    sizes = {(ROOT / path).stat().st_size for path in ours.values()}
    theirs = [p for p in SHARED.rglob("*") if p.is_file() and p.stat().st_size in sizes]
    assert [ours[d] for p in theirs if (d := hashlib.sha256(p.read_bytes()).hexdigest()) in ours and ours[d] not in LICENCE_TEXTS] == []


#: Data that may not be quoted; the design pages are meant to have twins here.
DATA = ("corpora", "eval", "seed", "text")
TEXTUAL = {".md", ".txt", ".yaml", ".yml", ".json", ".jsonl", ".csv", ".tsv", ".sql", ".py"}
