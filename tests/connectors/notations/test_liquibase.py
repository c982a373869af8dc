"""Liquibase changelogs, in every form, against the tables that must come out of them, and in which order they are carried out."""

from __future__ import annotations

import contextlib
import random
import textwrap
from pathlib import Path

import pytest

from connectors import open_source
from connectors.base import Source
from connectors.ddl_tables import Tables
from connectors.notations import Definition, Unread, liquibase, spoken_in, worth_reading
from tests.growth import growth

HERE = Path(__file__).parent / "person"
XMLNS = 'xmlns="http://www.liquibase.org/xml/ns/dbchangelog"'

# Each case: a file name and its text; then for every table its name, comment and columns "name|type|comment|line".
Shown = dict[str, tuple[str, list[str]]]

CASES: dict[str, tuple[str, str, Shown]] = {
    "xml: tables, properties, rollback": (
        "a.xml",
        f"""\
        <?xml version="1.0"?>
        <databaseChangeLog {XMLNS} xmlns:ext="x">
          <property name="text" value="varchar(64)" dbms="mysql"/><property name="text" value="clob"/>
          <property name="prefix" value="t_"/>
          <changeSet id="1" author="a">
            <preConditions><not><tableExists tableName="x"/></not></preConditions>
            <comment>客户</comment>
            <createTable tableName="${{prefix}}customer" schemaName="crm" remarks="客户表">
              <column name="id" type="bigint"><constraints primaryKey="true"/></column>
              <column remarks="姓名
                 全称" type="${{text}}"
                      name='full_name'/>
              <column name="note" type="${{unknown}}"/>
            </createTable>
            <createIndex tableName="t_customer" indexName="i"><column name="full_name"/></createIndex>
            <rollback><dropTable tableName="t_customer"/><createTable tableName="old"><column name="phone"/></createTable></rollback>
          </changeSet>
        </databaseChangeLog>
        """,
        {"crm.t_customer": ("客户表", ["id|bigint||9", "full_name|varchar(64)|姓名 全称|12", "note|${unknown}||13"])},
    ),
    "xml: changes of columns and tables": (
        "a.xml",
        f"""\
        <databaseChangeLog {XMLNS}><changeSet id="1" author="a">
          <createTable tableName="a"><column name="x" type="int"/><column name="y" type="int" remarks="旧"/><column name="z"/>
            <column name="p"/><column name="q"/></createTable>
          <renameColumn tableName="a" oldColumnName="x"
                        newColumnName="mobile" remarks="手机"/>
          <modifyDataType tableName="a" columnName="y" newDataType="varchar(9)"/>
          <dropColumn tableName="a" columnName="z"/>
          <dropColumn tableName="a"><column name="p"/><column name="q"/></dropColumn>
          <addColumn tableName="a"><column name="email" type="text" remarks="邮箱"/></addColumn>
          <setColumnRemarks tableName="a" columnName="y" remarks="姓名"/>
          <setTableRemarks tableName="a" remarks="表"/>
          <renameTable oldTableName="a" newTableName="b"/>
          <mergeColumns tableName="b" column1Name="email" column2Name="y" finalColumnName="contact" finalColumnType="text" joinString=" "/>
          <addLookupTable existingTableName="b" existingColumnName="c" newTableName="city" newColumnName="home" newColumnDataType="text"/>
          <createTable tableName="gone"><column name="phone" type="text"/></createTable>
          <dropTable tableName="gone"/>
        </changeSet></databaseChangeLog>
        """,
        {"b": ("表", ["mobile|int|手机|5", "contact|text||13"]), "city": ("", ["home|text||14"])},
    ),
    "xml: literal SQL": (
        "a.xml",
        f"""\
        <databaseChangeLog {XMLNS}><changeSet id="1" author="a" dbms="mysql">
          <sql splitStatements="true"><comment>CREATE TABLE no (phone int);</comment>
            CREATE TABLE `t` (
              <!-- a comment
                   of two lines -->
              id int DEFAULT 3 CHECK (id &lt; 9),
              phone varchar(20) COMMENT '手机 &amp; 电话'
            );</sql>
          <sql><![CDATA[ALTER TABLE t ADD COLUMN email text;
            ALTER TABLE t ADD COLUMN qq text;]]></sql>
          <createProcedure procedureName="p"><![CDATA[
            CREATE TABLE made (address text)]]></createProcedure>
          <sqlFile path="x.sql"/>
        </changeSet></databaseChangeLog>
        """,
        {"t": ("", ["id|int||6", "phone|varchar(20)|手机 & 电话|7", "email|text||9", "qq|text||10"]), "made": ("", ["address|text||12"])},
    ),
    "xml: changes that are not known": (
        "a.xml",
        f"""\
        <databaseChangeLog {XMLNS} xmlns:ext="x"><changeSet id="1" author="a">
          <createTable tableName="a"><column name="x" type="int"/></createTable>
          <ext:encryptTable tableName="a"/>
          <customChange class="com.x.Change"><param name="a" value="b"/></customChange>
          <tagDatabase tag="v1"/><insert tableName="c"><column name="phone" value="1"/></insert><renameColumn tableName="d"/>
        </changeSet></databaseChangeLog>
        """,
        {"a": ("!3", ["x|int||2"]), "d": ("!5", []), "": ("", ["4"])},
    ),
    "yaml": (
        "a.yaml",
        """\
        databaseChangeLog:
        - property: {name: t, value: varchar(64)}
        - preConditions: [{runningAs: {username: a}}]
        - changeSet:
            id: 1
            author: a
            changes:
            - createTable:
                tableName: customer
                remarks: "客户表"
                columns:
                - column:
                    type: ${t}
                    name: full_name
                    remarks: >
                      姓名
                      全称
                - column: {name: "mobile", type: int}
                - column: {type: int}
            - sql:
                comment: CREATE TABLE no (phone int)
                sql: |

                  ALTER TABLE customer
                    ADD COLUMN qq text;
            - sql: ALTER TABLE customer ADD COLUMN wx text;
            - sql: "ALTER TABLE customer ADD COLUMN m1 text;
                ALTER TABLE customer ADD COLUMN m2 text"
            - addColumn: {tableName: customer, columns: [{column: {name: email}}]}
            - renameColumn: {tableName: customer, oldColumnName: mobile, newColumnName: phone, remarks: 手机}
            - dropColumn: {tableName: customer, columns: [{column: {name: m1}}]}
            - dropColumn: {tableName: customer, columnName: m2}
            - tagDatabase: {tag: v1}
            rollback:
            - dropTable: {tableName: customer}
        """,
        {
            "customer": (
                "客户表",
                ["full_name|varchar(64)|姓名 全称|14", "phone|int|手机|30", "qq|text||25", "wx|text||26", "email|||29"],
            )
        },
    ),
    "json": (
        "a.json",
        """\
        {"databaseChangeLog": [{"changeSet": {"id": "1", "author": "a", "changes": [
        \t{"createTable": {"tableName": "customer", "columns": [{"column": {"name": "id", "type": "int"}},
        \t\t{"column": {"name": "full_name", "type": "text", "remarks": "姓名"}}]}},
        \t{"sql": {"sql": "ALTER TABLE customer\\n ADD COLUMN phone text;\\nALTER TABLE customer ADD COLUMN qq text;"}},
        \t{"unheardOf": {"tableName": "customer"}}
        ]}}]}
        """,
        {"customer": ("!5", ["id|int||2", "full_name|text|姓名|3", "phone|text||4", "qq|text||4"])},
    ),
    "formatted sql": (
        "a.sql",
        """\
        --liquibase formatted sql
        --changeset a:1 dbms:mysql
        CREATE TABLE `customer` (
          full_name varchar(64) COMMENT '姓名'
        );
        --rollback DROP TABLE customer;
        -- changeset a:2
        ALTER TABLE customer ADD COLUMN phone text;
        /* liquibase rollback
        DROP TABLE customer; */
        """,
        {"customer": ("", ["full_name|varchar(64)|姓名|4", "phone|text||8"])},
    ),
    "xml that is something else": ("a.xml", "<beans><bean id='databaseChangeLog'/></beans>", {}),
    "yaml that is something else": ("a.yaml", "spring: {liquibase: {databaseChangeLogTable: x}}\n", {}),
    "sql that only speaks of it": ("a.sql", "DELETE FROM databaseChangeLog;\n", {}),
    "yaml of odd shape": (
        "a.yaml",
        "databaseChangeLog: [changeSet, {changeSet: [a]}, {changeSet: {changes: [a, {sql: [b]}, {dropColumn: x}]}}]\n",
        {"": ("", ["1"])},
    ),
}


