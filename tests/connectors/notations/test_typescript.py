"""TypeScript and JavaScript against the tables and columns that must come out of them: "name|type|comment|line"."""

from __future__ import annotations

import contextlib
import random
import textwrap
from pathlib import Path

import pytest

from connectors.notations import (
    Definition,
    Notation,
    Unread,
    mongoose,
    sequelize,
    spoken_in,
    typeorm,
    typeorm_migrations,
    typescript_dto,
    worth_reading,
)
from connectors.notations._trees import cleaned
from tests.connectors.notations.shown import Told, told
from tests.growth import growth

PERSON = Path(__file__).parent / "person"
ALL: tuple[Notation, ...] = (mongoose, sequelize, typeorm, typeorm_migrations, typescript_dto)


TYPEORM: dict[str, tuple[str, Told]] = {
    "columns": (
        """\
        const NAME = 'mobile_no';
        const base = { nullable: true, comment: '共用' } as const;
        enum Tables { User = 't_user' }
        // 用户
        @Entity(Tables.User, { schema: 'crm' })
        export default class User {
          @PrimaryGeneratedColumn('uuid') id: string;
          @Column({ name: NAME, ...base }) mobile: string
          @Column({ type: 'enum', enum: Gender }) gender: Gender;
          @Column('decimal', { precision: 10, scale: 2 }) price: string;
          @Column({ length: 18, comment: '证件' + "号" }) idCard: string | null;
          @Column({ name: `wx`, type: 'char', length: '32' }) wechat: string;
          @Column("simple-array") tags: string[];
          @DeleteDateColumn() deletedAt?: Date;
          @Column({ type: () => String, name: notKnown }) odd: string;
        }
        """,
        {
            "crm.t_user": (
                "用户",
                [
                    "id|uuid||7", "mobile_no|string|共用|8", "gender|enum||9", "price|decimal(10,2)||10", "idCard|string | null(18)|证件号|11",
                    "wx|char(32)||12", "tags|simple-array||13", "deletedAt|Date||14", "odd|String||15",
                ],
            )
        },
    ),
    "comments": (
        """\
        /** 表 */
        @Entity({ name: 't', comment: '注释' })
        export class T {
          // eslint-disable-next-line
          @Column() a: string; // @deprecated x
          /* 乙 */ @Column() b: string; /* of c */ @Column() c: string;
          @Column()
          // 丁
          d: string;
          /**
           * 戊
           * @example 1101
           * more
           * @description 己
           */
          @ApiProperty({ description: '庚', example: 'x' }) @Column({ comment: '辛' }) e: string; // 庚

          // of nobody

          @Column() f: string;
          // @Column() gone: string;
          @Column() g: string;
        }
        """,
        {"t": ("注释", ["a|string||5", "b|string|乙|6", "c|string|of c|6", "d|string|丁|9", "e|string|辛; 庚; 戊 己|16", "f|string||20", "g|string||22"])},
    ),
    "what is no column": (
        """\
        @Entity()
        class T {
          @Column() a: string;
          @OneToMany(() => Order, (o) => o.t) orders: Order[];
          @ManyToMany(() => Tag) @JoinTable() tags: Tag[];
          @OneToOne(() => Card, (c) => c.t) card: Card;
          @VirtualColumn({ query: () => 'SELECT 1' }) v: number;
          @RelationId((t: T) => t.x) x: number;
          plain: string;
          static readonly X = 'x';
          @AfterLoad() load() { return `${this.a}`; }
          get full(): string { return this.a }
        }
        class NoEntity { @Column() z: string }
        """,
        {"t": ("", ["a|string||3"])},
    ),
    "foreign keys": (
        """\
        @Entity()
        class T {
          @ManyToOne(() => Company) company: Company;
          @ManyToOne(() => Dept) @JoinColumn({ name: 'dept_id' }) dept: Dept; // 部门
          @OneToOne(() => Card) @JoinColumn() card: Card;
          @ManyToOne(() => X) @JoinColumn([{ name: 'x1' }, { name: 'x2' }]) x: X;
          @Column({ type: 'bigint' }) companyId: string; // 公司
        }
        """,
        {"t": ("", ["companyId|bigint|公司|7", "dept_id||部门|4", "cardId|||5", "x1|||6", "x2|||6"])},
    ),
    "embedded classes and bases": (
        """\
        class Address {
          @Column() street: string;
          @Column({ name: 'zip_code' }) zip: string;
          @Column(() => Geo) geo: Geo;
        }
        class Geo { @Column() lat: number; @Column(() => Address) loop: Address; }
        abstract class Named extends Dated { @Column() fullName: string }
        abstract class Dated { @CreateDateColumn() at: Date }
        @Entity() class Customer extends Named {
          @Column(() => Address) home: Address;
          @Column(() => Geo, { prefix: 'my_place' }) place: Geo;
          @Column((type) => Geo, { prefix: false }) bare: Geo;
        }
        @Entity() class Vip extends Customer { @Column() level: number }
        @ChildEntity() class Svip extends Customer { @Column() since: Date }
        """,
        {
            "customer": (
                "",
                [
                    "at|Date||8", "fullName|string||7", "homeStreet|string||2", "homeZip_code|string||3", "homeGeoLat|number||6",
                    "myPlaceLat|number||6", "myPlaceLoopStreet|string||2", "myPlaceLoopZip_code|string||3", "lat|number||6",
                    "loopStreet|string||2", "loopZip_code|string||3", "since|Date||15",
                ],
            ),
            "vip": ("", ["level|number||14"]),
        },
    ),
    "views and entity schemas": (
        """\
        @ViewEntity({ name: 'v_user', expression: `SELECT 1` }) class V { @ViewColumn({ name: 'tel' }) phone: string }
        export const E = new EntitySchema<X>({
          name: 'UserProfile', columns: {
            phone: { type: 'varchar', length: 20, comment: '电话' },
            n: { type: String, name: 'nn' }, // 名
          }, relations: { a: { type: 'many-to-one' } } });
        """,
        {"v_user": ("", ["tel|string||1"]), "user_profile": ("", ["phone|varchar(20)|电话|4", "nn|String|名|5"])},
    ),
}  # fmt: skip

