"""Nothing in the repository points at a machine, a registry or a person.

Every file that git would ship is read: no registry host, no path of a developer's machine, no e-mail domain that is not
reserved for examples (RFC 2606, RFC 6761), and no line copied from the shared material that lies beside a checkout while
developing (skipped where it does not).
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from fnmatch import fnmatch
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
    r"(?:.*\.)?(?:example\.(?:com|org|net|cn|com\.cn|jp|co\.jp|edu|xn)|[a-z0-9-]+\.(?:example|test|invalid|localhost)|example)$", re.I
)
#: What looks like an address and is nobody's: a file name (logo@2x.png), the account of a program (git@…), single letters (a@b.…).
NOT_A_PERSON = re.compile(r"git@|.*@\d(?:\.\d)?x\.(?:png|jpg|gif|svg|webp|mp\d?)$|.*\.service$|[a-z]@[a-z]\.[a-z]+$", re.I)
LICENCE_TEXTS = ("LICENSE", "NOTICE")


@cache
def files() -> tuple[str, ...]:
    """Paths that git tracks or would add, below the project's root. Without git (an unpacked archive): all that .gitignore lets through."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    else:
        listed = [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if not ignored(path.relative_to(ROOT))]
    return tuple(sorted(p for p in set(listed) if p and (ROOT / p).is_file()))


def ignored(path: Path) -> bool:
    """The part of git's rules that our .gitignore uses: names with wildcards, folders, and paths from the root."""
    rules = [line for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    rooted = {rule.strip("/") for rule in rules if rule.startswith("/")}
    anywhere = [rule.rstrip("/") for rule in rules if not rule.startswith("/")]
    return path.parts[0] in rooted or any(fnmatch(part, rule) for part in path.parts for rule in anywhere)


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


def test_files_are_listed() -> None:
    assert {"pyproject.toml", "tests/test_privacy_of_repo.py", "scanner/mask.py"} <= set(files())


def test_what_git_ignores_is_known_without_git() -> None:
    assert [p for p in files() if ignored(Path(p))] == []
    assert all(
        ignored(Path(p))
        for p in (".venv/bin/python", "scanner/__pycache__/x.pyc", "out/demo/key", "pandian.egg-info/PKG-INFO", ".coverage")
    )


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
