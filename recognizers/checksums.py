"""*Checksums* that a recognizer of a user's file may name: each decides alone whether a value can be one.

Every function takes the value as it is written, leaves out blanks, dots, slashes and hyphens of any kind, and, where the scheme
has digits only, letters before the first one. It says True for a right check character (the last one), False for a wrong one
or a character that the scheme does not have. Our own code, for the library that has them all (python-stdnum) is under the LGPL,
which the core may not need. `CHECKSUMS` is the table; docs/configuration.md lists it, and a test holds both equal.
"""

from __future__ import annotations

from collections.abc import Callable

from recognizers import _shapes
from recognizers._shapes import DASHES_CLASS

_SKIPPED = str.maketrans("", "", f" \t\u3000./-_{DASHES_CLASS}")
_DIGITS = "0123456789"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CREDIT_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015 table 3: no I, O, S, V, Z

# Verhoeff: the dihedral group of order ten, and the permutation that is applied once more at every place.
_VERHOEFF_PRODUCT = tuple(tuple((j + (k if j < 5 else -k)) % 5 + 5 * ((j < 5) != (k < 5)) for k in range(10)) for j in range(10))
_VERHOEFF_MOVE = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)
#: Damm (2004): a totally anti-symmetric quasigroup of order ten.
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


def luhn(value: str) -> bool:
    """ISO/IEC 7812-1 annex B: every second digit from the right doubled, sum a multiple of ten (bank cards)."""
    numbers = _numbers(value, _DIGITS)
    return bool(numbers) and _shapes.luhn("".join(map(str, numbers)))


def gs1(value: str) -> bool:
    """GS1 General Specifications 7.9: weights 1 and 3 from the right, sum a multiple of ten (EAN, GLN, SSCC)."""
    numbers = _numbers(value, _DIGITS)
    return bool(numbers) and sum(n * (3 if place % 2 else 1) for place, n in enumerate(reversed(numbers))) % 10 == 0


def mod11_2(value: str) -> bool:
    """ISO/IEC 7064 MOD 11-2: digits and a check character 0 to 9 or X (GB 11643-1999 resident identity number, ISNI)."""
    numbers = _numbers(value, _DIGITS, last=_DIGITS + "X")
    return bool(numbers) and sum(n * pow(2, place, 11) for place, n in enumerate(reversed(numbers))) % 11 == 1


def mod11_10(value: str) -> bool:
    """ISO/IEC 7064 MOD 11,10: digits (tax number of Germany)."""
    numbers = _numbers(value, _DIGITS)
    product = 10
    for n in numbers[:-1]:
        product = ((product + n) % 10 or 10) * 2 % 11
    return bool(numbers) and (product + numbers[-1]) % 10 == 1


def mod31(value: str) -> bool:
    """GB 32100-2015: powers of three modulo 31, digits and letters but I, O, S, V, Z (unified social credit code)."""
    numbers = _numbers(value, _CREDIT_CODE)
    return bool(numbers) and (sum(n * pow(3, place, 31) for place, n in enumerate(numbers[:-1])) + numbers[-1]) % 31 == 0


def mod37_36(value: str) -> bool:
    """ISO/IEC 7064 MOD 37,36: digits and letters (GRid)."""
    numbers = _numbers(value, _DIGITS + _LETTERS)
    product = 36
    for n in numbers[:-1]:
        product = ((product + n) % 36 or 36) * 2 % 37
    return bool(numbers) and (product + numbers[-1]) % 36 == 1


def mod97(value: str) -> bool:
    """ISO/IEC 7064 MOD 97-10 as it stands, letters counting as 10 to 35 (ISO 17442 legal entity identifier)."""
    numbers = _numbers(value, _DIGITS + _LETTERS)
    return bool(numbers) and int("".join(map(str, numbers))) % 97 == 1


def iban(value: str) -> bool:
    """ISO 13616: MOD 97-10 with the first four characters moved to the end."""
    bare = value.translate(_SKIPPED)
    return mod97(bare[4:] + bare[:4])


def verhoeff(value: str) -> bool:
    """Verhoeff (1969): finds every wrong digit and every swap of neighbours (Aadhaar)."""
    numbers = _numbers(value, _DIGITS)
    check = 0
    for place, n in enumerate(reversed(numbers)):
        for _ in range(place % 8):
            n = _VERHOEFF_MOVE[n]
        check = _VERHOEFF_PRODUCT[check][n]
    return bool(numbers) and check == 0


def damm(value: str) -> bool:
    """Damm (2004): as good as Verhoeff's, without permutations."""
    numbers = _numbers(value, _DIGITS)
    check = 0
    for n in numbers:
        check = int(_DAMM[check][n])
    return bool(numbers) and check == 0


#: name in a file -> function.
CHECKSUMS: dict[str, Callable[[str], bool]] = {
    f.__name__: f for f in (luhn, gs1, mod11_2, mod11_10, mod31, mod37_36, mod97, iban, verhoeff, damm)
}


def _numbers(value: str, alphabet: str, *, last: str = "") -> list[int]:
    """Each character as its place in the alphabet; [] when one has none, or there are fewer than two. A prefix of letters
    (KH-204518) does not count where only digits do."""
    bare = value.translate(_SKIPPED).upper()
    bare = bare.lstrip(_LETTERS) if alphabet is _DIGITS else bare
    if len(bare) < 2 or not bare.isascii() or len(bare) > 200:
        return []
    found = [alphabet.find(c) for c in bare[:-1]] + [(last or alphabet).find(bare[-1])]
    return [] if -1 in found else found
