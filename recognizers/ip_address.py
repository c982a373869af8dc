"""Internet address (IP 地址) of version 4 or 6.

PIPL does not name it; it is a network identification mark of a person in GB/T 35273-2020 annex A. Version numbers look like
it (1.2.3.4), so a column needs its header, and the addresses that can belong to nobody (0.0.0.0, 127.*, 255.*) are
refused. Sources: RFC 791, RFC 4291, RFC 5952.
"""

from __future__ import annotations

from ipaddress import ip_address

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_V4 = f"{_OCTET}(?:[.]{_OCTET}){{3}}"
_H = "[0-9A-Fa-f]{1,4}"


def validate(value: str) -> bool | None:
    """False unless it parses and can belong to a host."""
    text = value.strip().partition("/")[0].partition("%")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return False if address.is_unspecified or address.is_loopback or address.is_multicast or address.packed == b"\xff" * 4 else None


RECOGNIZER = Recognizer(
    entity="IP_ADDRESS",
    category="user.device.ip_address",
    names={"zh": "IP 地址", "en": "IP address"},
    rank=40,
    patterns=(
        Pattern("v4", _V4, edges="0-9A-Za-z_.", score=0.5),
        Pattern("v4_cell", f"{_V4}(?:/[0-9]{{1,2}})?", scope="header", score=0.6),
        Pattern("v6", f"(?:{_H}:){{7}}{_H}|(?:{_H}:){{1,6}}(?::{_H}){{1,6}}|(?:{_H}:){{1,7}}:", edges="0-9A-Za-z_:.", score=0.6),
    ),
    validate=validate,
    headers=words(
        """
        ip ips ipv ip_address ip_addr ipaddr ip_addresses remote_addr remote_address ipdz ip地址 ipv4 ipv6 网络地址
        """
    ),
    hints=words("client_address host_address 主机地址"),
    vetoes=words("white black 白名单 黑名单"),
    context=("ip", "地址", "登录", "client", "remote"),
    evidence="header",
    examples=("203.0.113.7", "登录IP：198.51.100.23", "2001:db8::8a2e:370:7334"),
    counter_examples=("v1.2.3.4", "256.1.1.1", "127.0.0.1", "12:30:45"),
    sources=("RFC 791", "RFC 4291", "GB/T 35273-2020 annex A"),
    holds=("text", "whole", "fraction", "bytes"),
    shortest=7,
)
