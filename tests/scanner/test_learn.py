"""A scan learns how the company writes its customer numbers, finds them elsewhere, and stays the same when it is resumed."""

from __future__ import annotations

import csv
import json
import random
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

import scanner.scan
from connectors.base import Asset, AssetUnreadable, Budget, Source, SourceUnavailable
from recognizers import catalogue, digest
from recognizers.find import in_text
from scanner.inventory import Finding, Inventory, Verdict
from scanner.learn import ASSETS, learn
from scanner.learned import ENTITY, PATTERNS, fact_of, format_of, patterns, taught
from scanner.memory import MemoryLedger
from scanner.observe import Observer
from scanner.scan import Plan, run
from scanner.sketch import Key
from scanner.store import Store
from tests.connectors.hostile import Hostile, Trap

RECOGNIZERS = catalogue()
DIGEST = digest(RECOGNIZERS)
KEY = Key(bytes(32))
KH = "KH(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{4}"


def number(n: int) -> str:
    return f"KH{2015 + n % 10}{n % 12 + 1:02}{n * 37 % 10_000:04}"


NUMBERS = [number(n) for n in range(400)]


def table(path: Path, header: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([tuple(header), *rows])


def customers(folder: Path, header: str = "客户编号", numbers: Iterable[str] = NUMBERS) -> None:
    rows = [(v, "王李张刘陈"[n % 5] + "伟芳娜敏静"[n % 4], f"139{n * 7919 % 10**8:08}") for n, v in enumerate(numbers)]
    table(folder / "customers.csv", (header, "姓名", "手机号"), rows)


def orders(folder: Path, column: str = "buyer", numbers: Iterable[str] = NUMBERS[:200]) -> None:
    rows = [(f"DD{n:08}", v, n * 3 % 97 + 1) for n, v in enumerate([*numbers, *numbers])]
    table(folder / "orders.csv", ("order_no", column, "qty"), rows)


def notes(folder: Path) -> None:
    lines = [f"{v}要求改约，已处理" if n % 3 == 0 else "今天没有新的来电" for n, v in enumerate(NUMBERS[:60])]
    (folder / "notes.txt").write_text("\n".join(lines), "utf-8")


def scan(*sources: Path | str, ledger: Any = None, observer: Observer | None = None, **fields: Any) -> Inventory:
    named = tuple(Source(f"s{n}", str(s)) for n, s in enumerate(sources))
    plan = replace(Plan(named, RECOGNIZERS, DIGEST, "0", "full", Budget(rows=None)), **fields)
    return run(plan, ledger or MemoryLedger(), observer or Observer(RECOGNIZERS, KEY))


def found(inventory: Inventory, name: str, column: str = "") -> Finding | None:
    return next(
        (f for f in inventory.findings if f.entity == ENTITY and f.uri.split("/")[-1].endswith(name) and column in ("", f.column)), None
    )


def plain(inventory: Inventory) -> dict[str, Any]:
    return {k: v for k, v in json.loads(json.dumps(inventory.to_json())).items() if k not in ("scan", "started", "finished")}


# -- what is learned ------------------------------------------------------------------------------------------------------


def test_from_the_customers_to_the_notes(tmp_path: Path) -> None:
    customers(tmp_path)
    orders(tmp_path)
    notes(tmp_path)
    inventory = scan(tmp_path)
    assert [(f["uri"], f["column"], f["how"], f["core"]) for f in inventory.learned] == [
        ("file://s0/customers.csv", "客户编号", "header", KH),
        ("file://s0/orders.csv", "buyer", "join", ""),
    ]
    assert inventory.learned[1]["beside"] == "file://s0/customers.csv 客户编号"
    in_notes, joined = found(inventory, "notes.txt"), found(inventory, "orders.csv", "buyer")
    assert in_notes is not None and in_notes.values == 20 and in_notes.verdict is Verdict.LIKELY
    assert joined is not None and (joined.verdict, joined.matched) == (Verdict.CONFIRMED, 400)
    assert [e.kind for e in joined.evidence][:2] == ["join", "values"]
    assert found(inventory, "orders.csv", "order_no") is None
    assert not [v for v in NUMBERS if v in json.dumps(plain(inventory), ensure_ascii=False)], "no raw value is told"


def test_without_customers_nothing_is_found(tmp_path: Path) -> None:
    orders(tmp_path)
    notes(tmp_path)
    inventory = scan(tmp_path)
    assert inventory.learned == ()
    assert [f for f in inventory.findings if f.entity == ENTITY] == []


def test_over_sources_and_numbers_without_a_telling_form(tmp_path: Path) -> None:
    """Bare digits are too open to search with; the same values under `buyer_id` are the customer's all the same."""
    bare = [str(10**9 + n * 7_777_777) for n in range(300)]
    (tmp_path / "crm").mkdir()
    customers(tmp_path / "crm", numbers=bare)
    with sqlite3.connect(tmp_path / "shop.db") as db:
        db.execute("create table sale (sale_no text, buyer_id bigint, shelf_id bigint)")
        db.executemany("insert into sale values (?,?,?)", [(f"S{n:07}", int(v), 10**9 + n) for n, v in enumerate(bare[:150])])
    inventory = scan(tmp_path / "crm", f"sqlite:///{tmp_path}/shop.db")
    assert [(f["column"], f["how"], f["scope"]) for f in inventory.learned] == [
        ("客户编号", "header", "header"),
        ("buyer_id", "join", "header"),
    ]
    joined = found(inventory, "sale", "buyer_id")
    assert joined is not None and joined.verdict is Verdict.CONFIRMED
    assert found(inventory, "sale", "shelf_id") is None


def test_a_likely_column_needs_a_join(tmp_path: Path) -> None:
    customers(tmp_path, header="ref_code")
    assert scan(tmp_path).learned == ()
    orders(tmp_path, column="客户")
    inventory = scan(tmp_path)
    assert [(f["column"], f["how"], f["core"]) for f in inventory.learned] == [("ref_code", "join", KH)]
    assert found(inventory, "customers.csv", "ref_code") is not None


@pytest.mark.parametrize("header", ["order_no", "合同编号", "bill_code"])
def test_numbers_of_things_are_not_learned(tmp_path: Path, header: str) -> None:
    customers(tmp_path, header=header)
    orders(tmp_path, column="客户")
    assert scan(tmp_path).learned == ()


@pytest.mark.parametrize(
    "numbers",
    [
        [str(n) for n in range(1, 300)], [f"{n:08}" for n in range(1, 300)], [f"138{n * 31_337 % 10**8:08}" for n in range(300)],
        [f"{2015 + n % 9}{n % 12 + 1:02}{n % 28 + 1:02}" for n in range(300)], ["KH0001", "KH0002"] * 100,
    ],
    ids=["row ids", "row ids with zeros", "phones", "days", "two values"],
)  # fmt: skip
def test_what_has_no_format_teaches_nothing(tmp_path: Path, numbers: list[str]) -> None:
    customers(tmp_path, numbers=numbers)
    orders(tmp_path, numbers=numbers)
    assert scan(tmp_path).learned == ()


def test_a_rival_takes_the_format_away(tmp_path: Path) -> None:
    """Suppliers are numbered in the same way: the form is not the customer's alone."""
    customers(tmp_path)
    notes(tmp_path)
    rows = [(f"KH{2015 + n % 10}{n % 12 + 1:02}{n * 37 % 10_000 + 5:04}", n) for n in range(300)]
    table(tmp_path / "goods.csv", ("item_code", "qty"), [r for r in rows if r[0] not in NUMBERS])
    inventory = scan(tmp_path)
    assert [f["scope"] for f in inventory.learned] == ["header"]
    assert found(inventory, "notes.txt") is None
    assert found(inventory, "customers.csv") is not None


def test_a_sample_of_a_large_table_is_no_proof_of_a_rival(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "crm.db") as db:
        db.execute("create table customers (customer_no text, name text)")
        db.execute("create table sale (sale_no text, buyer text)")
        db.executemany("insert into customers values (?,?)", [(f"KH{n * 977 % 10**7:07}", "王伟") for n in range(40_000)])
        db.executemany("insert into sale values (?,?)", [(f"S{n:07}", f"KH{n * 31 * 977 % 10**7:07}") for n in range(1_000)])
        db.execute("create table later (remark text)")
        db.executemany("insert into later values (?)", [(f"已回访KH{n * 977 % 10**7:07}",) for n in range(50)])
    inventory = scan(f"sqlite:///{tmp_path}/crm.db", mode="sample", budget=Budget(rows=1_000))
    assert [f["scope"] for f in inventory.learned if f["how"] == "header"] == ["anywhere"]
    assert (remark := found(inventory, "later", "remark")) is not None and remark.values == 50


def test_a_check_digit_is_asked_for(tmp_path: Path) -> None:
    from recognizers import _checks

    def checked(body: str) -> str:
        return next(body + c for c in "0123456789" if _checks.passes("luhn", body + c))

    right = [checked(f"VC{n * 7919 % 10**8:08}") for n in range(200)]
    customers(tmp_path, numbers=right)
    (tmp_path / "notes.txt").write_text(
        "\n".join(f"来电{v}" for v in (*right[:5], f"VC12345678{(int(checked('VC12345678')[-1]) + 1) % 10}")), "utf-8"
    )
    inventory = scan(tmp_path)
    (fact,) = inventory.learned
    assert (fact["core"], fact["check"]) == ("VC[0-9]{9}", "luhn")
    assert (in_notes := found(inventory, "notes.txt")) is not None and in_notes.values == 5


# -- a scan that learns is still a scan -----------------------------------------------------------------------------------


@dataclass
class Counted:
    """A connector's reads, counted; the rest goes through."""

    connector: Any
    read_: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connector, name)

    def read(self, asset: Asset, *arguments: Any) -> Any:
        self.read_.append(asset.name)
        return self.connector.read(asset, *arguments)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    opened: list[Counted] = []
    real = scanner.scan.open_source

    def open_(source: Source) -> Any:
        opened.append(Counted(real(source)))
        return opened[-1]

    monkeypatch.setattr(scanner.scan, "open_source", open_)
    return lambda: [name for c in opened for name in c.read_]


