"""WEB-001: a page or an app hands visitors to a third party that is not among the register's processors.

Trackers and SDKs as the scan names them ("google_analytics"); a processor declares a service by its id or its fingerprints.
Once per place, with every service that nobody declares; where definitions are read, each service once per page, where it is first named.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from register import suggest
from register.context import Context, Place, Rule
from register.precedence import of_form
from register.trackers import SERVICES, declared
from register.violation import Severity, Text, Violation

RULE = Rule(
    "WEB-001",
    Severity.HIGH,
    True,
    ("PIPL 17", "PIPL 21", "PIPL 23", "网络数据安全管理条例 21(2)"),
    Text("未声明的第三方跟踪器或 SDK", "A third party's tracker or SDK that nobody declared"),
)


def check(context: Context) -> Iterator[Violation]:
    known = declared(context.register.processors.values())
    told: set[tuple[str, str]] = set()
    for place in sorted(context.trackers, key=lambda place: place.finding.line):
        strange = [kind for kind in place.finding.kinds if kind not in known]
        if of_form(place):  # whose columns are the lines of one page
            strange = [kind for kind in strange if (place.finding.uri, kind) not in told]
            told.update((place.finding.uri, kind) for kind in strange)
        if strange:
            yield _violation(context, place, strange)


def _violation(context: Context, place: Place, strange: list[str]) -> Violation:
    names = ", ".join(strange)
    label = f"{place.asset.path} · {place.finding.column}" if of_form(place) else place.label
    where = f"{place.asset.path or place.finding.uri}{f':{place.finding.line}' if place.finding.line else ''}"
    return context.found(
        RULE,
        place,
        Text(
            f"{label} 把访客交给 {names}，受托方清单里没有",
            f"{label} hands visitors to {names}, which is not among the processors",
        ),
        Text(
            "移除；或确认谁引入、传了什么、在境内还是境外，订立合同，写入政策的受托方或第三方清单，再登记到 processors",
            "remove it; or find out who added it, what it sends and to which country, conclude a contract, name it in the policy's"
            " list, then"
            " declare it in processors",
        ),
        clause=context.silent_clause(),
        line=context.register.line("processors"),
        yaml=_lines(tuple(strange)),
        evidence=[("tracker", names), ("path", where)],
    )


@lru_cache(maxsize=256)
def _lines(strange: tuple[str, ...]) -> str:
    """The same for every page, so worked out once."""
    entries = [
        {"id": kind, "name": kind, "fingerprints": {"hosts": [h for h in SERVICES.get(kind, ()) if "." in h][:1]}} for kind in strange
    ]
    return suggest.dumped({"processors": entries})
