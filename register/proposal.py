"""What a *proposal* is: a reviewed, never executed statement that would delete or anonymise what a table keeps too long.

For a person to read, run and answer for: the rule and clause, the counts and the limit come first, then a SELECT that has to give
the number that the scan counted, then the DELETE or UPDATE in a transaction that ends with ROLLBACK. Pandian reads databases
through sessions that cannot write and runs none of this. Where a law asks for longer than the rule keeps, no statement is made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from register import sql
from register.context import Context
from register.entries import RetentionRule
from register.retention import Age, Standing, standings
from register.suggest import slug
from register.violation import Text

BATCH = 10_000  # rows of one transaction, about
_MOST = 200  # transactions of one proposal


@dataclass(frozen=True, slots=True)
class Proposal:
    """text: the file for a person, comments in one language. runs: whether it holds a statement at all."""

    uri: str
    dialect: sql.Dialect
    action: str
    text: str
    runs: bool

    @property
    def file(self) -> str:
        """A file name that no source chooses: readable, and different for every asset."""
        return f"{slug(self.uri.split('://', 1)[-1])}-{hashlib.sha256(self.uri.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}.sql"


def proposals(context: Context, lang: str) -> Iterator[Proposal]:
    """One for every asset with rows past their period, in the order of their addresses."""
    for found in sorted(standings(context), key=lambda s: s.asset.uri):
        if found.rule and found.age and found.is_overdue:
            yield proposal(context, found, found.rule, found.age, lang)


def proposal(context: Context, found: Standing, rule: RetentionRule, age: Age, lang: str) -> Proposal:
    dialect = sql.dialect_of(found.asset.uri)
    head = _head(context, found, rule, dialect)
    reason = _withheld(found, rule, age)
    lines: list[str] = []
    if reason is None:
        try:
            lines = _statements(found, rule, age, dialect, lang)
        except sql.Unwritable:
            reason = Text(
                "表名或字段名有看不见的字符，请人工编写语句", "a name has characters that do not show: write the statement by hand"
            )
    said = [*head, *([reason] if reason else [])]
    return Proposal(
        found.asset.uri, dialect, rule.action, "\n".join([*(sql.comment(t.in_language(lang)) for t in said), *lines, ""]), not reason
    )


# -- the comments --------------------------------------------------------------------------------------------------------------


def _head(context: Context, found: Standing, rule: RetentionRule, dialect: sql.Dialect) -> Iterator[Text]:
    yield Text(
        "供人工复核的建议，盘点程序从不执行它。执行前请核对条件、外键和备份。",
        "A proposal to review before running; Pandian never executes this. Check the condition, foreign keys and backups first.",
    )
    yield Text(f"对象：{found.asset.uri}", f"Object: {found.asset.uri}")
    period = f"{rule.period.text if rule.period else ''}{f' + {rule.grace.text}' if rule.grace else ''}"
    yield Text(
        f"规则：{rule.id}，期限 {period}，起算 {rule.start or '未写'}，到期处理 {rule.action}",
        f"Rule: {rule.id}, period {period}, start {rule.start or 'not stated'}, action {rule.action}",
    )
    statement = context.register.statement
    if statement and statement.clause:
        clause = statement.clause
        yield Text(
            f"政策关于期限的条款：{clause.document} {clause.clause} “{clause.quote}”",
            f"The policy on periods: {clause.document} {clause.clause} “{clause.quote}”",
        )
    yield from _counts(context, found)
    yield from _minimums(found)
    if found.partitions:
        names = ", ".join(found.partitions[:50])
        yield Text(f"整个超期的分区（可整个卸下）：{names}", f"Partitions wholly overdue (they can be detached whole): {names}")
    if dialect == "mysql":
        yield Text(
            "注意：MyISAM、Aria 等引擎没有事务，ROLLBACK 不起作用。",
            "Note: engines such as MyISAM or Aria have no transactions, ROLLBACK undoes nothing.",
        )
    yield Text(
        "注意：带 ON DELETE CASCADE 的外键会连带删除别的表的行。",
        "Note: foreign keys with ON DELETE CASCADE delete rows of other tables too.",
    )


def _counts(context: Context, found: Standing) -> Iterator[Text]:
    limit = found.limit
    if found.overdue:
        basis = _BASES[found.overdue.basis]
        yield Text(
            f"扫描 {context.inventory.finished[:10]}：早于 {limit} 的 {found.overdue.rows} 行（{basis.zh}），共 {found.overdue.of} 行",
            f"Scan of {context.inventory.finished[:10]}: rows before {limit}: {found.overdue.rows} ({basis.en}) of {found.overdue.of}",
        )
    people = found.overdue_people
    yield Text(
        f"涉及人数：{'未统计' if people is None else f'约 {people}'}", f"People: {'not counted' if people is None else f'about {people}'}"
    )


def _minimums(found: Standing) -> Iterator[Text]:
    for floor in found.floors:
        read = Text("", "") if floor.verified else Text("，条文未核对", ", text of the law not checked")
        yield Text(
            f"法定最短期限：{floor.law} {floor.period.text}（{floor.why.zh}{read.zh}）",
            f"Legal minimum: {floor.law} {floor.period.text} ({floor.why.en}{read.en})",
        )


def _withheld(found: Standing, rule: RetentionRule, age: Age) -> Text | None:
    """Why there is no statement, None where there is one."""
    if any(floor.broken for floor in found.floors):
        return Text(
            "规则短于法定最短期限（RET-005），先改正规则，此前不给出语句。",
            "The rule is shorter than a legal minimum (RET-005): correct it first, no statement until then.",
        )
    if rule.action == "archive_restricted":
        return Text(
            "到期处理是限制归档：移到只有授权人员能用的存储，原处删除；没有可通用的语句。",
            "The action is a restricted archive: move the rows where only authorised people reach them, then delete them here;"
            " no statement fits all.",
        )
    if found.asset.kind in ("file", "sheet"):
        return Text("这是文件：按规则处理整个文件或其中的行。", "This is a file: treat it, or its rows, as the rule says.")
    if found.asset.kind != "table" or not age.is_column:
        return Text("不是有时间字段的表，没有语句。", "Not a table with a clock column: no statement.")
    if rule.action == "anonymize" and not _personal(found, age):
        return Text(
            "除时间字段外没有可清空的个人信息字段，没有语句。", "No column with personal information but the clock to empty: no statement."
        )
    return None


# -- the statements ------------------------------------------------------------------------------------------------------------


def _statements(found: Standing, rule: RetentionRule, age: Age, dialect: sql.Dialect, lang: str) -> list[str]:
    """Raises sql.Unwritable."""
    asset = found.asset
    types = {column.name: column.type for column in asset.columns}
    bare = sql.quote(asset.name, dialect)
    table = f"{sql.quote(asset.schema, dialect)}.{bare}" if asset.schema else bare
    if dialect == "postgresql" and not asset.partitions:
        table = f"ONLY {table}"  # tables that inherit from it are assets of their own
    clock = sql.Clock(f"{bare}.{sql.quote(age.clock, dialect)}", types.get(age.clock, ""), age.forms)
    personal = _personal(found, age)
    kept = _still_there(personal, bare, dialect) if rule.action == "anonymize" else ""
    lines = ["", *_zone(clock, dialect)]
    if sql.loses(clock):
        lines.append(sql.comment(_LOOSE.in_language(lang)))
    whole = sql.older(clock, sql.FIRST, date.fromisoformat(found.limit), dialect)
    lines += [
        sql.comment(_COUNT.in_language(lang).format(rows=found.overdue.rows if found.overdue else 0)),
        f"SELECT COUNT(*) FROM {table}\nWHERE {whole}{kept};",
    ]
    for low, high, limited in _batches(found, age, dialect):
        condition = f"WHERE {sql.older(clock, low, high, dialect)}{kept}{f' LIMIT {BATCH}' if limited else ''}"
        lines += ["", *([sql.comment(_AGAIN.in_language(lang))] if limited else [])]
        lines += sql.wrapped(
            dialect, _change(table, condition, personal, rule.action, found, dialect, lang), sql.comment(_COMMIT.in_language(lang))
        )
    return lines


def _change(table: str, condition: str, personal: list[str], action: str, found: Standing, dialect: sql.Dialect, lang: str) -> list[str]:
    if action != "anonymize":
        return [f"DELETE FROM {table}\n{condition};"]
    kinds = {p.finding.column: p.finding.category for p in found.places}
    masked = _MASKED.in_language(lang)
    sets = [f"{sql.quote(column, dialect)} = NULL  {sql.comment(f'{kinds[column]}; {masked}')}" for column in personal]
    return [f"UPDATE {table} SET\n    " + "\n  , ".join(sets) + f"\n{condition};"]


def _personal(found: Standing, age: Age) -> list[str]:
    """Columns to empty; the clock stays, for it tells what is done."""
    return list(dict.fromkeys(p.finding.column for p in found.places if p.finding.column not in ("", age.clock)))


def _still_there(personal: list[str], bare: str, dialect: sql.Dialect) -> str:
    """So that a second run changes nothing, and the count is of rows that still name somebody."""
    return "\n  AND (" + " OR ".join(f"{bare}.{sql.quote(column, dialect)} IS NOT NULL" for column in personal) + ")"


def _zone(clock: sql.Clock, dialect: sql.Dialect) -> list[str]:
    """The scan reads TIMESTAMP of MySQL in UTC."""
    return ["SET time_zone = '+00:00';"] if dialect == "mysql" and clock.type.lower().startswith("timestamp") else []


def _batches(found: Standing, age: Age, dialect: sql.Dialect) -> Iterator[tuple[date, date, bool]]:
    """(from, before, with LIMIT): one for a few rows; else in MySQL one that is run again and again, elsewhere spans of days of
    about BATCH rows, for standard SQL has no DELETE … LIMIT."""
    end = date.fromisoformat(found.limit)
    rows = found.overdue.rows if found.overdue else 0
    if rows <= BATCH or dialect == "mysql":
        yield sql.FIRST, end, rows > BATCH
        return
    overdue = {day: n for day, n in sorted((age.days or {}).items()) if day < found.limit}
    share, low, held = max(BATCH, rows / _MOST) * sum(overdue.values()) / rows, sql.FIRST, 0
    for day, n in overdue.items():
        if held and held + n > share:
            yield low, date.fromisoformat(day), False
            low, held = date.fromisoformat(day), 0
        held += n
    yield low, end, False


_BASES = {
    "counted": Text("全量计数", "counted"),
    "sample": Text("按抽样估计", "estimated from a sample"),
    "read": Text("至少，只读了一部分", "at least: only a part was read"),
}
_COUNT = Text("先核对行数，应与扫描一致：{rows}", "Compare the number of rows first, the scan has: {rows}")
_COMMIT = Text("复核后由人改为 COMMIT", "a person changes this to COMMIT after review")
_AGAIN = Text("分批执行：重复运行，直到影响 0 行", "In batches: run it again until it changes 0 rows")
_MASKED = Text("NOT NULL 的字段改用 '***'", "use '***' where the column is NOT NULL")
_LOOSE = Text(
    "部分日期没有补零（2023/3/5），截止年份当年的这类行不在条件内，请另行处理",
    "Some dates lack leading zeros (2023/3/5): such rows of the limit's own year are not covered, treat them apart",
)