DTO: dict[str, tuple[str, Told]] = {
    "interfaces and type literals": (
        """\
        // 客户
        export interface CustomerDto extends Base {
          /** 手机 */
          readonly phone?: string; name: string // 姓名
          'id-card': string;
          address: { city: string; geo: { lat: number } }[];
          items: ItemDto[]; parent?: CustomerDto; cb: () => void; m(): string; [k: string]: unknown;
          tags: Array<string>;
        }
        export type LoginReq = Base & { mobile: string } & Partial<{ code: string }>;
        type SearchParams = Record<string, string>;
        type OtherResp = 'a' | 'b';
        interface Props { phone: string }
        interface IUserVO { phone: string }
        interface Servo { phone: string }
        declare namespace api { export interface PayResponse { card_no: string } }
        """,
        {
            "CustomerDto": (
                "客户",
                ["phone|string|手机|4", "name|string|姓名|4", "id-card|string||5", "address.city|string||6", "address.geo.lat|number||6", "tags|Array<string>||8"],
            ),
            "LoginReq": ("", ["mobile|string||10", "code|string||10"]),
            "IUserVO": ("", ["phone|string||14"]),
            "PayResponse": ("", ["card_no|string||16"]),
        },
    ),
    "classes": (
        """\
        class PlainForm {
          phone = '';
          private token: string; static X = 1; #y = 2; list = signal([]); go = () => 1; run(): void {}
          constructor(public email: string, private svc: Svc, other: string) {}
        }
        class Service { phone = '' }
        @InputType() class NewUser { @Field(() => String, { description: '手机号' }) mobile: string; other: string }
        class Sub extends PickType(CustomerDto, ['a']) {
          @ApiProperty({ type: () => [ItemDto] }) items: ItemDto[];
          @IsString({ message: '传真不正确' }) fax: string;
        }
        class ItemDto { @Expose({ name: 'wx_id' }) @IsString() wx: string }
        """,
        {
            "PlainForm": ("", ["phone|||2", "email|string||4"]),
            "NewUser": ("", ["mobile|string|手机号|7"]),
            "Sub": ("", ["fax|string|传真不正确|10"]),
            "ItemDto": ("", ["wx_id|string||12"]),
        },
    ),
    "tables of others": (
        """\
        @Entity() class CustomerEntity { @ApiProperty() @Column() phone: string }
        @Table class CustomerModel extends Model { @ApiProperty() @Column phone: string }
        @Schema() class CatModel { @IsString() @Prop() phone: string }
        @Controller('x') class LoginForm { @IsString() phone: string }
        """,
        {},
    ),
}  # fmt: skip

