"""What a *sealed* cursor is: the place where a reading goes on, written down so that only this installation can read it.

A table with a natural key is paged by that key, and a key can be somebody's phone number: the cursor is the one thing in the
store that is a raw value. It is encrypted with a stream of keyed BLAKE2b blocks (a pseudo-random function in counter mode
under a fresh nonce) and authenticated; the standard library has no cipher, and one is not worth a dependency of its own.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from hmac import compare_digest

from connectors.base import Cursor
from scanner.sketch import Key

_NONCE, _MARK, _BLOCK = 16, 16, 64  # bytes


class SealError(ValueError):
    """Sealed under another key, or damaged."""


def seal(key: Key, cursor: Cursor) -> str:
    """ASCII text that says nothing of the cursor but its length."""
    plain = json.dumps(cursor, separators=(",", ":"), default=str).encode("ascii")
    nonce = secrets.token_bytes(_NONCE)
    hidden = _mixed(key, nonce, plain)
    return base64.b64encode(nonce + _mark(key, nonce + hidden) + hidden).decode("ascii")


def unseal(key: Key, text: str) -> Cursor:
    """Raises SealError."""
    try:
        data = base64.b64decode(text, validate=True)
    except (ValueError, TypeError):
        raise SealError("not a sealed cursor") from None
    nonce, mark, hidden = data[:_NONCE], data[_NONCE : _NONCE + _MARK], data[_NONCE + _MARK :]
    if not compare_digest(mark, _mark(key, nonce + hidden)):
        raise SealError("sealed under another key, or damaged")
    return json.loads(_mixed(key, nonce, hidden))


def _mark(key: Key, data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_MARK, key=key.secret, person=b"pandian-seal").digest()


def _mixed(key: Key, nonce: bytes, data: bytes) -> bytes:
    """`data` with the stream laid over it; laid over twice it is `data` again."""
    blocks = range(-(-len(data) // _BLOCK))
    stream = b"".join(
        hashlib.blake2b(nonce + n.to_bytes(8, "big"), digest_size=_BLOCK, key=key.secret, person=b"pandian-cursor").digest() for n in blocks
    )
    return bytes(a ^ b for a, b in zip(data, stream, strict=False))
