"""What the *store* is: the ledger of scans on disk, and the only thing that outlives a run.

SQLite by default, PostgreSQL for a team, one schema (SQLAlchemy, Alembic). A checkpoint writes cursor and profiles in one
transaction, an asset's end writes its outcome and all its findings in one: a process killed anywhere leaves a state from
which `resume` comes to the same inventory. A scan has one owner; a process that was taken over cannot write any more.
What people decide of findings is kept beside the scans, in a log that is only ever added to.
Nothing in it is a raw value or a secret.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from connectors.base import Asset, Column, Problem
from scanner.decisions import Decision
from scanner.inventory import FORMAT, AssetRecord, Finding, Inventory, SourceRecord, Status
from scanner.outcome import record
from scanner.profile import ColumnProfile
from scanner.scan import Plan, Progress
from scanner.store_engine import StoreError, cause, engine_of, shown
from scanner.store_tables import ASSET, DECISION, FINDING, SCAN, SOURCE

if TYPE_CHECKING:
    from scanner.people import Crowd

__all__ = ["ScanLedger", "Store", "StoreError"]


def now(moment: datetime | None = None) -> str:
    return (moment or datetime.now(UTC)).isoformat(timespec="seconds")


class Store:
    """An open store. Raises StoreError when it cannot be opened or was written by a newer version."""

    def __init__(self, location: str) -> None:
        self.engine = engine_of(location)
        self.shown = shown(self.engine)
        try:
            self._migrate()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def transaction(self, *, writes: bool = False) -> Iterator[sa.Connection]:
        """All of it or nothing. A lost server or a full disk becomes a StoreError that names the place, and no row's content.

        writes: takes SQLite's lock at the beginning, so that what was read in it is still true when it writes."""
        try:
            with self.engine.execution_options(writes=writes).begin() as connection:
                yield connection
        except sa.exc.SQLAlchemyError as error:
            raise StoreError("store.unusable", f"{self.shown}: {cause(error)}") from None

    def begin(self, plan: Plan, invocation: dict[str, Any]) -> ScanLedger:
        """A new scan. `invocation` is what `resume` needs to build the same plan again; no secrets."""
        moment = datetime.now(UTC)
        scan = f"{moment:%Y%m%d-%H%M%S}-{moment.microsecond:05x}{secrets.token_hex(2)}"  # sorts by time
        header = {
            "version": plan.version, "recognizers": plan.digest, "mode": plan.mode,
            "sample_rows": plan.budget.rows, "seed": plan.budget.seed, "categories": plan.categories,
            "thresholds": plan.thresholds.changes, "plan": plan.fingerprint,
        }  # fmt: skip
        owner = secrets.token_hex(8)
        with self.transaction(writes=True) as connection:
            connection.execute(
                SCAN.insert().values(
                    id=scan,
                    state="running",
                    owner=owner,
                    started=now(moment),
                    finished="",
                    invocation=_dump(invocation),
                    header=_dump(header),
                )
            )
        return ScanLedger(self, scan, owner)

    def resume(self, scan: str = "") -> tuple[ScanLedger, dict[str, Any], dict[str, Any]]:
        """Take over an unfinished scan (the newest unless named): ledger, its invocation, its header."""
        query = sa.select(SCAN).where(SCAN.c.state == "running").order_by(SCAN.c.started.desc(), SCAN.c.id.desc()).limit(1)
        if scan:
            query = sa.select(SCAN).where(SCAN.c.id == scan)
        owner = secrets.token_hex(8)
        with self.transaction(writes=True) as connection:
            row = connection.execute(query).mappings().first()
            if row is None:
                raise StoreError("store.nothing_to_resume", scan)
            if row["state"] == "complete":
                raise StoreError("store.already_complete", scan)
            connection.execute(SCAN.update().where(SCAN.c.id == row["id"]).values(owner=owner))
        return ScanLedger(self, row["id"], owner), json.loads(row["invocation"]), json.loads(row["header"])

    def scans(self) -> list[dict[str, str]]:
        """id, state, started, finished; the newest first."""
        query = sa.select(SCAN.c.id, SCAN.c.state, SCAN.c.started, SCAN.c.finished).order_by(SCAN.c.started.desc(), SCAN.c.id.desc())
        with self.transaction() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def invocation(self, scan: str) -> dict[str, Any]:
        with self.transaction() as connection:
            text = connection.execute(sa.select(SCAN.c.invocation).where(SCAN.c.id == scan)).scalar()
        if text is None:
            raise StoreError("store.no_such_scan", scan)
        return dict(json.loads(text))

    def inventory(self, scan: str = "") -> Inventory:
        """A complete scan (the newest unless named), or as much as there is of an unfinished one when it is named."""
        query = sa.select(SCAN).order_by(SCAN.c.started.desc(), SCAN.c.id.desc()).limit(1)
        query = query.where(SCAN.c.id == scan) if scan else query.where(SCAN.c.state == "complete")
        with self.transaction() as connection:
            row = connection.execute(query).mappings().first()
            if row is None:
                raise StoreError("store.no_such_scan", scan)
            return _inventory(connection, dict(row))

    def earlier(self, scan: str) -> Inventory | None:
        """The newest complete scan of the same sources, data and not only definitions, that began before this one."""
        whole = sa.select(SCAN).where(SCAN.c.state == "complete").order_by(SCAN.c.started.desc(), SCAN.c.id.desc())
        with self.transaction() as connection:
            rows = [dict(row) for row in connection.execute(whole).mappings()]
            mine = _sources(connection, scan)
            before = (row for row in rows if row["id"] < scan and json.loads(row["header"])["mode"] != "schema")
            found = next((row for row in before if _sources(connection, row["id"]) == mine), None)
            return _inventory(connection, found) if found else None

    def find(self, fingerprint: str) -> list[tuple[str, Finding]]:
        """Findings whose fingerprint begins so, as (scan, finding), those of the newest scan first."""
        query = (
            sa.select(FINDING.c.scan, FINDING.c.finding)
            .join(SCAN, SCAN.c.id == FINDING.c.scan)
            .where(FINDING.c.fingerprint.startswith(fingerprint, autoescape=True))
            .order_by(SCAN.c.started.desc(), FINDING.c.scan.desc(), FINDING.c.source, FINDING.c.asset, FINDING.c.number)
        )
        with self.transaction() as connection:
            return [(row.scan, _load_finding(row.finding)) for row in connection.execute(query)]

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Add to the log, all of them or none."""
        rows = [{"fingerprint": d.finding, "decision": _dump(d.to_json())} for d in decisions]
        with self.transaction(writes=True) as connection:
            for row in rows:  # one by one: their order is their number
                connection.execute(DECISION.insert().values(**row))

    def decisions(self, finding: str = "") -> list[Decision]:
        """The log in the order in which it was written, of one finding or of all."""
        query = sa.select(DECISION.c.decision).order_by(DECISION.c.number)
        query = query.where(DECISION.c.fingerprint == finding) if finding else query
        with self.transaction() as connection:
            return [Decision.from_json(json.loads(text)) for text in connection.execute(query).scalars()]

    def _migrate(self) -> None:
        # Alembic costs 0.2 s to import; a store that already stands at our revision does not need it.
        from alembic.runtime.migration import MigrationContext
        from alembic.script import ScriptDirectory

        folder = str(files("scanner") / "migrations")
        script = ScriptDirectory(folder)
        head, known = script.get_current_head(), {r.revision for r in script.walk_revisions()}

        def behind(connection: sa.Connection) -> bool:
            current = MigrationContext.configure(connection).get_current_revision()
            if current is not None and current not in known:
                raise StoreError("store.newer", current)
            return current != head

        with self.transaction() as connection:
            if not behind(connection):
                return
        with self.transaction(writes=True) as connection:
            if connection.dialect.name == "postgresql":  # two first runs at once: the second waits and finds it done
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(0x70616E6469616E)))
            if not behind(connection):
                return
            from alembic import command
            from alembic.config import Config

            config = Config()
            config.set_main_option("script_location", folder.replace("%", "%%"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


class ScanLedger:
    """`scanner.scan.Ledger` of one scan in a store."""

    def __init__(self, store: Store, scan: str, owner: str) -> None:
        self.store = store
        self.scan = scan
        self.owner = owner
        with store.transaction() as connection:
            query = sa.select(ASSET.c.source, ASSET.c.number).where(ASSET.c.scan == scan, ASSET.c.outcome.is_not(None))
            self._done = {(row.source, row.number) for row in connection.execute(query)}

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        """A transaction that only the owner can make."""
        with self.store.transaction(writes=True) as connection:
            fence = SCAN.update().where(SCAN.c.id == self.scan, SCAN.c.owner == self.owner).values(owner=self.owner)
            if connection.execute(fence).rowcount != 1:
                raise StoreError("store.taken_over", self.scan)
            yield connection

    def learned(self) -> tuple[dict[str, Any], ...] | None:
        with self.store.transaction() as connection:
            header = json.loads(connection.execute(sa.select(SCAN.c.header).where(SCAN.c.id == self.scan)).scalar_one())
        return tuple(header["learned"]) if "learned" in header else None

    def learn(self, facts: tuple[dict[str, Any], ...]) -> None:
        with self._writing() as connection:
            header = json.loads(connection.execute(sa.select(SCAN.c.header).where(SCAN.c.id == self.scan)).scalar_one())
            connection.execute(SCAN.update().where(SCAN.c.id == self.scan).values(header=_dump({**header, "learned": facts})))

    def planned(self, source: int) -> list[Asset] | None:
        with self.store.transaction() as connection:
            if connection.execute(sa.select(SOURCE.c.number).where(SOURCE.c.scan == self.scan, SOURCE.c.number == source)).first() is None:
                return None
            query = sa.select(ASSET.c.asset).where(ASSET.c.scan == self.scan, ASSET.c.source == source).order_by(ASSET.c.number)
            return [_load_asset(text) for text in connection.execute(query).scalars()]

    def plan(self, source: int, outcome: SourceRecord, assets: list[Asset]) -> None:
        with self._writing() as connection:
            connection.execute(SOURCE.delete().where(SOURCE.c.scan == self.scan, SOURCE.c.number == source))
            connection.execute(SOURCE.insert().values(scan=self.scan, number=source, record=_dump(asdict(outcome))))
            rows = [{"scan": self.scan, "source": source, "number": n, "asset": _dump(asdict(a))} for n, a in enumerate(assets)]
            if rows and self._count(connection, source) == 0:
                connection.execute(ASSET.insert(), rows)

    def _count(self, connection: sa.Connection, source: int) -> int:
        query = sa.select(sa.func.count()).select_from(ASSET).where(ASSET.c.scan == self.scan, ASSET.c.source == source)
        return int(connection.execute(query).scalar_one())

    def done(self, source: int, asset: int) -> bool:
        return (source, asset) in self._done

    def progress(self, source: int, asset: int) -> Progress:
        with self.store.transaction() as connection:
            text = connection.execute(sa.select(ASSET.c.progress).where(*self._place(source, asset))).scalar()
        if text is None:
            return Progress()
        data = json.loads(text)
        profiles = {name: ColumnProfile.from_json(p) for name, p in data.pop("profiles").items()}
        return Progress(**{**data, "crowd": _load_crowd(data.get("crowd"))}, profiles=profiles)

    def checkpoint(self, source: int, asset: int, progress: Progress) -> None:
        data = {
            "cursor": progress.cursor, "rows": progress.rows, "bad": progress.bad, "cut": progress.cut,
            "profiles": {name: profile.to_json() for name, profile in progress.profiles.items()},
            "crowd": None if progress.crowd is None else progress.crowd.to_json(),
        }  # fmt: skip
        with self._writing() as connection:
            connection.execute(ASSET.update().where(*self._place(source, asset)).values(progress=_dump(data)))

    def finish(self, source: int, asset: int, outcome: AssetRecord, found: tuple[Finding, ...]) -> None:
        rows = [
            {"scan": self.scan, "source": source, "asset": asset, "number": n, "fingerprint": f.fingerprint, "finding": _dump(asdict(f))}
            for n, f in enumerate(found)
        ]
        with self._writing() as connection:
            connection.execute(ASSET.update().where(*self._place(source, asset)).values(outcome=_dump(asdict(outcome)), progress=None))
            if rows:
                connection.execute(FINDING.insert(), rows)
        self._done.add((source, asset))

    def fail_source(self, source: int, outcome: SourceRecord) -> None:
        with self._writing() as connection:
            place = (SOURCE.c.scan == self.scan, SOURCE.c.number == source)
            connection.execute(SOURCE.update().where(*place).values(record=_dump(asdict(outcome))))

    def inventory(self, plan: Plan) -> Inventory:
        """Close the scan and read it back: what is reported is what is stored."""
        with self._writing() as connection:
            connection.execute(SCAN.update().where(SCAN.c.id == self.scan).values(state="complete", finished=now()))
        return self.store.inventory(self.scan)

    def _place(self, source: int, asset: int) -> tuple[sa.ColumnElement[bool], ...]:
        return ASSET.c.scan == self.scan, ASSET.c.source == source, ASSET.c.number == asset


def _dump(data: Any) -> str:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"), default=str)


def _load_asset(text: str) -> Asset:
    data = json.loads(text)
    columns = tuple(Column(**c) for c in data.pop("columns"))
    problem = data.pop("problem")
    partitions = tuple(data.pop("partitions", ()))
    return Asset(**data, columns=columns, problem=Problem(**problem) if problem else None, partitions=partitions)


def _load_crowd(data: dict[str, Any] | None) -> Crowd | None:
    if data is None:
        return None
    from scanner.people import Crowd  # Arrow, which the gate does not have

    return Crowd.from_json(data)


def _load_finding(text: str) -> Finding:
    shell = {"format": FORMAT, "scan": "", "started": "", "finished": "", "version": "", "recognizers": "", "mode": ""}
    return Inventory.from_json({**shell, "sources": [], "assets": [], "findings": [json.loads(text)]}).findings[0]


def _inventory(connection: sa.Connection, scan: dict[str, Any]) -> Inventory:
    """Rows to an Inventory, everything in the order of the plan."""
    here = scan["id"]
    sources = connection.execute(sa.select(SOURCE.c.record).where(SOURCE.c.scan == here).order_by(SOURCE.c.number)).scalars()
    place = (ASSET.c.source, ASSET.c.number)
    outcomes = sa.select(ASSET.c.asset, ASSET.c.progress, ASSET.c.outcome).where(ASSET.c.scan == here).order_by(*place)
    header = json.loads(scan["header"])
    header.pop("plan", None)
    found = sa.select(FINDING.c.finding).where(FINDING.c.scan == here).order_by(FINDING.c.source, FINDING.c.asset, FINDING.c.number)
    return Inventory.from_json(
        {
            "format": FORMAT,
            "scan": here,
            "started": scan["started"],
            "finished": scan["finished"],
            **header,
            "sources": [json.loads(text) for text in sources],
            "assets": [json.loads(row.outcome) if row.outcome else _unfinished(row) for row in connection.execute(outcomes)],
            "findings": [json.loads(text) for text in connection.execute(found).scalars()],
        }
    )


def _sources(connection: sa.Connection, scan: str) -> list[tuple[str, str]]:
    """Name and location of a scan's sources."""
    records = connection.execute(sa.select(SOURCE.c.record).where(SOURCE.c.scan == scan)).scalars()
    return sorted((source["name"], source["location"]) for source in map(json.loads, records))


def _unfinished(row: Any) -> dict[str, Any]:
    """An asset that an interrupted scan has not come to the end of: listed, so that nobody takes it for read."""
    status = Status.PARTIAL if row.progress else Status.ERROR
    return asdict(record(_load_asset(row.asset), {}, status=status, reason="interrupted"))