SEQUELIZE: dict[str, tuple[str, Told]] = {
    "define and init": (
        """\
        const { STRING, INTEGER: INT } = app.Sequelize;
        const attrs = { fax: { type: DataTypes.STRING } };
        app.model.define('user', { fullName: STRING(30), age: INT, ...attrs }, { underscored: true, comment: '用户' });
        app.define('ignored', { a: 1, b: 'x' });
        customElements.define('my-el', class {});
        sequelize.define("UserAddress", { zip: { type: Sequelize.ENUM('a', 'b') } }, { freezeTableName: true, schema: 'crm' });
        class Person extends Model {
          static init(sequelize, DataTypes) {
            return super.init({
              idCardNo: DataTypes.STRING(18), // 身份证号
              big: DataTypes.BIGINT.UNSIGNED, arr: DataTypes.ARRAY(DataTypes.STRING), v: DataTypes.VIRTUAL,
            }, { sequelize, underscored: true });
          }
        }
        Company.init({ tel: { type: DataTypes.STRING, field: 'tel_no', comment: '电话' } }, { sequelize });
        Foo.init({ a: 1 });
        """,
        {
            "users": ("用户", ["full_name|STRING(30)||3", "age|INT||3", "fax|STRING||2"]),
            "crm.UserAddress": ("", ["zip|ENUM('a', 'b')||6"]),
            "people": ("", ["id_card_no|STRING(18)|身份证号|10", "big|BIGINT.UNSIGNED||11", "arr|ARRAY(DataTypes.STRING)||11"]),
            "Companies": ("", ["tel_no|STRING|电话|15"]),
        },
    ),
    "decorated classes": (
        """\
        @Table({ tableName: 't_customer', underscored: true, comment: '客户' })
        export class Customer extends Base<Customer> {
          @Column({ type: DataType.STRING(20), comment: '手机号' }) declare mobile: string;
          @Comment('身份证号') @Column(DataType.CHAR(18)) idCardNo: string;
          @Column({ field: 'wx' }) wechat: string; // 微信
          @ForeignKey(() => Company) @Column companyId: number;
          @BelongsTo(() => Company) company: Company;
          @CreatedAt createdAt: Date;
          @Column(DataType.VIRTUAL) virt: string;
          plain: string;
        }
        class Base<T> extends Model { @Column baseCol: string }
        import 'sequelize-typescript';
        """,
        {
            "t_customer": (
                "客户",
                ["base_col|string||12", "mobile|STRING(20)|手机号|3", "id_card_no|CHAR(18)|身份证号|4", "wx|string|微信|5", "company_id|number||6", "created_at|Date||8"],
            )
        },
    ),
}  # fmt: skip

MONGOOSE: dict[str, tuple[str, Told]] = {
    "schemas": (
        """\
        const addressSchema = new Schema({ city: String, zip: { type: String, comment: '邮编' } }, { _id: false });
        const userSchema = new mongoose.Schema<IUser>({
          name: { first: String, last: { type: String } },
          phone: { type: String, match: /x/ }, // 手机
          address: addressSchema, home: { type: addressSchema }, all: [addressSchema], tags: [String],
          type: { type: String }, company: { type: Schema.Types.ObjectId, ref: 'Company' },
          cards: [{ no: String, kind: { type: String } }], meta: { type: Map, of: String }, many: [{ type: String, comment: '多' }],
        }, { collection: 'sys_user' });
        export default mongoose.model('User', userSchema);
        mongoose.model('Person', new Schema({ idCard: String }));
        export const tokenSchema = new Schema({ value: String });
        const empty = new Schema({});
        """,
        {
            "sys_user": (
                "",
                [
                    "name.first|String||3", "name.last|String||3", "phone|String|手机|4", "address.city|String||1", "address.zip|String|邮编|1",
                    "home.city|String||1", "home.zip|String|邮编|1", "all.city|String||1", "all.zip|String|邮编|1", "tags|[String]||5", "type|String||6",
                    "company|ObjectId||6", "cards.no|String||7", "cards.kind|String||7", "meta|Map||7", "many|[String]|多|7",
                ],
            ),
            "people": ("", ["idCard|String||10"]),
            "tokens": ("", ["value|String||11"]),
        },
    ),
    "decorated classes": (
        "/** 猫 */\n@Schema({ collection: 'cats' }) export class Cat { @Prop({ comment: '昵称' }) nick: string; @Prop() phone: string; x: string }\n",
        {"cats": ("猫", ["nick|string|昵称|2", "phone|string||2"])},
    ),
}  # fmt: skip

