"""A table of DDL in many dialects against the columns, comments and lines that must come out of it."""

from __future__ import annotations

import csv
import random
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from connectors import open_source
from connectors.base import Asset, Budget, ConfigError, Extent, Source
from connectors.ddl import from_sqlglot
from connectors.ddl_scan import changes
from connectors.ddl_split import Splitter, Statement, guess_dialect
from tests.growth import growth

SCHEMAS = Path(__file__).parents[3] / "shared" / "eval" / "schemas"

# Each case: statements; then for every table its name, comment and columns "name|type|comment|line".
CASES: dict[str, tuple[str, dict[str, tuple[str, list[str]]]]] = {
    "mysql": (
        """\
        -- 客户
        CREATE TABLE IF NOT EXISTS `crm`.`t_customer` (
          `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT '主键; (id)',
          `xm` varchar(50) CHARACTER SET utf8mb4 DEFAULT 'a,b' COMMENT 'it''s a name, \\'really\\'',
          sex enum('男','女') DEFAULT NULL,
          price decimal(10, 2) DEFAULT '0.00' ON UPDATE CURRENT_TIMESTAMP(),
          `key` varchar(64), key varchar(32) not null comment "double quoted",
          full_name varchar(99) GENERATED ALWAYS AS (concat(`xm`, 'COMMENT ''no''')) STORED COMMENT '全名',
          PRIMARY KEY (`id`) USING BTREE, UNIQUE KEY `u` (`xm`(10), sex), KEY `k` (`xm`) COMMENT 'index comment',
          FULLTEXT INDEX ft (`xm`) WITH PARSER ngram, CONSTRAINT `fk` FOREIGN KEY (`id`) REFERENCES `o` (`id`) ON DELETE CASCADE,
          CHECK (price > 0)
        ) ENGINE=InnoDB AUTO_INCREMENT=17 DEFAULT CHARSET=utf8mb4 COMMENT='客户表'
        /*!50100 PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10) COMMENT = 'x') */;
        """,
        {
            "crm.t_customer": (
                "客户表",
                [
                    "id|bigint(20)|主键; (id)|3", "xm|varchar(50)|it's a name, 'really'|4", "sex|enum('男','女')||5", "price|decimal(10,2)||6",
                    "key|varchar(32)|double quoted|7", "full_name|varchar(99)|全名|8",
                ],
            )
        },
    ),
    "mysql partition clause that a full parser refuses": (
        "CREATE TABLE `log` (`phone` varchar(20) COMMENT '手机') PARTITION BY RANGE (to_days(`d`)) (PARTITION p1 VALUES LESS THAN (7) ENGINE = InnoDB);",
        {"log": ("", ["phone|varchar(20)|手机|1"])},
    ),
    "mysql alter": (
        """\
        CREATE TABLE a (x int COMMENT 'x', y varchar(3), z int, `old` int COMMENT '旧');
        ALTER TABLE `a` ADD COLUMN `mobile` varchar(20) NULL COMMENT '手机号' AFTER `x`,
          MODIFY COLUMN y varchar(64) COMMENT '姓名', CHANGE `old` `new` bigint,
          DROP COLUMN z, ADD INDEX idx (`mobile`), ADD UNIQUE KEY (`y`), ALGORITHM=INPLACE, LOCK=NONE;
        ALTER TABLE a RENAME COLUMN mobile TO phone, COMMENT = '表', ENGINE=InnoDB;
        ALTER TABLE a ADD (m int COMMENT '一', n int), DROP PRIMARY KEY;
        RENAME TABLE a TO b;
        """,
        {"b": ("表", ["x|int|x|1", "y|varchar(64)|姓名|3", "new|bigint|旧|3", "phone|varchar(20)|手机号|5", "m|int|一|6", "n|int||6"])},
    ),
    "migration of a table defined elsewhere": (
        "ALTER TABLE crm.customer\n  ADD COLUMN wechat_id VARCHAR(64) COMMENT '微信号',\n  ADD COLUMN `qq` varchar(20);\nALTER TABLE other DROP COLUMN x;\n",
        {"crm.customer": ("", ["wechat_id|VARCHAR(64)|微信号|2", "qq|varchar(20)||3"])},
    ),
    "mysql procedure with delimiter": (
        """\
        DELIMITER $$
        CREATE PROCEDURE add_it() BEGIN
          IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 't') THEN
            ALTER TABLE t ADD COLUMN id_card char(18) COMMENT '身份证';
          END IF;
        END $$
        DELIMITER ;
        CREATE TABLE `u` (`a;b` int);
        """,
        {"t": ("", ["id_card|char(18)|身份证|4"]), "u": ("", ["a;b|int||8"])},
    ),
    "postgres": (
        """\
        CREATE TABLE IF NOT EXISTS "public"."Customer" (
            id bigserial PRIMARY KEY,
            full_name character varying(50) COLLATE "zh_CN" NOT NULL, -- 客户姓名
            born timestamp (3) without time zone DEFAULT now(),
            tags text[] DEFAULT '{}'::text[], price numeric(10, 2) CHECK (price < 100 AND price > 0),
            geo public.geometry(Point,4326), ratio double precision,
            CONSTRAINT u UNIQUE (full_name), EXCLUDE USING gist (geo WITH &&),
            "order" int -- last one, 最后
        ) PARTITION BY RANGE (born) WITH (fillfactor=70);
        CREATE TABLE c_2024 PARTITION OF "public"."Customer" FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
        COMMENT ON TABLE public."Customer" IS '客户; 表';
        COMMENT ON COLUMN public."Customer".id IS E'it\\'s';
        COMMENT ON COLUMN public."Customer".born IS NULL;
        CREATE INDEX i ON "Customer" (id);
        ALTER TABLE ONLY public."Customer" ALTER COLUMN full_name TYPE varchar(80), ALTER COLUMN id SET NOT NULL;
        ALTER TABLE public."Customer" OWNER TO crm;
        ALTER TABLE public."Customer" RENAME COLUMN geo TO place;
        """,
        {
            "public.Customer": (
                "客户; 表",
                [
                    "id|bigserial|it's|2", "full_name|varchar(80)|客户姓名|15", "born|timestamp(3)without time zone||4", "tags|text[]||5",
                    "price|numeric(10,2)||5", "place|public.geometry(Point,4326)||17", "ratio|double precision||6", "order|int|last one, 最后|8",
                ],
            )
        },
    ),
    "postgres dump with rows, functions and dollar quotes": (
        """\
        SET client_encoding = 'UTF8';
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN -- CREATE TABLE;
          RETURN NEW; END; $body$;
        COPY public.t (a) FROM stdin;
        1;'\tCREATE TABLE no (x int);
        \\.
        INSERT INTO t VALUES ('CREATE TABLE
        CREATE TABLE no2 (a int);');
        DO $$ BEGIN ALTER TABLE t ADD COLUMN email text; END $$;
        CREATE TABLE t2 (LIKE t INCLUDING ALL);
        CREATE TABLE t3 (a int, b uuid DEFAULT gen_random_uuid());
        """,
        {"t": ("", ["email|text||9"]), "t2": ("", ["email|text||10"]), "t3": ("", ["a|int||11", "b|uuid||11"])},
    ),
    "oracle": (
        """\
        CREATE GLOBAL TEMPORARY TABLE "CRM"."T_KH" (
          "XM" VARCHAR2(50 CHAR) DEFAULT 'x' NOT NULL ENABLE,
          SJH NUMBER(11,0), BZ LONG RAW, SJ TIMESTAMP (6) WITH LOCAL TIME ZONE,
          CONSTRAINT "PK" PRIMARY KEY ("XM") USING INDEX TABLESPACE "USERS" ENABLE
        ) SEGMENT CREATION IMMEDIATE PCTFREE 10 STORAGE(INITIAL 65536 NEXT 1048576) TABLESPACE "USERS"
        /
        COMMENT ON COLUMN "CRM"."T_KH"."XM" IS '客户姓名';
        COMMENT ON TABLE CRM.T_KH IS '客户';
        ALTER TABLE T_KH ADD (DZ VARCHAR2(200), YX VARCHAR2(100) DEFAULT 'n');
        ALTER TABLE T_KH MODIFY (SJH VARCHAR2(20));
        ALTER TABLE T_KH RENAME COLUMN BZ TO REMARK;
        BEGIN EXECUTE IMMEDIATE 'ALTER TABLE T_KH ADD WX VARCHAR2(64)'; END;
        /
        """,
        {
            "CRM.T_KH": (
                "客户",
                [
                    "XM|VARCHAR2(50 CHAR)|客户姓名|2", "SJH|VARCHAR2(20)||10", "REMARK|LONG RAW||11", "SJ|TIMESTAMP(6)WITH LOCAL TIME ZONE||3",
                    "DZ|VARCHAR2(200)||9", "YX|VARCHAR2(100)||9", "WX|VARCHAR2(64)||12",
                ],
            )
        },
    ),
    "tsql": (
        """\
        SET ANSI_NULLS ON
        GO
        CREATE TABLE [dbo].[客户 表](
            [编号] [int] IDENTITY(1,1) NOT NULL,
            [姓名] [nvarchar](50) COLLATE Chinese_PRC_CI_AS NULL,
            [备注] nvarchar(max) NULL,
         CONSTRAINT [PK] PRIMARY KEY CLUSTERED ([编号] ASC) WITH (PAD_INDEX = OFF) ON [PRIMARY]
        ) ON [PRIMARY]
        GO
        EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'客户''姓名' , @level0type=N'SCHEMA',@level0name=N'dbo',
          @level1type=N'TABLE',@level1name=N'客户 表', @level2type=N'COLUMN',@level2name=N'姓名'
        GO
        EXEC sp_addextendedproperty 'MS_Description', N'客户表', 'SCHEMA', N'dbo', 'TABLE', N'客户 表'
        GO
        IF COL_LENGTH('dbo.x', 'phone') IS NULL
            ALTER TABLE [dbo].[x] ADD phone varchar(20) NULL, mail nvarchar(100) NOT NULL DEFAULT ('')
        ALTER TABLE [dbo].[x] WITH CHECK ADD CONSTRAINT [c] FOREIGN KEY([a]) REFERENCES [b] ([a])
        ALTER TABLE dbo.x ALTER COLUMN phone nvarchar(32)
        EXEC sp_rename 'dbo.x.mail', 'email', 'COLUMN'
        """,
        {
            "dbo.客户 表": ("客户表", ["编号|[int]||4", "姓名|[nvarchar](50)|客户'姓名|5", "备注|nvarchar(max)||6"]),
            "dbo.x": ("", ["phone|nvarchar(32)||18", "email|nvarchar(100)||19"]),
        },
    ),
    "sqlite": (
        """\
        CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, name, "e mail" TEXT NOT NULL, n unsigned big int, 'q' text,
          created DEFAULT (datetime('now')), UNIQUE (name), FOREIGN KEY (n) REFERENCES o(n)) WITHOUT ROWID;
        """,
        {"t": ("", ["id|INTEGER||1", "name|||1", "e mail|TEXT||1", "n|unsigned big int||1", "q|text||1", "created|||2"])},
    ),
    "hive": (
        """\
        CREATE EXTERNAL TABLE IF NOT EXISTS ods.user_log (
          user_name string COMMENT '用户名', props map<string,array<int>> COMMENT '属性', addr struct<city:string, road:string>
        ) COMMENT '用户日志' PARTITIONED BY (dt string COMMENT '日期') ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\001'
        STORED AS ORC LOCATION 'hdfs://x/y' TBLPROPERTIES ('a'='COMMENT');
        ALTER TABLE ods.user_log ADD COLUMNS (phone string COMMENT '手机') CASCADE;
        """,
        {
            "ods.user_log": (
                "用户日志",
                [
                    "user_name|string|用户名|2", "props|map<string,array<int>>|属性|2", "addr|struct<city:string,road:string>||2", "dt|string|日期|3",
                    "phone|string|手机|5",
                ],
            )
        },
    ),
    "clickhouse": (
        """\
        CREATE TABLE db.ev ON CLUSTER main (
          name LowCardinality(Nullable(String)) DEFAULT '' COMMENT '姓名' CODEC(ZSTD(1)), ts DateTime64(3, 'Asia/Shanghai'),
          INDEX idx name TYPE bloom_filter GRANULARITY 4, PROJECTION p (SELECT name ORDER BY ts)
        ) ENGINE = MergeTree() PARTITION BY toYYYYMM(ts) ORDER BY (ts, name) TTL ts + INTERVAL 1 DAY COMMENT '事件';
        ALTER TABLE db.ev COMMENT COLUMN ts '时间';
        ALTER TABLE db.ev ADD COLUMN IF NOT EXISTS phone String COMMENT '电话' AFTER name, DROP COLUMN IF EXISTS q;
        """,
        {"db.ev": ("事件", ["name|LowCardinality(Nullable(String))|姓名|2", "ts|DateTime64(3,'Asia/Shanghai')|时间|2", "phone|String|电话|6"])},
    ),
    "doris aggregate column": (
        """\
        CREATE TABLE t (k INT, v VARCHAR(20) REPLACE_IF_NOT_NULL COMMENT "值", INDEX i (k) USING BITMAP COMMENT '索引')
        AGGREGATE KEY(k) COMMENT "表" DISTRIBUTED BY HASH(k) BUCKETS 3 PROPERTIES ("replication_num" = "1");
        """,
        {"t": ("表", ["k|INT||1", "v|VARCHAR(20)|值|1"])},
    ),
    "create table as select": (
        "CREATE TABLE copy AS SELECT c.id, c.mobile AS sjh, upper(name) FROM customer c;",
        {"copy": ("", ["id|||1", "sjh|||1"])},
    ),
    "same table twice, and one dropped": (
        "CREATE TABLE a (x int);\nDROP TABLE IF EXISTS b;\nCREATE TABLE b (y int);\nCREATE TABLE IF NOT EXISTS a (x bigint, z int);\nDROP TABLE b;\n",
        {"a": ("", ["x|bigint||4", "z|int||4"])},
    ),
    "windows line ends": ("CREATE TABLE a (\r\n  x int, -- 电话\r\n  y int\r\n);\r\n", {"a": ("", ["x|int|电话|2", "y|int||3"])}),
}  # fmt: skip


