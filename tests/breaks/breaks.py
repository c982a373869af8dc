"""The ways to break a company that keeps its word, each with what has to be said of it: all of that and nothing else.

A break changes the estate, or lays lines over the register, or edits policy or law pack. `said`: (rule, place) of every violation that
the unbroken company does not have; `gone`: of those that it has no more (the break took away what they spoke of). Places are
`uri · column`, a uri, or the path of a declaration; one that ends in a star stands for all with that beginning, and `many` says how many
violations there are in all. {main} is the CRM's table of people, WIDER in an overlay a kind that the first scenario does not name. `only`: companies for which it makes sense, `why` not all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pandian.estate.people import check_digit
from tests.breaks.company import Matching
from tests.breaks.estate import COLUMNS, Table

Said = tuple[tuple[str, str], ...]
_MAIN, _ABROAD = "sqlite://crm/{main}", "sqlite://abroad/records_a_abroad"
_NAMES = range(60)


@dataclass(frozen=True, slots=True)
class Break:
    name: str
    what: str
    change: Callable[[Matching], None]
    said: Said
    gone: Said = ()
    only: tuple[str, ...] = ("seed", "mall")
    why: str = ""  # why only for some
    many: dict[str, int] = field(default_factory=dict)  # company -> violations in all, where places end in a star


def _main(made: Matching) -> Table:
    return made.estate.sources["crm"].tables[made.main]


def _column(name: str, kind: str, type_: str = "VARCHAR(200)") -> Callable[[Matching], None]:
    """A new column in the CRM's table of people."""

    def change(made: Matching) -> None:
        value = COLUMNS[kind][1]
        _main(made).put(name, (value(n, p) for n, p in enumerate(made.estate.people)), type_)

    return change


def _lines(overlay: str) -> Callable[[Matching], None]:
    return lambda made: made.estate.overlays.append(overlay)


def _plain_share(
    source: str, path: str, kinds: tuple[str, ...] = ("user.name", "user.contact.phone_number"), age: int = 5, **shelf: str
) -> Callable[[Matching], None]:
    def change(made: Matching) -> None:
        made.estate.file(source, path, made.estate.lines(kinds, _NAMES), age)
        for name, value in shelf.items():
            setattr(made.estate.sources[source], name, value)

    return change


def _remarks(made: Matching) -> None:
    people = made.estate.people
    _main(made).put(
        "remark",
        (f"客户要求回电，手机{p.mobile}，下午联系" if n % 9 == 0 else "已处理，等待客户确认" for n, p in enumerate(people)),
        "TEXT",
    )


def _old_rows(made: Matching) -> None:
    type_, days = _main(made).columns["created_at"]
    _main(made).columns["created_at"] = (type_, ["2019-05-04 08:00:00" if n % 8 == 0 else day for n, day in enumerate(days)])


def _no_clock(made: Matching) -> None:
    del _main(made).columns["created_at"], _main(made).columns["updated_at"]


def _soft_deleted(made: Matching) -> None:
    rows = _main(made).rows
    _main(made).put("is_deleted", (1 if n % 10 == 0 else 0 for n in range(rows)), "INTEGER")
    _main(made).put("deleted_at", ("2026-03-01 00:00:00" if n % 10 == 0 else None for n in range(rows)), "DATETIME")


def _copy_in_a_system(made: Matching) -> None:
    """Of all people, in a system that declares these kinds and says of no flow to it."""
    made.estate.table("mail", "receivers", ["user.name", "user.contact.phone_number"])
    made.estate.overlays.append(
        "systems: [{fides_key: mail, name: 群发, administrating_department: it, server: {environment: prod}, location: CN-SH, bindings: ['sqlite://mail/*']}]\n"
        "processing_activities: [{id: a-mail, name: 群发通知, department: it, systems: [mail], data_uses: [p1], retention: r-all,"
        " data_categories: [user.name, user.contact.phone_number]}]"
    )


def _test_copy(made: Matching) -> None:
    made.estate.table("lab", "customers", ["user.name", "user.contact.phone_number"], range(80))
    made.estate.sources["lab"].environment = "test"