CASES: dict[str, tuple[Notation, str, Told]] = {
    f"{notation.NAME}: {name}": (notation, text, told)
    for notation, cases in ((typeorm, TYPEORM), (typescript_dto, DTO), (sequelize, SEQUELIZE), (mongoose, MONGOOSE))
    for name, (text, told) in cases.items()
}


@pytest.mark.parametrize("case", CASES)
def test_tables(case: str) -> None:
    notation, text, expected = CASES[case]
    assert told(notation.read(textwrap.dedent(text), "src/a.ts")) == (expected, [], ())


@pytest.mark.parametrize("case", CASES)
def test_no_other_notation_reads_the_same_table(case: str) -> None:
    notation, text, expected = CASES[case]
    for other in ALL:
        if other is not notation and worth_reading(other, text):
            assert not told(other.read(textwrap.dedent(text), "src/a.ts"))[0].keys() & expected.keys()


MIGRATIONS: dict[str, tuple[Notation, str, str, Told, list[str], tuple[int, ...]]] = {
    "calls of a query runner": (
        typeorm_migrations,
        "1600000000000-x.ts",
        """\
        const cols = [{ name: 'a', type: 'int' }];
        const table = new Table({ name: 'crm.users', comment: '用户', columns: [...cols, new TableColumn({ name: 'b', type: 'decimal', precision: 10, scale: 2 })] });
        export class X1600000000001 implements MigrationInterface {
          async up(q: QueryRunner) {
            await q.createTable(table, true);
            await this.more(q);
            const t = await q.getTable('users');
            await q.addColumn(t, new TableColumn({ name: 'phone', type: 'varchar', length: '20', comment: '手机' }));
            await q.changeColumn('users', 'phone', new TableColumn({ name: 'mobile', type: 'varchar' }));
            await q.changeColumns('users', [{ oldColumn: 'a', newColumn: { name: 'aa', type: 'int' } }]);
            await q.renameColumn('users', 'b', new TableColumn({ name: 'bb', type: 'int' }));
            await q.addColumns('users', [{ name: 'zz', type: 'int' }, { name: 'z', type: 'int' }]);
            await q.dropColumns('users', ['z', new TableColumn({ name: 'zz' })]);
            await q.renameTable('crm.users', 'customers');
            await q.createTable(new Table({ name: 'dead', columns: [] })); await q.dropTable('dead');
            await q.query(`UPDATE users SET x = ${v}`);
          }
          async more(q) { await q.addColumn('users', new TableColumn({ name: 'fax', type: 'varchar' })) }
          async down(q) { await q.addColumn('users', new TableColumn({ name: 'no' })); await q.query(unknown); }
        }
        """,
        {"crm.customers": ("用户", ["aa|int||10", "bb|decimal(10,2)||11", "fax|varchar||18", "mobile|varchar|手机|9"])},
        [],
        (),
    ),
    "SQL in every kind of literal": (
        typeorm_migrations,
        "1600000000000-x.ts",
        """\
        export class X implements MigrationInterface {
          private name1 = 'people';
          up = async (q: QueryRunner): Promise<void> => {
            await q.query(`CREATE TABLE ${this.name1} (
              "id" SERIAL, "card" varchar -- 卡号
            )`);
            await q.query("ALTER TABLE a " + "ADD COLUMN p1 varchar(3)," +
              'ADD COLUMN p2 text COMMENT \\'it\\\\\\'s\\'');
            await q.query("ALTER TABLE \\`b\\`\\nADD \\u0060x\\x60 int");
          }
        }
        """,
        {
            "people": ("", ["id|SERIAL||5", "card|varchar|卡号|5"]),
            "a": ("", ["p1|varchar(3)||7", "p2|text|it's|7"]),
            "b": ("", ["x|int||9"]),
        },
        [],
        (),
    ),
    "what is not understood": (
        typeorm_migrations,
        "1600000000000-x.ts",
        """\
        export class X implements MigrationInterface {
          async up(q: QueryRunner) {
            await q.addColumn('users', makeColumn());
            await q.addColumn(tbl, new TableColumn({ name: 'lost' }));
            await q.query(sqlFromFile);
            await q.query(`ALTER TABLE ${t.name} ADD x int`);
            await q.renameColumn('a', before, 'after');
            await q.createTable(new Table({ name: 'b', columns: COLUMNS }));
            for (const s of list) await q.query(s);
          }
        }
        """,
        {"users": ("", []), "a": ("", []), "b": ("", [])},
        ["users:3", "a:7", "b:8"],
        (4, 5, 6, 9),
    ),
    "calls of a query interface": (
        sequelize,
        "20240101-y.js",
        """\
        const make = (queryInterface) => queryInterface.addColumn('users', 'qq', DataTypes.STRING);
        exports.up = async ({ context: queryInterface }) => {
          const t = 'users';
          await queryInterface.createTable({ tableName: 'users', schema: 'crm' }, {
            phone: { type: DataTypes.STRING, comment: '电话' }, // 备用
            gone: DataTypes.STRING, fullName: { type: 'varchar(20)', field: 'full_name' },
          }, { comment: '用户' });
          await queryInterface.addColumn(t, 'wx', { type: 'VARCHAR(20)' });
          await queryInterface.changeColumn(t, 'wx', { type: DataTypes.STRING(64), comment: '微信' });
          await queryInterface.removeColumn(t, 'gone');
          await queryInterface.renameColumn(t, 'phone', 'tel');
          await make(queryInterface);
          await queryInterface.sequelize.query("ALTER TABLE users ADD COLUMN fax varchar(9)");
          await queryInterface.bulkInsert('users', [{ phone: '1' }]);
        };
        exports.down = async ({ context: queryInterface }) => { await queryInterface.dropTable('users') };
        """,
        {
            "crm.users": (
                "用户",
                ["tel|STRING|电话; 备用|11", "full_name|varchar(20)||6", "wx|STRING(64)|微信|9", "qq|STRING||1", "fax|varchar(9)||13"],
            )
        },
        [],
        (),
    ),
    "a query interface that is not understood": (
        sequelize,
        "20240101-y.js",
        """\
        module.exports = { up: async (queryInterface, Sequelize) => {
          await Promise.all(['a', 'b'].map((c) => queryInterface.addColumn('users', c, Sequelize.STRING)));
          await queryInterface.createTable('orders', { phone: Sequelize.STRING, ...common });
          await queryInterface.dropTable(unknown);
        } };
        """,
        {"users": ("", []), "orders": ("", ["phone|STRING||3"])},
        ["users:2", "orders:3"],
        (4,),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MIGRATIONS)
def test_migrations(case: str) -> None:
    notation, path, text, expected, unparsed, unread = MIGRATIONS[case]
    definition = notation.read(textwrap.dedent(text), f"db/{path}")
    assert told(definition) == (expected, unparsed, unread)
    assert (definition.history, definition.step, definition.version[0]) == ("db", f"db/{path}", int(path.split("-")[0]))


def test_a_migration_is_ordered_by_its_file_or_by_its_class() -> None:
    text = "class A1700000000001 implements MigrationInterface { async up(q) { await q.dropTable('x') } }"
    versions = [typeorm_migrations.read(text, path).version for path in ("m/1600-a.ts", "m/a.ts")]
    assert versions == [(1600, "1600-a.ts"), (1700000000001, "a.ts")]
    assert (
        typeorm_migrations.read("class A implements MigrationInterface { async up(q) { await q.manager.save(1) } }", "m/1-a.ts")
        == Definition()
    )


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("src/user.entity.ts", {"typeorm", "typeorm_migrations", "sequelize", "typescript_dto", "mongoose"}),
        ("src/models/user.js", {"typeorm", "typeorm_migrations", "sequelize", "mongoose"}),
        ("src/page.tsx", {"typescript_dto"}),
    ],
)
def test_which_files(path: str, names: set[str]) -> None:
    assert {n.NAME for n in spoken_in(path) if n in ALL} == names