def scan(folder: Path, name: str = "schema.sql", **options: object) -> list[Asset]:
    connector = open_source(Source("src", str(folder / name), options=tuple(options.items())))
    return list(connector.discover())


def shown(assets: list[Asset]) -> dict[str, tuple[str, list[str]]]:
    return {
        ".".join(p for p in (a.schema, a.name) if p): (a.comment, [f"{c.name}|{c.type}|{c.comment}|{c.line}" for c in a.columns])
        for a in assets
    }


@pytest.mark.parametrize("case", CASES)
def test_columns_comments_and_lines(case: str, tmp_path: Path) -> None:
    text, expected = CASES[case]
    (tmp_path / "schema.sql").write_text(textwrap.dedent(text), encoding="utf-8", newline="")
    assets = scan(tmp_path)
    assert shown(assets) == expected
    assert [a.problem for a in assets] == [None] * len(assets)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "schema.sql").write_bytes("CREATE TABLE 客户 (姓名 varchar(50) COMMENT '客户的姓名', 手机号码 char(11));".encode(encoding))
    assert shown(scan(tmp_path)) == {"客户": ("", ["姓名|varchar(50)|客户的姓名|1", "手机号码|char(11)||1"])}


BROKEN = {
    "no list": ("CREATE TABLE a;\nCREATE TABLE b (x int);\n", {"a": 1}),
    "list never closed": ("CREATE TABLE a (x int,\n y int\nCREATE TABLE b (x int);\n", {"a": 1}),
    "select star": ("CREATE TABLE a AS SELECT * FROM c;\nCREATE TABLE b (x int);\n", {"a": 1}),
    "copy of an unknown table": ("CREATE TABLE b (x int);\nCREATE TABLE a LIKE elsewhere;\n", {"a": 2}),
    "no name": ("CREATE TABLE (x int);\nCREATE TABLE b (x int);\n", {"": 1}),
    "unknown action": ("CREATE TABLE b (x int);\nALTER TABLE a FROBNICATE ALL;\n", {"a": 2}),
    "column without a name": ("CREATE TABLE a (x int, , = 5);\nCREATE TABLE b (x int);\n", {"a": 1}),
    "quote never closed": ("CREATE TABLE b (x int);\nCREATE TABLE a (x int COMMENT 'oh);\nCREATE TABLE c (y int);\n", {"": 2}),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_not_understood_is_said_and_does_not_hide_the_rest(case: str, tmp_path: Path) -> None:
    text, broken = BROKEN[case]
    (tmp_path / "schema.sql").write_text(text, encoding="utf-8")
    assets = scan(tmp_path)
    problems = {a.name if "#line-" not in a.uri else "": a.problem for a in assets if a.problem}
    assert {name: (p.status, p.reason, p.detail) for name, p in problems.items()} == {
        n: ("ERROR", "unparsed_ddl", f"line {i}") for n, i in broken.items()
    }
    assert any(a.name == "b" and not a.problem and [c.name for c in a.columns] == ["x"] for a in assets)


def test_uris_paths_and_a_read_without_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "db" / "sub").mkdir(parents=True)
    (tmp_path / "db" / "a b.sql").write_text('CREATE TABLE "x#1" (a int);', encoding="utf-8")
    (tmp_path / "db" / "sub" / "V2__c.sql").write_text("CREATE TABLE crm.t (a int);", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    connector = open_source(Source("db", "db"))
    assets = list(connector.discover())
    assert [(a.uri, a.path, a.kind, a.name, a.schema) for a in assets] == [
        ("schema://db/a%20b.sql#x%231", "db/a b.sql", "schema", "x#1", ""),
        ("schema://db/sub/V2__c.sql#crm.t", "db/sub/V2__c.sql", "schema", "t", "crm"),
    ]
    reading = connector.read(assets[0], Budget())
    with pytest.raises(StopIteration) as end:
        next(reading)
    assert end.value.value == Extent("COMPLETE")
    assert [a.name for a in open_source(Source("db", "db", include=("sub/*",))).discover()] == ["t"]
    assert [a.name for a in open_source(Source("db", "db", exclude=("sub/*",))).discover()] == ["x#1"]
    assert [(a.uri, a.path) for a in open_source(Source("db", "db/a b.sql")).discover()] == [("schema://db/a%20b.sql#x%231", "db/a b.sql")]


def test_links_and_locked_files_are_listed(tmp_path: Path) -> None:
    (tmp_path / "real.sql").write_text("CREATE TABLE t (a int);", encoding="utf-8")
    (tmp_path / "link.sql").symlink_to(tmp_path / "real.sql")
    (tmp_path / "zip.sql").write_bytes(b"PK\x03\x04\0\0\0\0\x99\xff")
    found = {Path(a.path).name: a.problem and (a.problem.status, a.problem.reason) for a in scan(tmp_path, "")}
    assert found == {"link.sql": ("SKIPPED", "symlink"), "real.sql": None, "zip.sql": ("ERROR", "binary")}
    assert [a.name for a in scan(tmp_path, "link.sql")] == ["t"]  # named by the user, so followed


def test_options_are_checked(tmp_path: Path) -> None:
    (tmp_path / "schema.sql").write_text("CREATE TABLE t (a int);", encoding="utf-8")
    for wrong in ({"dialect": "cobol"}, {"encoding": "no-such"}):
        with pytest.raises(ConfigError):
            scan(tmp_path, **wrong)


def statements(text: str, piece: int = 1 << 18) -> list[Statement]:
    splitter = Splitter(guess_dialect(text))
    found = [s for i in range(0, len(text), piece) for s in splitter.feed(text[i : i + piece])]
    return found + list(splitter.feed("", final=True))


@pytest.mark.parametrize("case", CASES)
def test_splitting_does_not_depend_on_the_pieces(case: str) -> None:
    text = textwrap.dedent(CASES[case][0]).replace("\r\n", "\n")
    whole = statements(text)
    assert whole
    for piece in (1, 2, 3, 7, 64):
        assert statements(text, piece) == whole


@pytest.mark.parametrize("seed", range(3))
def test_damaged_statements_end_without_an_exception(seed: int, tmp_path: Path) -> None:
    """Characters lost, doubled and swapped in all the cases above: what is left is read, or said not to be."""
    chance = random.Random(seed)
    texts = [textwrap.dedent(text) for text, _ in CASES.values()]
    pieces = ["", "'", '"', "`", "(", ")", ";", "$$", "/*", "--", "\n", "\\", ",", "\0"]
    for _ in range(120):
        text = list(chance.choice(texts))
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(text))
            text[at : at + chance.randint(0, 3)] = chance.choice([*pieces, chance.choice(text)])
        (tmp_path / "schema.sql").write_text("".join(text), encoding="utf-8")
        for asset in scan(tmp_path):
            assert asset.columns or asset.problem