def shown(definition: Definition) -> Shown:
    """Tables as the cases write them; "!3" for one with a change in line 3 that was not understood, "" for lines that name none."""
    tables = Tables()
    for change in definition.changes:
        tables.apply(change)
    found: Shown = {
        ".".join(p for p in table.name if p): (
            f"!{table.unparsed}" if table.unparsed else table.comment,
            [f"{c.name}|{c.type}|{c.comment}|{c.line}" for c in table.columns],
        )
        for table in tables.all
    }
    if definition.unread:
        found[""] = ("", [str(line) for line in definition.unread])
    return found


@pytest.mark.parametrize("case", CASES)
def test_changelog(case: str) -> None:
    path, text, tables = CASES[case]
    text = textwrap.dedent(text)
    assert shown(liquibase.read(text, path)) == tables
    assert worth_reading(liquibase, text) or not tables


def test_every_place_is_where_the_name_is_written() -> None:
    for path, text, _ in CASES.values():
        lines = textwrap.dedent(text).split("\n")
        for change in liquibase.read(textwrap.dedent(text), path).changes:
            for column in change.columns:
                written = lines[column.line - 1]
                assert column.name in written or change.at == 0  # a folded scalar is one place
                assert not column.at or written[column.at - 1 :].startswith(column.name)