def _without_addresses(made: Matching) -> None:
    for shelf in made.estate.sources.values():
        for table in shelf.tables.values():
            table.columns.pop("address", None)


def _without_source(made: Matching) -> None:
    for name in ("web", "webdb"):
        made.estate.sources.pop(name, None)


def _weakly_masked(made: Matching) -> None:
    type_, phones = _main(made).columns["mobile"]
    _main(made).columns["mobile"] = (type_, [f"{p[:9]}**" for p in phones])


def _children(made: Matching) -> None:
    """The identity numbers of customers become those of people born from 2014 to 2019."""
    (table,) = [t for name, t in made.estate.sources["crm"].tables.items() if "id_card_no" in t.columns]
    bodies = (f"310115{2014 + n % 6}0{n % 9 + 1}1{n % 9}{n % 900 + 100:03d}" for n in range(table.rows))
    table.put("id_card_no", (body + check_digit(body) for body in bodies))


def _stranger(kinds: str, named: bool) -> Callable[[Matching], None]:
    """The CRM runs on the machines of a partner, whom its activities name or not."""
    entry = (
        "recipients: [{id: stranger, name: 数据处理伙伴有限公司, relation: partner, role: controller, contact: {email: a@partner.example}, purposes: [p1, p5],"
        f" methods: [存储], data_categories: [{kinds}], separate_consent: {{obtained: true, evidence: 记录}}, record: 2026-06-01, location: CN-SH}}]\n"
        "systems: [{fides_key: crm, operator: stranger}]"
    )
    activity = "\nprocessing_activities: [{id: a-stranger, name: 托管, department: it, systems: [crm], data_uses: [p1], methods: [存储], retention: r-all, pia: pia-all,"
    activity += " data_categories: [user.name], recipients: [stranger]}]\npia: [{id: pia-all, activities: [a-stranger]}]"
    return _lines(entry + (activity if named else ""))


def _replica(*kinds: str) -> Callable[[Matching], None]:
    def change(made: Matching) -> None:
        held = made.estate.sources["abroad"].tables["records_a_abroad"]
        for kind in kinds:
            name, value = COLUMNS[kind]
            held.put(name, (value(n, made.estate.people[n]) for n in range(40)))

    return change


def _tracker(made: Matching) -> None:
    text, day = made.estate.sources["web"].files["index.html"]
    script = '<script async src="https://www.googletagmanager.com/gtag/js?id=G-AB12CD34EF"></script>'
    made.estate.sources["web"].files["index.html"] = (text.replace("</head>", f"{script}</head>"), day)


def _no_tracker(made: Matching) -> None:
    made.estate.file("web", "index.html", "<!doctype html><html><body>欢迎</body></html>\n")


def _policy(old: str, new: str) -> Callable[[Matching], None]:
    def change(made: Matching) -> None:
        made.estate.policy = lambda text: text.replace(old, new, 1)

    return change


def _small_thresholds(made: Matching) -> None:
    """A law pack in which 30 people are what 100,000 are in the law."""
    made.estate.law = lambda text: text.replace("n: 1000000, unit: persons, window", "n: 30, unit: persons, window").replace(
        "n: 100000, below: 1000000", "n: 10, below: 30"
    )


def _previous(overlay: str) -> Callable[[Matching], None]:
    def change(made: Matching) -> None:
        made.estate.previous = []
        made.estate.overlays.append(overlay)

    return change