def test_nothing_to_learn_costs_no_read(tmp_path: Path, counted: Callable[[], list[str]]) -> None:
    orders(tmp_path)
    notes(tmp_path)
    table(tmp_path / "people.csv", ("name", "mobile"), [("王伟", f"139{n:08}") for n in range(50)])
    observer = Observer(RECOGNIZERS, KEY)
    inventory = scan(tmp_path, observer=observer)
    assert sorted(counted()) == ["notes.txt", "orders.csv", "people.csv"]
    assert inventory.learned == ()
    assert taught(RECOGNIZERS, ()) is RECOGNIZERS


def test_only_what_can_teach_is_read_twice(tmp_path: Path, counted: Callable[[], list[str]]) -> None:
    customers(tmp_path)
    orders(tmp_path)
    notes(tmp_path)
    table(tmp_path / "rates.csv", ("currency", "rate"), [("CNY", n / 7) for n in range(50)])
    scan(tmp_path)
    assert sorted(counted()) == ["customers.csv", "customers.csv", "notes.txt", "orders.csv", "orders.csv", "rates.csv"]


def test_schema_scans_learn_nothing(tmp_path: Path) -> None:
    customers(tmp_path)
    plan = Plan((Source("s", str(tmp_path)),), RECOGNIZERS, DIGEST, "0", "schema")
    assert run(plan, MemoryLedger()).learned == ()