def _long(n: int) -> str:
    columns = "".join(f"c{i} int, -- note {i}\n" for i in range(4 * n)) + "last int"
    tables = "".join(f"CREATE TABLE t{i} (a int);\nCOMMENT ON COLUMN t{i}.a IS 'x';\n" for i in range(n))
    return f"CREATE TABLE wide (\n{columns}\n);\n{tables}CREATE TABLE deep (a int {'(' * (20 * n)};\n"


def test_long_statements_take_linear_time(tmp_path: Path) -> None:
    """20,000 columns with comments, 5,000 tables, and 100,000 opening brackets: a hostile file must not stop the gate."""

    def read(n: int) -> dict[str, Asset]:
        (tmp_path / "schema.sql").write_text(_long(n), encoding="utf-8")
        return {a.name: a for a in scan(tmp_path)}

    assert growth(read, 500, 4) < 10
    assets = read(5_000)
    assert len(assets) == 5_002
    assert [c.comment for c in assets["wide"].columns][:20_000:5_000] == ["note 0", "note 5000", "note 10000", "note 15000"]
    assert assets["deep"].problem


def test_a_dump_is_read_in_flat_memory(tmp_path: Path) -> None:
    """60 MB of rows around two tables: other people's dumps do not fit into memory."""
    rows = ",".join(f"({i},'张三{i}','it\\'s; CREATE TABLE',NULL)" for i in range(20_000))
    with (tmp_path / "schema.sql").open("w", encoding="utf-8") as file:
        file.write("CREATE TABLE `a` (x int) ENGINE=InnoDB;\n")
        for _ in range(60):
            file.write(f"INSERT INTO `a` VALUES {rows};\n")
        file.write("CREATE TABLE `b` (x int);\n")
    code = (
        "import resource, sys; from connectors import open_source; from connectors.base import Source\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "names = [a.name for a in open_source(Source('s', sys.argv[1])).discover()]\n"
        "sys.stdout.write(f'{names} {(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024}')"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "schema.sql")], capture_output=True, text=True, check=True)
    names, grown = done.stdout.rsplit(" ", 1)
    assert names == "['a', 'b']"
    assert int(grown) < 64, "MB more than before"