# What a file includes -> steps that it comes after, and whether it comes first (-1), by its path (0) or last (1).
INCLUDES: dict[str, tuple[str, tuple[str, ...], int]] = {
    "relative": ('<include file="changes/1.xml" relativeToChangelogFile="true"/>', ("a/db/changelog/changes/1.xml",), 1),
    "above": ('<include file="../x/1.sql" relativeToChangelogFile="true"/>', ("a/db/x/1.sql",), 1),
    "class path": (
        '<include file="classpath:/db/changelog/1.xml"/>',
        ("db/changelog/1.xml", "a/db/changelog/1.xml", "a/db/db/changelog/1.xml", "a/db/changelog/db/changelog/1.xml"),
        1,
    ),
    "folder": ('<includeAll path="changes/" relativeToChangelogFile="true"/>', (), 1),
    "own changes first": ('<changeSet id="1"><dropTable tableName="a"/></changeSet><include file="b.xml"/>', (), -1),
    "own changes last": (
        '<include file="b.xml" relativeToChangelogFile="true"/><changeSet id="1"><dropTable tableName="a"/></changeSet>',
        ("a/db/changelog/b.xml",),
        1,
    ),
    "none": ('<changeSet id="1"><dropTable tableName="a"/></changeSet>', (), 0),
}


@pytest.mark.parametrize("case", INCLUDES)
def test_includes(case: str) -> None:
    text, after, rank = INCLUDES[case]
    found = liquibase.read(f"<databaseChangeLog>{text}</databaseChangeLog>", "a/db/changelog/main.xml")
    assert (found.history, found.step, found.after) == ("a/db/changelog", "a/db/changelog/main.xml", after)
    words = ("main.xml",)
    assert found.version == {-1: (-1, *words), 0: words, 1: ("\U0010ffff", *words)}[rank]


@pytest.mark.parametrize(
    ("path", "history", "version"),
    [
        ("src/main/resources/db/changelog/v1.10/2-a.xml", "src/main/resources/db/changelog", ("v", 1, ".", 10, "/", 2, "-a.xml")),
        ("liquibase/changelog/a.yaml", "liquibase", ("changelog/a.yaml",)),
        ("etc/schema/changes/2024/01.xml", "etc/schema", ("changes/", 2024, "/", 1, ".xml")),
        ("changes/01.xml", "changes", (1, ".xml")),
        ("a.xml", ".", ("a.xml",)),
    ],
)
def test_history_is_the_root_of_the_folder_tree(path: str, history: str, version: tuple[int | str, ...]) -> None:
    assert liquibase.step(path) == (history, version)