def test_store_and_memory_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for make in (customers, orders, notes):
        make(tmp_path / "data")
    store = Store(str(tmp_path / "store.db"))
    try:
        plan = Plan((Source("s0", str(tmp_path / "data")),), RECOGNIZERS, DIGEST, "0", "full", Budget(rows=None))
        kept = scan(tmp_path / "data", ledger=store.begin(plan, {}))
        assert plain(kept) == plain(scan(tmp_path / "data"))
        assert plain(store.inventory()) == plain(kept)
        assert plain(Inventory.from_json(kept.to_json())) == plain(kept)
    finally:
        store.close()


class Killed(BaseException):
    """As a signal: nothing catches it."""


@pytest.mark.parametrize("seed", range(6))
def test_resumed_it_learns_nothing_new(tmp_path: Path, seed: int) -> None:
    """Interrupted anywhere, and resumed after the customers have gone: the notes are still read with what was learned."""
    data = tmp_path / "data"
    data.mkdir()
    for make in (customers, orders, notes):
        make(data)
    expected = plain(scan(data, budget=Budget(rows=None, batch_rows=50), checkpoint_seconds=0))
    plan = Plan((Source("s0", str(data)),), RECOGNIZERS, DIGEST, "0", "full", Budget(rows=None, batch_rows=50), 0)
    store, left = Store(str(tmp_path / "store.db")), random.Random(seed).randrange(1, 17)

    def tell(event: str, facts: dict[str, Any]) -> None:
        nonlocal left
        left -= event == "rows"
        if not left:
            raise Killed

    try:
        with pytest.raises(Killed):
            run(plan, store.begin(plan, {}), Observer(RECOGNIZERS, KEY), tell)
        ledger, _, _ = store.resume()
        known = ledger.learned()
        assert known is not None and list(known) == expected["learned"]
        if ledger.done(0, 0):
            (data / "customers.csv").write_text("客户编号,姓名\n1,王伟\n", "utf-8")
        assert plain(run(plan, ledger, Observer(RECOGNIZERS, KEY))) == expected
    finally:
        store.close()


