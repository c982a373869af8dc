"""The installation's key: made once, for its owner alone, the same for two first runs at once; a bad one is refused by name."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from pandian.key import KeyFileError, load, path


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PANDIAN_KEY_FILE", str(tmp_path / "deep" / "key"))
    return tmp_path / "deep" / "key"


def test_where_it_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("PANDIAN_KEY_FILE", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert path() == tmp_path / ".config" / "pandian" / "key"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "x"))
    assert path() == tmp_path / "x" / "pandian" / "key"
    monkeypatch.setenv("PANDIAN_KEY_FILE", str(tmp_path / "k"))
    assert path() == tmp_path / "k"


def test_made_once_for_its_owner_alone(place: Path) -> None:
    old = os.umask(0)
    try:
        key = load()
    finally:
        os.umask(old)
    assert len(key.secret) == 32
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o777 == 0o700
    assert [p.name for p in place.parent.iterdir()] == ["key"], "no draft stays"
    assert place.read_text("ascii") == key.secret.hex()
    assert load() == key
    assert key.secret.hex() not in repr(key) + str(key)


def test_another_installation_has_another(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load()
    monkeypatch.setenv("PANDIAN_KEY_FILE", str(place.with_name("other")))
    assert load() != first


def _load(chosen: str) -> bytes:
    os.environ["PANDIAN_KEY_FILE"] = chosen
    return load().secret


def test_first_runs_at_once_agree(tmp_path: Path) -> None:
    with multiprocessing.get_context("forkserver").Pool(4) as pool:
        for n in range(10):
            found = pool.map(_load, [str(tmp_path / str(n) / "key")] * 8, chunksize=1)
            assert len(set(found)) == 1
            assert [p.name for p in (tmp_path / str(n)).iterdir()] == ["key"]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o700 | 0o010])
def test_a_key_that_others_may_read_is_refused(place: Path, mode: int) -> None:
    secret = load().secret.hex()
    place.chmod(mode)
    with pytest.raises(KeyFileError) as caught:
        load()
    assert str(place) in str(caught.value) and f"chmod 600 {place}" in str(caught.value)
    assert secret not in str(caught.value)
    place.chmod(0o600)
    assert load().secret.hex() == secret, "what the message says mends it"


@pytest.mark.parametrize("content", [b"", b"\n", b"abc", b"00" * 31, b"00" * 33, b"zz" * 32, b"\xff" * 64, "钥".encode() * 22, b"00" * 16 + b"\0" * 32],
                         ids=range(9))  # fmt: skip
def test_a_broken_key_is_refused_and_not_replaced(place: Path, content: bytes) -> None:
    place.parent.mkdir()
    place.write_bytes(content)
    place.chmod(0o600)
    with pytest.raises(KeyFileError) as caught:
        load()
    assert str(place) in str(caught.value) and "64 hex digits" in str(caught.value) and "move it away" in str(caught.value)
    assert place.read_bytes() == content
    place.rename(place.with_name("away"))
    assert len(load().secret) == 32, "what the message says mends it"


def test_spaces_around_it_are_no_matter(place: Path) -> None:
    place.parent.mkdir()
    place.write_text("AB" * 32 + "\r\n", "ascii")
    place.chmod(0o600)
    assert load().secret == bytes.fromhex("ab" * 32)


def test_a_place_that_cannot_be_used_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    for bad in (tmp_path / "file" / "key", tmp_path):
        monkeypatch.setenv("PANDIAN_KEY_FILE", str(bad))
        with pytest.raises(KeyFileError) as caught:
            load()
        assert str(bad) in str(caught.value)
