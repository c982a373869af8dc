"""A keyed 64-bit *order* over the values of an Arrow column, computed for whole vectors: what a sketch samples by.

The bytes of each normalised value multiplied in eight at a time, then the finaliser of splitmix64. It is quick, not secret: only the
number of its leading zero bits is ever kept (scanner.sketch); identity is the keyed BLAKE2b tag. People are counted by `tokens`, a
second, secret hash of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scanner.sketch import SIZE, Key, normalise

if TYPE_CHECKING:
    from scanner.alphabet import Alphabet

Vector = np.ndarray[Any, np.dtype[Any]]

#: Values that `normalise` may change, by entity; the others are their own normal form. Foreign: all but Han, kana, Hangul.
_FOREIGN = "\\x0b\\x1c-\\x1f\\x{80}-\\x{3000}\\x{a000}-\\x{abff}\\x{f900}-\\x{10ffff}"
_UNUSUAL = {"EMAIL_ADDRESS": f"[\\s{_FOREIGN}]", "": f"[-\\s()（）.+·{_FOREIGN}]|^86|^0086"}


#: Bytes that leave a text its own normal form: letters and digits of ASCII; in an e-mail address every ASCII character that shows.
_QUIET = np.array([b < 128 and chr(b).isalnum() for b in range(256)])
_QUIET_MAIL = np.array([33 <= b < 127 for b in range(256)])


def orders(entity: str, texts: pa.Array, key: Key, alphabet: Alphabet | None = None) -> Vector:
    """uint64 per text; equal for texts that `normalise` makes equal. `alphabet`: of the texts, or of more, where it is known."""
    texts = pc.ascii_lower(texts)  # which `normalise` does, too: the X of a resident id needs no Python
    if alphabet is not None and _is_quiet(entity, alphabet):
        return _mixed(_hashed(texts, *key.numbers()))
    unusual = pc.match_substring_regex(texts, _UNUSUAL.get(entity, _UNUSUAL[""]))
    if pc.any(unusual).as_py():
        plain = [normalise(entity, t) for t in texts.filter(unusual).to_pylist()]
        texts = pc.replace_with_mask(texts, unusual, pa.array(plain, pa.string()))
    return _mixed(_hashed(texts, *key.numbers()))


def _is_quiet(entity: str, alphabet: Alphabet) -> bool:
    """Whether all texts are in normal form already; before a telephone number a country code (86) may stand."""
    quiet = _QUIET_MAIL if entity == "EMAIL_ADDRESS" else _QUIET
    return entity != "PHONE_NUMBER" and bool(quiet[np.frombuffer(alphabet.present, dtype=np.uint8) > 0].all())


def leading_zeros(numbers: Vector) -> Vector:
    """Of 64-bit numbers, by the exponent of their upper half as a float (exact: 32 bits fit a double)."""
    upper = (numbers >> np.uint64(32)).astype(np.float64)
    return np.where(upper > 0, 32 - np.frexp(upper)[1], 32).astype(np.int64)


def floor(numbers: Vector, levels: Vector) -> int:
    """The lowest level at which at most SIZE different values remain. Searched downwards: repeated values make the
    first guess too high, and only the few near the top are ever sorted."""
    lowest = int(levels.max(initial=0)) + 1
    while lowest > 0 and len(np.unique(numbers[levels >= lowest - 1])) <= SIZE:
        lowest -= 1
    return lowest


def _hashed(texts: pa.Array, multiplier: int, secret: int) -> Vector:
    """A 64-bit number per value from its bytes, eight at a time, and its length; two values meet with odds of about 2**-64."""
    texts = texts.cast(pa.large_string())
    if not len(texts):
        return np.zeros(0, dtype=np.uint64)
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    raw = np.frombuffer(texts.buffers()[2] or b"", dtype=np.uint8)[offsets[0] : offsets[-1]]
    padded = np.concatenate([raw, np.zeros(8, dtype=np.uint8)])
    words = np.ndarray((len(padded) - 7,), dtype="<u8", buffer=padded, strides=(1,))  # a word beginning at every byte
    starts, lengths = offsets[:-1] - offsets[0], np.diff(offsets)
    numbers = lengths.astype(np.uint64) ^ np.uint64(secret)
    rows = np.arange(len(texts))
    for done in range(0, int(lengths.max()), 8):
        rows = rows[lengths[rows] > done]
        word = words[starts[rows] + done] & _KEPT[np.minimum(lengths[rows] - done, 8)]
        mixed = (numbers[rows] ^ word) * np.uint64(multiplier)
        numbers[rows] = mixed ^ (mixed >> np.uint64(32))
    return numbers


#: Of a little-endian word, the bytes that are the value's own: index 0 to 8.
_KEPT = np.array([(1 << (8 * n)) - 1 for n in range(9)], dtype=np.uint64)


def _mixed(numbers: Vector) -> Vector:
    """The finaliser of splitmix64 (Steele, Lea, Flood, OOPSLA 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Vector = numbers ^ (numbers >> np.uint64(31))
    return mixed


def tokens(entity: str, places: Vector, key: Key) -> Vector:
    """A secret number for each value by its order: SipHash-2-4 (Aumasson, Bernstein, 2012) of the 64 bits, under a key of the entity's
    own. An order alone is quick, not secret; what people are counted by is kept, so it must be."""
    first, second = key.pair(entity)
    state = [np.full(len(places), word, dtype=np.uint64) for word in _SIP]
    for number, word in enumerate((first, second, first, second)):
        state[number] ^= np.uint64(word)
    for block, rounds in ((places, 2), (np.uint64(8 << 56), 2)):
        state[3] ^= block
        _rounds(state, rounds)
        state[0] ^= block
    state[2] ^= np.uint64(0xFF)
    _rounds(state, 4)
    mixed: Vector = state[0] ^ state[1] ^ state[2] ^ state[3]
    return mixed


_SIP = (0x736F6D6570736575, 0x646F72616E646F6D, 0x6C7967656E657261, 0x7465646279746573)


def _rounds(state: list[Vector], rounds: int) -> None:
    a, b, c, d = state
    for _ in range(rounds):
        a += b
        c += d
        b, d = _rotated(b, 13) ^ a, _rotated(d, 16) ^ c
        a = _rotated(a, 32)
        c += b
        a += d
        b, d = _rotated(b, 17) ^ c, _rotated(d, 21) ^ a
        c = _rotated(c, 32)
    state[:] = [a, b, c, d]


def _rotated(numbers: Vector, bits: int) -> Vector:
    rotated: Vector = (numbers << np.uint64(bits)) | (numbers >> np.uint64(64 - bits))
    return rotated
