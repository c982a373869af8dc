"""Internet address (IP 地址) of version 4 or 6.

PIPL does not name it; it is a network identification mark of a person in GB/T 35273-2020 annex A. Version numbers and object
identifiers look like it, so a column needs its header, and refused are: addresses that can belong to nobody (0.*, 127.*, 224.*
and above), four numbers below 32 (1.2.3.4: a version or an OID; not behind 10, which private networks are numbered with), and
in text whatever follows a word for version or ends in .0 (12.4.1.0). Of version 6 only what is assigned to hosts: 2000::/3,
unique local, link local, and mapped addresses, or all eight groups written out. Not recognised: addresses as whole numbers. The
port and the prefix length are no part of the value in text. Sources: RFC 791, RFC 4291, RFC 5952, RFC 6052, the IANA registries
of special-purpose addresses.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_HOST = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]?)"
_V4 = f"{_OCTET}(?:[.]{_OCTET}){{3}}"
_H = "[0-9A-Fa-f]{1,4}"
_V6 = (
    f"(?:(?:{_H}:){{7}}{_H}|(?:{_H}:){{1,6}}(?::{_H}){{1,6}}|(?:{_H}:){{1,7}}:|::{_H}(?::{_H}){{0,6}}"
    f"|(?:{_H}:){{6}}{_V4}|(?:{_H}:){{1,5}}(?::{_H}){{0,4}}:{_V4}|::(?:{_H}:){{0,5}}{_V4})"
)
_ZONE = "(?:%[0-9A-Za-z]{1,15})?"
_MASKED = "(?:[*]|[xX]{1,3})"

#: Behind these a dotted number is a version or an object identifier.
_NO_ADDRESS = ("版本", "版本号", "rsion", "Ver", "ver", "OID")
_GAP = " :：="


def _unless(endings: tuple[str, ...], never: str) -> str:
    """An expression for one to a few characters (or the start) that do not end in any of these words, nor in the characters
    of the class body `never`: what a look-behind would say, spelled out from the last character to the first."""
    branches: dict[str, list[str]] = {}
    for word in endings:
        branches.setdefault(word[-1], []).append(word[:-1])
    parts = [f"[^{never}{''.join(sorted(branches))}]"]
    for last, rest in sorted(branches.items()):
        if "" not in rest:
            parts.append(f"(?:^|{_unless(tuple(rest), '')}){last}")
    return "(?:" + "|".join(parts) + ")"


_BEFORE = (
    f"(?:^|{_unless(tuple(w for w in _NO_ADDRESS if not w.isascii()), '0-9A-Za-z_.' + _GAP)}|(?:^"
    f"|{_unless(_NO_ADDRESS, '.' + _GAP)})[{_GAP}]{{1,2}})"
)
_AFTER = "(?:[^0-9A-Za-z_.]|[.](?:[^0-9A-Za-z]|$)|$)"


def validate(value: str) -> bool | None:
    """False unless it parses and can belong to a host; what is masked cannot tell."""
    text = value.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    text = text.partition("/")[0].partition("%")[0]
    if text.count(":") == 1:
        text = text.partition(":")[0]
    fits = _v6(text) if ":" in text else _v4(text)
    return None if fits else False


def _v4(text: str) -> bool:
    parts = text.split(".")
    if "*" in text or "x" in text.lower():
        return parts[0].isdecimal()
    numbers = [int(p) for p in parts if p.isdecimal() and p.isascii()]
    if len(numbers) != 4 or len(parts) != 4 or max(numbers) > 255:
        return False
    return 0 < numbers[0] < 224 and numbers[0] != 127 and (max(numbers) > 31 or numbers[0] == 10)


def _v6(text: str) -> bool:
    """Eight groups, or fewer around one `::`, in a range that hosts have."""
    head, _, last = text.rpartition(":")
    if "." in last:
        if not _v4(last):
            return False
        text = f"{head}:0:0"
    front, double, back = text.partition("::")
    groups = [g for g in (*front.split(":"), *back.split(":")) if g]
    if len(groups) > 8 or (len(groups) < 8) != bool(double) or "::" in back or any(len(g) > 4 for g in groups):
        return False
    if not front:
        return "." in last and groups[0].lower() in ("ffff", "0")
    first = int(groups[0], 16)
    if not double:
        return 0 < first < 0xFF00 and max(map(len, groups)) > 2  # pairs all through are bytes, not an address
    return first >> 13 == 1 or first >> 9 == 0xFC >> 1 or first >> 6 == 0xFE80 >> 6 or (first == 0x64 and groups[1].lower() == "ff9b")


RECOGNIZER = Recognizer(
    entity="IP_ADDRESS",
    category="user.device.ip_address",
    names={"zh": "IP 地址", "en": "IP address"},
    rank=40,
    patterns=(
        Pattern(
            "v4",
            f"{_OCTET}(?:[.]{_OCTET}){{2}}[.]{_HOST}",
            before=_BEFORE,
            after=_AFTER,
            kind="v4",
            score=0.5,
            clue="[0-9][.][0-9]{1,3}[.][0-9]{1,3}[.][0-9]",
        ),
        Pattern("v6", _V6 + _ZONE, edges="0-9A-Za-z_:.", kind="v6", score=0.6),
        Pattern("v4_cell", _V4, scope="cell", kind="v4", score=0.5),
        Pattern("v4_with", f"{_V4}(?::[0-9]{{1,5}}|/[0-9]{{1,2}})", scope="header", kind="v4", score=0.6),
        Pattern("v6_with", f"(?:\\[{_V6}{_ZONE}\\](?::[0-9]{{1,5}})?|{_V6}/[0-9]{{1,3}})", scope="header", kind="v6", score=0.6),
        Pattern(
            "v4_masked", f"{_OCTET}(?:[.]{_OCTET}){{0,2}}(?:[.]{_MASKED}){{1,3}}", scope="header", state="masked", kind="v4", score=0.4
        ),
    ),
    validate=validate,
    headers=words(
        """
        ip ips ipv ip_address ip_addr ipaddr ip_addresses remote_addr remote_address ipdz ip地址 ipv4 ipv6 网络地址 x_forwarded_for
        x_real_ip ip_host 登录ip
        ipadd ip_adress inet_addr xff dlip zcip czip fwip ip地址段 IPアドレス 客户端ip
        """
    ),
    hints=words(
        """
        client_address host_address 主机地址 forwarded_for
        remote_host client_addr 客户端地址 登录地址ip
        """
    ),
    vetoes=words("white black 白名单 黑名单"),
    context=("ip", "地址", "登录", "client", "remote"),
    evidence="header",
    examples=("203.0.113.7", "登录IP：198.51.100.23", "2001:db8::8a2e:370:7334", "::ffff:203.0.113.7"),
    counter_examples=("v1.2.3.4", "256.1.1.1", "127.0.0.1", "12:30:45", "版本 10.15.7.1"),
    sources=("RFC 791", "RFC 4291", "RFC 6052", "GB/T 35273-2020 annex A"),
    holds=("text", "whole", "fraction", "bytes"),
    shortest=7,
)