def test_fifty_tables_are_read_without_sqlglot(tmp_path: Path) -> None:
    columns = ",\n".join(f"  `c{i}` varchar({i + 1}) NOT NULL DEFAULT '' COMMENT '第{i}列'" for i in range(20))
    text = "".join(f"CREATE TABLE `t{n}` (\n{columns},\n  PRIMARY KEY (`c0`)\n) ENGINE=InnoDB COMMENT='表{n}';\n" for n in range(50))
    (tmp_path / "schema.sql").write_text(text, encoding="utf-8")
    code = (
        "import sys; from connectors import open_source; from connectors.base import Source\n"
        "n = sum(len(a.columns) for a in open_source(Source('s', sys.argv[1])).discover())\n"
        "heavy = sorted({'sqlglot', 'pyarrow', 'numpy', 'sqlalchemy'} & sys.modules.keys())\n"
        "sys.stdout.write(f'{n} {heavy}')"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "schema.sql")], capture_output=True, text=True, check=True)
    assert done.stdout == "1000 []"


# -- the two readers agree ------------------------------------------------------------------------------------------------


def same_type(ours: str, theirs: str, dialect: str) -> bool:
    """sqlglot spells types its own way; ours must mean the same to it. UNSIGNED is an attribute with us."""
    from sqlglot import exp

    if not ours or not theirs:
        return ours == theirs
    plain = exp.DataType.build(ours, dialect=dialect).sql(dialect=dialect)
    return plain.upper() == re.sub(r"\s+UNSIGNED|\s+ZEROFILL", "", theirs.upper())


