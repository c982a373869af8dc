"""A *country code* opens an international number (ITU-T E.164): +, one to three digits, and at most fifteen in all.

What follows a code is decided by libphonenumber's metadata (package `phonenumbers`), which knows every country's lengths and
leading digits: +49 30 1234567 can be a telephone, +10000000 cannot. It is imported when the first such number is met, never
before. Mainland China, Hong Kong, Macau and Taiwan are not asked there: `recognizers.phone_number` knows their forms, and
their plans open new ranges faster than a package is renewed.

Sources: ITU-T E.164 list of country codes, NANPA (NXX-NXX-XXXX), libphonenumber.
"""

from __future__ import annotations

import re
from functools import lru_cache

from recognizers._shapes import digits_of

#: All but 81 (Japan), 86, 852, 853 and 886, which have patterns of their own.
COUNTRY = (
    "(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[24]|9[0-58]"
    "|2(?:1[1-368]|[2-4][0-9]|5[0-8]|6[0-9]|9[017-9])|3(?:5[0-9]|7[0-8]|8[0-35-79])|42[013]|5(?:0[0-9]|9[0-9])"
    "|6(?:7[02-9]|8[0-35-9]|9[0-2])|8(?:00|08|50|5[56]|7[08]|8[0-38])|9(?:6[0-8]|7[0-79]|9[2-68]))"
)
#: Codes whose numbers are known by their form alone.
OWN = ("86", "852", "853", "886")

_EXTENSION = re.compile("[ -]*[A-Za-z#转轉分內内].*", re.DOTALL)
_NANP = re.compile("1[2-9][0-9]{2}[2-9][0-9]{6}")


def international(value: str) -> bool:
    """Whether a number with + or 00 before its country code can be one."""
    bare = _EXTENSION.sub("", value)
    digits = digits_of(bare)
    if bare.lstrip("(（").startswith("00"):
        digits = digits[2:]
    if digits.startswith(OWN):
        return True
    grouped = any(c in bare for c in " -.)）")
    return (grouped and _NANP.fullmatch(digits) is not None) or _valid(f"+{digits}", None)


def japanese(value: str) -> bool:
    """Whether a number in Japan's national form (0 and nine or ten digits) can be one."""
    return _valid(digits_of(value), "JP")


@lru_cache(maxsize=4096)
def _valid(number: str, region: str | None) -> bool:
    import phonenumbers  # late: costs the start of every command otherwise

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False