BREAKS: tuple[Break, ...] = (
    Break("identity numbers", "a column of resident ids that nobody declares", _column("id_card_no", "user.government_id.national_identification_number"),
          (("INV-001", _MAIN + " · id_card_no"),), only=("seed",), why="the mall declares them"),
    Break("bank cards", "a column of bank cards, a sensitive kind that nobody declares", _column("bank_card_no", "user.financial.account_number"),
          (("INV-001", _MAIN + " · bank_card_no"),)),
    Break("recordings in the CRM", "a kind that is declared for another system or activity only", _column("recording_file", "user.content.call_recording"),
          (("INV-002", _MAIN + " · recording_file"),), only=("mall",), why="the seed's CRM may hold recordings"),
    Break("list on a share", "a spreadsheet of customers where no system is", _plain_share("share", "tmp/list.csv"), (("INV-003", "file://share/tmp/list.csv"),)),
    Break("purpose gone", "an activity without a purpose", _lines("processing_activities: [{id: a-none, name: 备用, department: it, systems: [crm], data_categories: [user.name], retention: r-all}]"),
          (("INV-004", "processing_activities[a-none].data_uses"),)),
    Break("never collected", "a declared kind that no column holds", _without_addresses,
          (("INV-006", "data_categories[user.contact.address]"),), only=("seed",), why="in the mall's replica nothing else reaches a person: INC-003 too"),
    Break("system left out", "a declared system that nobody scans", _without_source, (("INV-007", "systems[web]"),)),
    Break("numbers in remarks", "telephone numbers typed into remarks", _remarks, (("INV-008", _MAIN + " · remark"),)),
    Break("copy in another system", "the CRM's people once more, in a system of which nobody says where it has them from", _copy_in_a_system,
          (("INV-010", "sqlite://mail/receivers"),)),
    Break("old rows", "rows kept for seven years", _old_rows, (("RET-002", _MAIN + " · created_at"),)),
    Break("no date", "a table of people that nothing dates", _no_clock, (("RET-003", _MAIN),)),
    Break("shorter than the law", "a period below a legal minimum", _lines("retention_rules: [{id: r-all, legal_minimum: {period: P5Y, law: 某行业管理办法}}]"),
          (("RET-005", "retention_rules[r-all].period"),)),
    Break("no rule", "an activity without a retention rule", _lines("processing_activities: [{id: a1, retention: null}]"), (("RET-006", "processing_activities[a1].retention"),)),
    Break("soft-deleted", "rows marked as deleted half a year ago and still there", _soft_deleted, (("RET-007", _MAIN + " · is_deleted"),)),
    Break("somebody else's server", "a system that a partner runs, and no activity says so", _stranger("user.name", named=False), (("SHR-001", "sqlite://crm/*"),), many={"seed": 2, "mall": 3}),
    Break("more than agreed", "kinds on a partner's machines that its entry does not name", _stranger("user.name", named=True), (("SHR-005", "sqlite://crm/*"),), many={"seed": 15, "mall": 4}),
    Break("recipient without contact", "a recipient that nobody can reach", _lines("recipients: [{id: r1, contact: null}]"), (("SHR-002", "recipients[r1]"),)),
    Break("contract expired", "an entrustment whose contract ran out", _lines(
        "processors: [{id: d9, name: 云服务商, legal_name: 云服务有限公司, purpose: p1, data_categories: [user.name], methods: [存储], term: 一年, protection_measures: 加密,"
        " contract: {ref: HT-9, signed: 2024-01-01, expires: 2026-06-30}, subprocessing_allowed: false, supervision: {last_checked: 2026-06-01, interval: P1Y}, location: CN, record: 2026-06-01}]"),
          (("SHR-006", "processors[d9].contract.expires"),), gone=(("SHR-008", "recipients[contractors].named"),)),
    Break("replica with more", "a kind abroad that no transfer covers", _replica("user.content.call_recording"), (("INV-002", _ABROAD + " · recording_file"), ("XB-001", _ABROAD + " · recording_file"))),
    Break("too many abroad", "more people abroad than the mechanism allows", _small_thresholds, (("XB-003", "cross_border_transfers[x1].mechanism"),)),
    Break("contract abroad expired", "an export whose standard contract ran out", _lines("cross_border_transfers: [{id: x1, mechanism: {type: standard_contract, expires: 2026-10-31}}]"),
          (("XB-007", "cross_border_transfers[x1].mechanism.expires"),)),
    Break("beyond the approval", "more kinds abroad than were approved", _lines(
        "cross_border_transfers: [{id: x1, mechanism: {type: standard_contract, approved: {data_categories: [user.contact.address]}}}]"), (("XB-009", "cross_border_transfers[x1].mechanism.approved.data_categories*"),), many={"seed": 7}),
    Break("no assessment abroad", "an export without an impact assessment", _lines("cross_border_transfers: [{id: x1, pia: null}]\npia: [{id: pia-all, triggers: []}]"), (("XB-008", "cross_border_transfers[x1].pia"),)),
    Break("weakly masked", "telephone numbers of which two digits are hidden", _weakly_masked, (("SEC-007", _MAIN + " · mobile"),)),
    Break("log with numbers", "telephone numbers in a log", lambda made: made.estate.file("crmfiles", "logs/app.log", "".join(
        f"2026-11-20 10:00:{n % 60:02d} INFO sms sent to {made.estate.people[n].mobile} ok\n" for n in range(50))), (("SEC-001", "file://crmfiles/logs/app.log · text"),)),
    Break("production in the lab", "production's people in a test system", _test_copy, (
        ("SEC-002", "sqlite://lab/customers · contact_name"), ("SEC-002", "sqlite://lab/customers · mobile"))),
    Break("people in code", "real numbers in a fixture of the source code", _plain_share("crmfiles", "tests/fixtures/users.py"), (("SEC-004", "file://crmfiles/tests/fixtures/users.py · text"),)),
    Break("open to everybody", "a system with people that anybody can reach", _lines("systems: [{fides_key: crm, exposure: public}]"), (("SEC-005", "sqlite://crm/*"),), many={"seed": 2, "mall": 3}),
    Break("old dump", "a dump of the database, two years old", _plain_share("crmfiles", "backup/customers_20240101.csv", age=800), (("SEC-008", "file://crmfiles/backup/customers_20240101.csv"),)),
    Break("new tracker", "a tracker that the policy does not name", _tracker, (("WEB-001", "file://web/index.html · text"),)),
    Break("tracker gone", "the declared tracker is on no page any more", _no_tracker, (("WEB-002", "processors[d1]"),), only=("seed",), why="the mall declares no tracker"),
    Break("children", "customers under fourteen", _children, (("MIN-001", "systems[crm]"),), only=("mall",), why="the seed declares nothing that tells an age"),
    Break("nobody in charge", "a department without an owner", _lines("departments: [{id: it, owner: null}]"), (("GOV-001", "departments[it].owner"),)),
    Break("CIIO unknown", "nobody says whether the company is critical", _lines("law_profile: {ciio: null}"), (("GOV-004", "law_profile.ciio"),)),
    Break("audit long ago", "the last audit was in 2020", _lines("audits: [{id: audit, date: 2020-01-01}]"), (("GOV-008", "audits"),)),
    Break("sensitive without assessment", "identity numbers called sensitive, in an activity that nobody assessed", _lines(
        "data_categories: [{fides_key: user.name, sensitivity: sensitive, necessity: 需要, impact: 有}]\n"
        "processing_activities: [{id: a-new, name: 新活动, department: it, systems: [crm], data_uses: [p1], data_categories: [user.name], retention: r-all, separate_consent: {obtained: true, evidence: 记录}}]"),
          (("SPI-002", "processing_activities[a-new].pia"),)),
    Break("expired waiver", "a waiver past its last day", _lines(
        "waivers: [{rule: INV-001, target: 'sqlite://crm/**', reason: 临时例外，等待整改完成, approved_by: DPO, expires: '2026-11-01'}]"), (("WVR-001", "waivers[INV-001][sqlite://crm/**]"),)),
    Break("edited policy", "the policy's file is not the one that was registered", _policy("电话", "电　话"), (("REG-003", "documents[policy-*"),)),
    Break("wider than its scenario", "an activity with a kind that its scenario does not name", _lines("processing_activities: [{id: a1, data_categories: [WIDER]}]"), (("REG-010", "processing_activities[a1].data_categories"),)),
    Break("change without a version", "a purpose that rests on another consent, the policy as it was", _previous("data_uses: [{id: p2, legal_basis: [written_consent]}]"), (("CHG-001", "data_uses[p2]"), ("CHG-003", "data_uses[p2]"))),
)  # fmt: skip