def assert_equal_reading(statement: Statement, dialect: str) -> int:
    ours = changes(statement.text, statement.line, dialect)
    theirs = from_sqlglot(statement.text, statement.line, dialect)
    if theirs is None:
        return 0
    for one, other in zip(ours, theirs, strict=True):
        assert (one.op, one.table, one.old, one.new) == (other.op, other.table, other.old, other.new)
        assert [(c.name, c.comment, c.line) for c in one.columns] == [(c.name, c.comment, c.line) for c in other.columns]
        for a, b in zip(one.columns, other.columns, strict=True):
            assert same_type(a.type, b.type, dialect), (a.name, a.type, b.type)
    return 1


@pytest.mark.skipif(not SCHEMAS.exists(), reason="no shared schemas here")
def test_both_readers_agree_on_real_schemas() -> None:
    agreed = total = 0
    for path in sorted(SCHEMAS.glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        for statement in statements(text):
            if re.match(r"CREATE\s+TABLE", statement.text, re.IGNORECASE) and "-- " not in statement.text:
                total += 1
                agreed += assert_equal_reading(statement, "mysql" if guess_dialect(text) == "mysql" else guess_dialect(text))
    assert total > 400
    assert agreed > 0.9 * total


def generated(rng: random.Random, dialect: str) -> str:
    """A CREATE or ALTER TABLE with awkward names, defaults and comments in one dialect."""
    quote = {"mysql": "`{}`", "postgres": '"{}"', "oracle": '"{}"'}[dialect]
    types = {
        "mysql": ["varchar(64)", "int(11)", "decimal(10, 2)", "datetime", "text", "enum('a','b,c')", "bigint"],
        "postgres": [
            "varchar(64)",
            "character varying(20)",
            "timestamp with time zone",
            "text[]",
            "numeric(10,2)",
            "double precision",
            "uuid",
        ],
        "oracle": ["VARCHAR2(64)", "NUMBER(10,2)", "DATE", "CLOB", "TIMESTAMP(6)"],
    }[dialect]
    names = rng.sample(
        ["客户姓名", "phone", "order", "key", "e mail", "a;b", "x,y", "comment", "index", "primary", "sjh", "类型(1)"], rng.randint(1, 6)
    )
    tail = ["", " NOT NULL", " DEFAULT NULL", " DEFAULT 'a,(b;'", " DEFAULT 'it''s'"]

    def column(name: str) -> str:
        comment = rng.choice(["", " COMMENT '手机, (号);'", " COMMENT 'it''s'"]) if dialect == "mysql" else ""
        return f"{quote.format(name)} {rng.choice(types)}{rng.choice(tail)}{comment}"

    if rng.random() < 0.3:
        return "ALTER TABLE t " + ", ".join(
            f"ADD {'COLUMN ' if dialect != 'oracle' else ''}{column(n)}" for n in (names[:1] if dialect == "oracle" else names)
        )
    items = [column(n) for n in names] + (["PRIMARY KEY (" + quote.format(names[0]) + ")"] if rng.random() < 0.5 else [])
    options = " ENGINE=InnoDB COMMENT='表;1'" if dialect == "mysql" and rng.random() < 0.5 else ""
    return f"CREATE TABLE {quote.format('s')}.{quote.format('客户')} (\n  " + ",\n  ".join(items) + f"\n){options}"


@pytest.mark.parametrize("dialect", ["mysql", "postgres", "oracle"])
def test_both_readers_agree_on_generated_statements(dialect: str) -> None:
    rng = random.Random(7)
    agreed = sum(assert_equal_reading(Statement(generated(rng, dialect), 1), dialect) for _ in range(300))
    assert agreed > 290


@pytest.mark.skipif(not SCHEMAS.exists(), reason="no shared schemas here")
def test_every_labelled_column_of_real_schemas_is_found() -> None:
    def plain(text: str) -> str:
        return re.sub(r"\s+", " ", re.sub(r"\\([rnt])", " ", text).replace("\\'", "'")).strip()

    found = {}
    for asset in _all_schemas():
        assert asset.problem is None, asset.uri
        for column in asset.columns:
            found[Path(asset.path).stem, asset.name, column.name] = (column.type, plain(column.comment), plain(asset.comment))
    with (SCHEMAS / "columns.dev.csv").open(encoding="utf-8", newline="") as file:
        gold = {
            (r["project"], r["table"], r["column"]): (r["type"], plain(r["comment"]), plain(r["table_comment"]))
            for r in csv.DictReader(file)
        }
    assert len(gold) > 6000
    assert [key for key in gold if found.get(key) != gold[key]] == []


def _all_schemas() -> list[Asset]:
    return [a for path in sorted(SCHEMAS.glob("*.sql")) for a in open_source(Source("eval", str(path))).discover()]
