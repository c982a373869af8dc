"""Hardware address of a network interface (MAC 地址), EUI-48.

Six bytes, written in pairs with `:` or `-`, or in fours with dots; twelve bare hexadecimal digits only under a header. Of the
first byte bit 0 says multicast (a group, nobody's device) and bit 1 locally administered (today's phones invent such an address
for every network): the kinds. Broadcast and zero are refused, and so is what has no letter and could be times (12:30:45:…). A
longer run of pairs is a dump, a fingerprint of a key or an EUI-64. Limits: an address without any letter is taken for times
while all pairs are up to 60, and for an amount when written with dots. Sources: IEEE Std 802-2014 clause 8 (EUI-48, universal
and local bit), RFC 7042, GB/T 35273-2020 annex A.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_PAIR = "[0-9A-Fa-f]{2}"
#: the lower half of the first byte tells the kind
_KINDS = {"universal": "[048Cc]", "local": "[26AEae]", "multicast": "[13579BDFbdf]"}
_BEFORE = "(?:^|[^0-9A-Za-z_:.-]|[^0-9A-Fa-f:.-][:-]|[Mm][Aa][Cc](?:[ _-]?[Aa]ddr(?:ess)?)?[:-])"
_AFTER = "(?:[^0-9A-Za-z_:.-]|[:.-](?:[^0-9A-Za-z]|$)|$)"


def _address(nibble: str) -> str:
    first = f"[0-9A-Fa-f]{nibble}"
    return f"(?:{first}(?::{_PAIR}){{5}}|{first}(?:-{_PAIR}){{5}}|{first}{_PAIR}(?:[.]{_PAIR}{_PAIR}){{2}})"


def validate(value: str) -> bool | None:
    """False for zero, broadcast and what reads as times; never proves."""
    digits = "".join(c for c in value if c.isalnum())
    if len(digits) != 12 or len(set(digits.lower())) == 1:
        return False
    if len(value) > 12 and digits.isdecimal() and ("." in value or all(digits[i : i + 2] <= "60" for i in range(0, 12, 2))):
        return False
    return None


RECOGNIZER = Recognizer(
    entity="MAC_ADDRESS",
    category="user.device.device_id",
    names={"zh": "MAC 地址", "en": "MAC address"},
    rank=41,
    patterns=(
        *(
            Pattern(kind, _address(nibble), before=_BEFORE, after=_AFTER, kind=kind, score=0.8 if kind != "multicast" else 0.4)
            for kind, nibble in _KINDS.items()
        ),
        *(
            Pattern(f"{kind}_cell", _address(nibble), scope="cell", kind=kind, score=0.8 if kind != "multicast" else 0.4)
            for kind, nibble in _KINDS.items()
        ),
        Pattern("bare", "[0-9A-Fa-f]{12}", scope="header", score=0.5),
    ),
    validate=validate,
    headers=words(
        """
        mac mac_address mac_addr macaddr macaddress wifi_mac wlan_mac wlanmac device_mac bluetooth_mac bluetooth_address bt_mac
        ble_mac bssid ethernet_address eth_mac hardware_address hw_addr macdz wanka_dizhi mac地址 物理地址 网卡地址 网卡mac
        蓝牙地址 硬件地址 无线网卡地址
        """
    ),
    hints=words("wldz"),
    vetoes=words("big imac os app version hmac"),
    context=("mac", "网卡", "蓝牙", "wifi", "bluetooth"),
    evidence="shape",
    examples=("00:1B:44:11:3A:B7", "MAC：00-1b-44-11-3a-b7", "001b.4411.3ab7"),
    counter_examples=("FF:FF:FF:FF:FF:FF", "00:00:00:00:00:00", "12:30:45:10:20:30", "001B44113AB7"),
    sources=("IEEE Std 802-2014", "RFC 7042", "GB/T 35273-2020 annex A"),
    kinds={
        "bluetooth": ("bluetooth_mac", "bluetooth_address", "bt_mac", "ble_mac", "蓝牙地址"),
        "wifi": ("wifi_mac", "wlan_mac", "wlanmac", "bssid"),
    },
    holds=("text", "bytes"),
    shortest=12,
    keep=(2, 2),
)
