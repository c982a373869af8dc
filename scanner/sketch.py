"""What a *sketch* is: a small keyed sample of the different values of a column, from which their number and the overlap
of two columns are estimated without storing a value.

Adaptive distinct sampling (Wegman; Flajolet, "On adaptive sampling", Computing 43, 1990): every value has a level, the
leading zero bits of a keyed 64-bit order; the sketch keeps the tags of values at or above the lowest level at which at
most `SIZE` different ones remain. The state depends only on the *set* of values, so merging commutes and splitting the
data anywhere changes nothing. A tag is a keyed BLAKE2b of the normalised value (64 bits): without the installation's
key nobody can test a guessed phone number against it. Of the order only the level (some six bits) is ever kept.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

SIZE = 1024
#: relative standard error of `Sketch.distinct` once the sketch is full (Flajolet 1990: 1.20 / sqrt(size)).
ERROR = 1.20 / math.sqrt(SIZE)

_SEPARATORS = re.compile(r"[-\s()（）.+·]+")


@dataclass(frozen=True, slots=True)
class Key:
    """The installation's 256-bit secret, and what is derived from it. Never printed, never stored."""

    secret: bytes = field(repr=False)

    def tag(self, entity: str, value: str, level: int) -> str:
        """18 hex digits: two of the level, sixteen of the keyed fingerprint."""
        data = f"{entity}\0{normalise(entity, value)}".encode("utf-8", "surrogatepass")
        return f"{level:02x}" + hashlib.blake2b(data, digest_size=8, key=self.secret, person=b"pandian-tag").hexdigest()

    def numbers(self) -> tuple[int, int]:
        """An odd multiplier and a mask for the vectorised order (`scanner.engine.levels`)."""
        derived = hashlib.blake2b(b"order", digest_size=16, key=self.secret, person=b"pandian-order").digest()
        return int.from_bytes(derived[:8], "big") | 1, int.from_bytes(derived[8:], "big")

    def pair(self, entity: str) -> tuple[int, int]:
        """Two words, for the keyed hash of an entity's values (`scanner.orders.tokens`)."""
        derived = hashlib.blake2b(entity.encode("utf-8"), digest_size=16, key=self.secret, person=b"pandian-people").digest()
        return int.from_bytes(derived[:8], "little"), int.from_bytes(derived[8:], "little")


def normalise(entity: str, value: str) -> str:
    """The same person's number written in two ways becomes one text: no separators, no case, no +86."""
    bare = _SEPARATORS.sub("", value).casefold() if entity != "EMAIL_ADDRESS" else value.strip().casefold()
    if entity == "PHONE_NUMBER":
        bare = re.sub(r"^(?:0086|86)(?=1[0-9]{10}$)", "", bare)
    return bare


@dataclass(slots=True)
class Sketch:
    """An accumulator: a set of tags, each beginning with its own level (two hex digits), none below `level`."""

    level: int = 0
    tags: set[str] = field(default_factory=set)

    def add(self, tags: Iterable[str]) -> None:
        """Those under the current level are ignored, so that callers may add whatever they have."""
        self.tags.update(tag for tag in tags if level_of(tag) >= self.level)
        while len(self.tags) > SIZE:
            self.level += 1
            self.tags = {tag for tag in self.tags if level_of(tag) >= self.level}

    def __add__(self, other: Sketch) -> Sketch:
        merged = Sketch(max(self.level, other.level))
        merged.add(self.tags | other.tags)
        return merged

    @property
    def distinct(self) -> int:
        return len(self.tags) << self.level

    @property
    def error(self) -> float:
        """Relative standard error of `distinct`; 0 while every value is held."""
        return ERROR if self.level else 0.0


def level_of(tag: str) -> int:
    return int(tag[:2], 16)


def sample_order(tag: str) -> tuple[int, str]:
    """Highest level first: those values survive in every sketch of the data, so a merge can never want one it lost."""
    return -level_of(tag), tag