@pytest.mark.parametrize(
    "text",
    [
        "export const x = 1;\n", "import { Entity } from './game';\nconst e: EntityId = 1;\n", "interface Props { phone: string }\n",
        "class UserService { constructor(private readonly http: HttpClient) {} }\n", "customElements.define('x-y', class {});\n",
    ],
)  # fmt: skip
def test_what_is_about_no_tables_is_not_even_parsed(text: str) -> None:
    assert [n.NAME for n in ALL if worth_reading(n, text)] == []


@pytest.mark.parametrize("notation", ALL, ids=lambda n: n.NAME)
def test_a_place_is_that_of_the_name_in_characters(notation: Notation) -> None:
    texts = {
        "typeorm": "@Entity() class A { /* 甲乙𠮷 */ @Column({ comment: '甲', name: 'full_name' }) x: string; /* 𠮷 */ @Column() tel: string }",
        "typescript_dto": "interface ADto { /* 甲𠮷 */ full_name: string; /* 甲 */ 'tel': string }",
        "sequelize": "sequelize.define('A甲', { /* 𠮷 */ x: { comment: '甲', type: DataTypes.STRING, field: 'full_name' }, tel: DataTypes.STRING })",
        "mongoose": "mongoose.model('甲', new Schema({ /* 𠮷 */ full_name: String, 'tel': { type: String } }))",
        "typeorm_migrations": "class A implements MigrationInterface { up(q) { q.createTable(new Table({ comment: '𠮷', name: 'a', columns: "
        "[{ comment: '甲', name: 'full_name' }, { name: `tel` }] })) } }",
    }
    text = texts[notation.NAME]
    columns = notation.read(text, "a.ts").changes[0].columns
    assert [text[c.at - 1 :][: len(c.name)] for c in columns] == ["full_name", "tel"]


