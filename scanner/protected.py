"""What is *protected*: cells that hold a hash, a ciphertext or a token instead of a value, and values that a mask hides.

Told for whole vectors, for columns whose header names personal information: a column of phone numbers that holds nothing but
64 hexadecimal digits is not empty of them, it is hashed, and the report says so. Hashes of numbers without a key can be
tried out (all mobile numbers in an hour), so hashed is not the same as gone.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from recognizers.base import Pattern
from recognizers.find import HIDDEN, SHOWN, is_weak
from scanner.alphabet import Alphabet
from scanner.orders import Vector

_HEX = "[0-9a-fA-F]"
_DIGEST = "|".join(f"{_HEX}{{{size}}}" for size in (32, 40, 56, 64, 96, 128))
_ENVELOPE = "^(?:ENC[(]|enc:|[{]cipher[}]|vault:v[0-9]|AQICAH|-----BEGIN PGP)"
_LONG_HEX = f"^(?:0x)?(?:{_HEX}{{16}}){{3,}}$"
#: RE2, whole cells; in this order, what is one is not asked for the next.
PROTECTED = (
    (
        "hashed",
        f"^(?:{_DIGEST})$|^[$](?:2[abxy]?|1|5|6|argon2[a-z]*|pbkdf2[a-z0-9-]*)[$]|^[{{(]?(?:md5|sha1|sha256|sha512|sm3|SSHA)[:$}})]"
        f"|^{_HEX}{{32,64}}:[0-9A-Za-z]{{2,32}}$",
    ),
    (
        "tokenised",
        "^(?:[Tt][Oo][Kk](?:[Ee][Nn])?|tkn|pii|vault)[_:-][0-9A-Za-z_-]{6,}$"
        f"|^{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}$",
    ),
    (
        "encrypted",
        f"{_ENVELOPE}|^[A-Za-z0-9+/]{{22,}}={{1,2}}$|^(?:[A-Za-z0-9+/]{{4}}){{6,}}$|^(?:[A-Za-z0-9_-]{{4}}){{6,}}={{0,2}}$|{_LONG_HEX}",
    ),
)


def shapes(values: pa.Array, counts: Vector | None, alphabet: Alphabet) -> dict[str, int]:
    """How many cells hold a hash, a token or a ciphertext. A ciphertext in base64 has capitals, small letters and digits."""
    left = np.ones(len(values), dtype=bool)
    weights = np.ones(len(values), dtype=np.int64) if counts is None else counts
    found: dict[str, int] = {}
    for state, expression in PROTECTED:
        if not alphabet.may_match(expression):
            continue
        hit = left & _match(values, expression)
        if state == "encrypted" and hit.any():
            mixed = _match(values, "[A-Z]") & _match(values, "[a-z]") & _match(values, "[0-9]")
            hit &= mixed | _match(values, f"{_ENVELOPE}|{_LONG_HEX}")
        if hit.any():
            found[state] = int(weights[hit].sum())
            left &= ~hit
    return found


def numbers(values: pa.Array, counts: Vector | None, alphabet: Alphabet) -> int:
    """How many cells are nothing but twelve digits and more."""
    if not alphabet.may_match("^[0-9]{12,}$"):
        return 0
    hit = _match(values, "^[0-9]{12,}$")
    return int(hit.sum() if counts is None else counts[hit].sum())


def states(pattern: Pattern, values: pa.Array, weights: Vector) -> dict[str, int]:
    """How many values of a pattern are in which state: what `find.state_of` says of each, for a vector."""
    if pattern.state != "masked":
        return {pattern.state: int(weights.sum())}
    hidden = pc.count_substring_regex(values, HIDDEN).to_numpy(zero_copy_only=False)
    shown = pc.count_substring_regex(values, SHOWN).to_numpy(zero_copy_only=False)
    weak = is_weak(shown, hidden)
    counts = {"weak": int(weights[weak].sum()), "masked": int(weights[~weak].sum())}
    return {state: count for state, count in counts.items() if count}


def _match(values: pa.Array, expression: str) -> Vector:
    return np.asarray(pc.match_substring_regex(values, expression).to_numpy(zero_copy_only=False), dtype=bool)