@pytest.mark.parametrize("at", [0, 8])
@pytest.mark.parametrize("error", [AssetUnreadable("locked"), SourceUnavailable("connection_lost"), RuntimeError("x"), MemoryError()])
def test_what_breaks_while_learning_teaches_nothing(error: Exception, at: int) -> None:
    connector = Hostile([Trap("customers", rows=500, columns=("customer_no", "name"), cell=lambda _, row: number(row), at=at, error=error)])
    assert learn([(connector, list(connector.discover())), (None, [])], RECOGNIZERS, KEY, Budget()) == ()
    assert (connector.open, connector.reads["customers"]) == (0, 1)


def test_a_scan_without_the_entity_learns_nothing(tmp_path: Path) -> None:
    customers(tmp_path)
    some = tuple(r for r in RECOGNIZERS if r.entity != ENTITY)
    assert scan(tmp_path, recognizers=some, observer=Observer(some, KEY)).learned == ()


def test_the_number_of_assets_is_bounded(tmp_path: Path, counted: Callable[[], list[str]]) -> None:
    with sqlite3.connect(tmp_path / "many.db") as db:
        for n in range(ASSETS + 5):
            db.execute(f"create table customer_{n:03} (customer_no text)")
    scan(f"sqlite:///{tmp_path}/many.db")
    assert len(counted()) == ASSETS + ASSETS + 5


# -- facts ----------------------------------------------------------------------------------------------------------------


def facts(*cores: str) -> list[dict[str, Any]]:
    from recognizers._formats import Format

    made = [Format(core, "anywhere", 0.6, "", 2, ("名", "name"), "", 100 + n, 1.0) for n, core in enumerate(cores)]
    return [fact_of(f"file://s/{n}", "c", "header", "", 1.0, 1, f) for n, f in enumerate(made)]


def test_facts_are_plain_and_come_back() -> None:
    (fact,) = facts("KH[0-9]{8}")
    assert json.loads(json.dumps(fact)) == fact
    assert fact_of("file://s/0", "c", "header", "", 1.0, 1, format_of(fact)) == fact


def test_patterns_are_few_and_the_best() -> None:
    made = patterns(facts(*(f"K{c}[0-9]{{8}}" for c in "ABCDEFGHIJKL")))
    assert [p.name for p, _ in made] == [f"learned_{n}" for n in range(1, PATTERNS + 1)]
    assert made[0][0].core == "KL[0-9]{8}"


def test_bare_numbers_with_and_without_check_digit_are_left_out() -> None:
    first, second = facts("[0-9]{10}", "[0-9]{12}")
    first |= {"letters": 0, "check": "luhn"}
    second |= {"letters": 0}
    assert [p.core for p, _ in patterns([first])] == ["[0-9]{10}"]
    assert [p.core for p, _ in patterns([first, second])] == ["[0-9]{12}"]


def test_taught_recognizers_find_it_in_text() -> None:
    knowing = taught(RECOGNIZERS, facts("KH[0-9]{8}"))
    text = "已转KH20230001，勿用AKH20230001或KH202300012"
    assert [(text[m.start : m.end], m.pattern) for m in in_text(text, knowing) if m.entity == ENTITY] == [("KH20230001", "learned_1")]
    assert [m for m in in_text(text, RECOGNIZERS) if m.entity == ENTITY] == []


# -- pandian learn --------------------------------------------------------------------------------------------------------


def test_the_command_and_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from pandian.cli import root
    from recognizers.custom import Lineup, add
    from register import yaml

    (tmp_path / "data").mkdir()
    customers(tmp_path / "data")
    orders(tmp_path / "data")
    store = str(tmp_path / "store.db")
    monkeypatch.setenv("PANDIAN_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Any:
        done = CliRunner().invoke(root, [*arguments, "--store", store, "--lang", "en"], standalone_mode=False)
        assert done.exception is None, done.output
        return done

    call("scan", str(tmp_path / "data"), "-q", "--fail-on", "never")
    told = call("learn", "--write", "learned.yaml").output
    assert KH in told and "buyer" in told and "KH + year and month + 4 digits" in told
    text = (tmp_path / "learned.yaml").read_text("utf-8")
    assert not [v for v in NUMBERS if v in told + text]
    lineup, mistakes = add(yaml.load(text.encode()).data, "learned.yaml", Lineup(RECOGNIZERS))
    assert mistakes == []
    assert [m.pattern for m in in_text(f"已转{NUMBERS[0]}", lineup.recognizers) if m.entity == ENTITY] == ["learned_1"]