@pytest.mark.parametrize(
    ("notation", "text", "tables", "broken"),
    [
        (typeorm, "@Entity()\nclass A {\n  @Column() x: string;\n  @Column({ name: } y: string;\n}\n", {"a"}, {4}),
        (typeorm, "@Entity()\nclass A {\n  @Column() x: string;\n", set(), {1, 2, 3, 4}),
        (typeorm, "@Entity() class A { @Column() x: string; m() { return 1 +; } }\n", {"a"}, set()),
        (typescript_dto, "interface ADto {\n  x: string;\n  y: = string;\n}\n", {"ADto"}, {3}),
        (sequelize, "sequelize.define('a', {\n  x: DataTypes.STRING,\n  y: { type: DataTypes.STRING ] },\n});\n", {"as"}, {3}),
        (mongoose, "mongoose; const aSchema = new Schema({\n  x: String,\n  y: = String,\n});\n", {"as"}, {3}),
    ],
)
def test_what_is_damaged_is_told(notation: Notation, text: str, tables: set[str], broken: set[int]) -> None:
    found, unparsed, unread = told(notation.read(text, "a.ts"))
    lines = {int(u.rpartition(":")[2]) for u in unparsed} | set(unread)
    assert found.keys() >= tables
    assert bool(lines) == bool(broken) and lines <= broken


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("// 手机号", "手机号"), ("/// a  b ", "a b"), ("/** 手机\n * 号码\n * @type {string}\n * more */", "手机 号码"), ("// ----", ""),
        ("// @Column() x: string;", ""), ("// eslint-disable-line", ""), ("// const a = 1;", ""), ("/* @description 电话 */", "电话"),
        ("// 包括姓名, 电话,", "包括姓名, 电话,"), ("/* eslint-disable */", ""), ("// number (with country code)", "number (with country code)"), ("// region of birth", "region of birth"), ("// #region x", ""),
        ("// prettier-ignore", ""), ("// @ts-ignore", ""), ("//", ""), ("/**/", ""), ("/***/", ""),
    ],
)  # fmt: skip
def test_the_words_of_a_comment(comment: str, words: str) -> None:
    assert cleaned(comment) == words


def samples() -> list[Path]:
    return sorted(p for n in ALL for p in PERSON.glob(f"{n.NAME}*") if p.is_file()) + sorted(
        p for n in ALL for folder in PERSON.glob(f"{n.NAME}*") for p in folder.rglob("*.[jt]s")
    )


@pytest.mark.parametrize("sample", samples(), ids=lambda p: p.name)
def test_damaged_text_ends_in_a_definition_or_is_unread(sample: Path) -> None:
    chance, whole = random.Random(7), sample.read_text("utf-8")
    for _ in range(40):
        a, b = sorted(chance.sample(range(len(whole)), 2))
        for text in (whole[:a], whole[:a] + whole[b:], whole[b:] + whole[:a], whole[:a] + chance.choice("{}()[]<`\"'/*@\0") + whole[a:]):
            for notation in ALL:
                with contextlib.suppress(Unread):
                    notation.read(text, sample.name)