def test_steps_go_by_the_numbers_in_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "db" / "changelog"
    folder.mkdir(parents=True)
    change = '<databaseChangeLog><changeSet id="1"><{}</changeSet></databaseChangeLog>'
    (folder / "10-b.xml").write_text(change.format('renameColumn tableName="c" oldColumnName="a" newColumnName="phone"/>'))
    (folder / "2-a.xml").write_text(change.format('createTable tableName="c"><column name="a" type="int"/></createTable>'))
    (asset,) = open_source(Source("s", f"schema://{tmp_path}")).discover()
    assert [(c.name, c.type, Path(c.file).name) for c in asset.columns] == [("phone", "int", "10-b.xml")]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.xml", "<databaseChangeLog><changeSet></databaseChangeLog>"),
        ("a.xml", '<!DOCTYPE d [<!ENTITY a "b">]><databaseChangeLog>&a;</databaseChangeLog>'),
        ("a.yaml", "databaseChangeLog: [a\n"),
        ("a.json", '{"databaseChangeLog": ['),
    ],
)
def test_what_cannot_be_read(path: str, text: str) -> None:
    with pytest.raises(Unread):
        liquibase.read(text, path)


@pytest.mark.parametrize(
    "text",
    ["<project/>", "openapi: 3.0.0\n", '{"a": 1}', "-- liquibase\nCREATE TABLE a (b int);", "create table databasechangelog (id int)"],
)
def test_what_lacks_the_sign_is_not_parsed(text: str) -> None:
    assert not worth_reading(liquibase, text)


def test_file_names() -> None:
    assert all(liquibase in spoken_in(f"db/changelog/a{ending}") for ending in (".xml", ".yaml", ".yml", ".json", ".sql"))


def damaged(text: str, seed: int) -> str:
    """The text with a piece cut out, two pieces swapped, or marks strewn in."""
    chance = random.Random(seed)
    a, b, c = sorted(chance.randrange(len(text) + 1) for _ in range(3))
    strewn = text[:a] + chance.choice(["\0", '"', "{", "- ", "<", "]]>", "\ud800", ": ", "'", "&x;", "*a", "\U0001f600"]) + text[a:]
    return chance.choice([text[:a] + text[b:], text[:a] + text[b:c] + text[a:b] + text[c:], text[:b], strewn])


def test_damaged_text_ends_well() -> None:
    for n, (path, text, _) in enumerate(CASES.values()):
        for seed in range(40):
            with contextlib.suppress(Unread):
                assert isinstance(liquibase.read(damaged(textwrap.dedent(text), seed + 1_000 * n), path), Definition)


def changes(body: str) -> str:
    return f'<databaseChangeLog><changeSet id="1">{body}</changeSet></databaseChangeLog>'


GROWING = {
    "columns in one line": ("a.xml", lambda n: changes('<createTable tableName="a">' + '<column name="b"/>' * n + "</createTable>")),
    "comments in SQL": ("a.xml", lambda n: changes("<sql>CREATE TABLE a (" + "<comment>x</comment>" * n + "b int)</sql>")),
    "SQL in one line of JSON": (
        "a.json",
        lambda n: '{"databaseChangeLog": [{"changeSet": {"changes": [' + '{"sql": {"sql": "DROP TABLE a"}},' * n + "{}]}}]}",
    ),
    "properties": (
        "a.xml",
        lambda n: changes(f'<createTable tableName="{"${p}" * n}"/>').replace("<change", '<property name="p" value="${p}${p}"/><change', 1),
    ),
    "includes": ("db/changelog/a.xml", lambda n: "<databaseChangeLog>" + '<include file="b.xml"/>' * n + "</databaseChangeLog>"),
}


@pytest.mark.parametrize("case", GROWING)
def test_the_cost_grows_with_the_length(case: str) -> None:
    path, made = GROWING[case]
    assert growth(lambda n: liquibase.read(made(n), path), 500, 4) < 9