@pytest.mark.parametrize("nest", ["{a:", "[", "f(", "`${", "a<b<", "A<B,", "/*\n", "class A{b:"])
def test_nesting_is_bounded(nest: str) -> None:
    with pytest.raises(Unread):
        typeorm.read(f"@Entity() class A {{}}\n{nest * 20_000}", "a.ts")


def test_a_text_that_the_grammar_reads_again_and_again_is_refused() -> None:
    with pytest.raises(Unread):
        typeorm.read("@Entity() class A {}\n" + "type A=B extends C?D:" * 2_000, "a.ts")


@pytest.mark.parametrize(
    ("notation", "text"),
    [
        (typeorm, "".join(f"class A{n} {{ @Column(() => A{n + 1}) x; @Column(() => A{n + 1}) y }}\n" for n in range(40)) + "@Entity() class E extends A0 {}"),
        (sequelize, "".join(f"const a{n} = {{ ...a{n + 1}, ...a{n + 1}, x{n}: STRING }};\n" for n in range(40)) + "sequelize.define('x', a0)"),
        (mongoose, "mongoose;" + "".join(f"const a{n} = new Schema({{ x: a{n + 1}, y: a{n + 1} }});\n" for n in range(40)) + "const a40 = String"),
        (typeorm_migrations, "".join(f"const a{n} = a{n + 1} + a{n + 1};\n" for n in range(40)) + "const a40 = 'x'; class X { up(q) { q.query(a0) } }"),
        (typeorm_migrations, "".join(f"const a{n} = [...a{n + 1}, ...a{n + 1}];\n" for n in range(40)) + "class X { up(q) { q.dropColumns('t', a0) } }"),
    ],
)  # fmt: skip
def test_what_names_stand_for_is_bounded(notation: Notation, text: str) -> None:
    with contextlib.suppress(Unread):
        assert len(notation.read(text, "a.ts").changes) < 1_000


@pytest.mark.parametrize(
    "text", ["const a = b; const b = a;", "const a = a + 'x';", "const a = { ...a };", "const a = [...a];", "class A extends A {}"]
)
def test_circles_end(text: str) -> None:
    whole = text + "@Entity(a) class E extends A { @Column({ name: a, ...a }) x } class X { up(q) { q.query(a); q.dropColumns('t', a) } }"
    for notation in ALL:
        notation.read(whole, "a.ts")


@pytest.mark.parametrize(
    ("notation", "line"),
    [
        (typeorm, "@Entity() class A%d { @Column({ name: 'x' }) y: string } // 甲"),
        (typeorm, "@Entity() class A"), (typeorm, "@Entity({"), (typeorm, "/* a */ class B {}"),
        (typescript_dto, "interface A%dDto { /* 甲 */ x: string; y: { z: string }[] }"),
        (typescript_dto, "class ADto { x: "), (typescript_dto, "type AReq = "),
        (sequelize, "sequelize.define('a', { x: DataTypes.STRING, y: { type: DataTypes.ENUM('a') } });"),
        (sequelize, "sequelize.define('a', "), (mongoose, "mongoose.model('A%d', new Schema({ x: String, y: [{ z: String }] }));"),
        (typeorm_migrations, "class A%d { up(q) { q.query(`ALTER TABLE a ADD x int`); q.addColumn('t', { name: 'x' }) } }"),
        (typeorm_migrations, "const a%d = 'x' + "),
    ],
)  # fmt: skip
def test_cost_grows_with_the_length_of_the_text(notation: Notation, line: str) -> None:
    def work(size: int) -> None:
        with contextlib.suppress(Unread):
            notation.read("\n".join(line % n if "%d" in line else line for n in range(size)), "a.ts")

    assert growth(work, 300) < 3.5


def test_one_line_of_many_columns_costs_what_they_cost() -> None:
    def work(size: int) -> None:
        typeorm.read(
            "@Entity() class A {" + "".join(f"/* 甲 */ @Column({{ name: 'x{n}' }}) a{n}: string; " for n in range(size)) + "}", "a.ts"
        )

    assert growth(work, 500) < 3.5
