"""Java classes and MyBatis mappers against the tables that must come out of them."""

from __future__ import annotations

import contextlib
import random
import textwrap
from pathlib import Path

import pytest

from connectors.notations import Definition, Unread, java, mybatis, spoken_in, worth_reading
from tests.growth import growth

HERE = Path(__file__).parent / "person"

# Each case: a text; then for every table its name, comment and columns "name|type|comment|line".
Tables = dict[str, tuple[str, list[str]]]

JAVA: dict[str, tuple[str, Tables]] = {
    "jpa: names, constants, foreign keys, relations": (
        """\
        @Entity
        @Table(name = "T_" + Names.CUSTOMER, schema = "crm", comment = "客户表")
        public class Customer {
          @Id @Column(name = Names.ID) private Long id;
          @Column(name = "`FULL_NAME`") private String name;
          @Column("tel") String phone, other[];
          @javax.persistence.Column(name = Elsewhere.X) private String idCardNo;
          @ManyToOne private Region region;
          @ManyToOne @JoinColumn(name = "seller", comment = "x") private User boss;
          @OneToOne(mappedBy = "customer") private Profile profile;
          @OneToMany private List<Order> orders;
          @ManyToMany private Set<Tag> tags;
          @ElementCollection private List<String> nicknames;
          @JoinColumns({@JoinColumn(name = "a_id"), @JoinColumn(name = "b_id")}) private Pair pair;
          @Transient private String bank;
          private transient String card;
          static String counter;
          @Formula("1 + 1") private int sum;
          @Enumerated private Gender gender;
        }
        interface Names { String CUSTOMER = "CUSTOMER"; String ID = "customer" + "_" + ("i" + 'd'); }
        """,
        {
            "crm.T_CUSTOMER": (
                "客户表",
                [
                    "customer_id|Long||4",
                    "FULL_NAME|String||5",
                    "tel|String||6",
                    "tel|String[]||6",
                    "id_card_no|String||7",
                    "region_id|Region||8",
                    "seller|User||9",
                    "nicknames|List<String>||13",
                    "a_id|Pair||14",
                    "b_id|Pair||14",
                    "gender|Gender||19",
                ],
            )
        },
    ),
    "jpa: annotations on getters": (
        """\
        @Entity class Guest {
          private String name; private String secret; private String phone;
          @Column(name = "guest_name") public String getName() { return name; }
          @Transient public String getSecret() { return secret; }
          public String getPhone() { String address = ""; return phone; }
        }
        """,
        {"guest": ("", ["guest_name|String||3", "phone|String||2"])},
    ),
    "jpa: embedded, mapped superclass, one table for a hierarchy": (
        """\
        @Entity class Person extends Base { @Embedded private Home home; @Embedded private Away away; @EmbeddedId Key key; }
        @Embeddable class Home { String street; @Column(name = "zip") String postcode; }
        @MappedSuperclass abstract class Base { /** 主键 */ protected Long id; }
        @Entity class Employee extends Person { String badge; }
        @Entity @Table(name = "boss") class Boss extends Person { String plate; }
        """,
        {
            "person": ("", ["id|Long|主键|3", "street|String||2", "zip|String||2"]),
            "person+": ("", ["badge|String||4"]),
            "boss": ("", ["plate|String||5"]),
        },
    ),
    "jpa: an abstract entity; the table's comment by Hibernate": (
        """\
        @Entity @org.hibernate.annotations.Table(appliesTo = "p", comment = "人员") @javax.persistence.Table(name = "p")
        public abstract sealed class Party permits Human { String phone; }
        @Entity final class Human extends Party { /// 名
          String name; }
        """,
        {"p": ("人员", ["phone|String||2"]), "p+": ("", ["name|String||4"])},
    ),
    "jpa: a table for each class": (
        """\
        @Entity @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS) class Animal { String name; }
        @Entity class Dog extends Animal { String chip; }
        """,
        {"animal": ("", ["name|String||1"]), "dog": ("", ["name|String||1", "chip|String||2"])},
    ),
    "a base class and an embeddable that nobody in the file uses": (
        "@MappedSuperclass public abstract class BasePerson { String phone; }\n@Embeddable class Contact { String email; }\n",
        {"base_person": ("", ["phone|String||1"]), "contact": ("", ["email|String||2"])},
    ),
    "mybatis-plus and mybatis-flex": (
        """\
        @TableName(value = "sys_user", schema = "ops") class A {
          @TableId("user_id") Long id; @TableField("`mobile`") String tel; @TableField(exist = false) String x;
          @TableField(fill = FieldFill.INSERT) String createBy; @TableField(select = false) private String loginPWDHash; }
        @Table("tb_account") class B { @Column(value = "nick", comment = "昵称") String n; @Column(ignore = true) String y;
          @RelationOneToOne(selfField = "id") Card card; }
        """,
        {
            "ops.sys_user": ("", ["user_id|Long||2", "mobile|String||2", "create_by|String||3", "login_pwd_hash|String||3"]),
            "tb_account": ("", ["nick|String|昵称|4"]),
        },
    ),
    "spring data": (
        """\
        @Document(collection = "members") class M { @Id String id; @Field("tel") String phone; String idCard; @DBRef Shop shop; }
        @Document class ShopOwner { String fullName; }
        """,
        {"members": ("", ["id|String||1", "tel|String||1", "idCard|String||1"]), "shopOwner": ("", ["fullName|String||2"])},
    ),
    "swagger, openapi, spreadsheets, validation": (
        """\
        @ApiModel(value = "Applicant", description = "申请人")
        public class Applicant {
          @ApiModelProperty(value = "姓名", notes = "真实姓名", example = "x") private String xm;
          @Schema(description = "证件" + "号码") @NotBlank(message = "必填") private String zjhm;
          @Schema(description = \"\"\"
              联系
              电话\"\"\") private String lxdh;
          @Excel(name = "住址", width = 20) private String zz;
          @ExcelProperty(value = {"联系方式", "邮箱"}, index = 1) private String yx;
          @Pattern(regexp = ".", message = "车牌号格式") private String cp;
          @NotNull(message = "{a.b}") private Integer age;
          @JsonProperty("bankCard") private String yhk;
          @Comment("\\u751F\\u65E5") private Date sr;
        }
        """,
        {
            "applicant": (
                "申请人",
                [
                    "xm|String|姓名; 真实姓名|3",
                    "zjhm|String|证件号码|4",
                    "lxdh|String|联系 电话|7",
                    "zz|String|住址|8",
                    "yx|String|邮箱|9",
                    "cp|String|车牌号格式|10",
                    "age|Integer||11",
                    "bankCard|String||12",
                    "sr|Date|生日|13",
                ],
            )
        },
    ),
    "comments: javadoc, above, within, behind": (
        """\
        /**
         * <p>
         * 客户。More about it.
         * </p>
         * @author x
         */
        public class CustomerVO {
          /** 姓名 {@code x}, see {@link Person}
           *  of the customer
           * @see Person */
          private String a; // shown
          // 手机
          // of the customer
          private String b;
          // 一般信息

          private String c;
          // private String old;
          private String d; /* 邮箱 */ private String e;
          @NotNull // 住址
          private String f;
        }
        """,
        {
            "customer_vo": (
                "客户",
                [
                    "a|String|姓名 x, see Person of the customer; shown|11",
                    "b|String|手机; of the customer|14",
                    "c|String||17",
                    "d|String|邮箱|19",
                    "e|String||19",
                    "f|String|住址|21",
                ],
            )
        },
    ),
    "records": (
        """\
        /** 访客
         * @param fullName 姓名
         * @param phone 手机
         */
        record Guest(String fullName, @Schema(description = "号码") String phone, // mobile
            int... marks) { static final int MAX = 1; record Part<T>(T data, List<Long> ids) {} }
        """,
        {
            "guest": ("访客", ["full_name|String|姓名|5", "phone|String|号码; 手机; mobile|5", "marks|int[]||6"]),
            "part": ("", ["ids|List<Long>||6"]),
        },
    ),
    "lombok and plain classes by their names": (
        """\
        @Data class Visit { private String phone; private VisitService service; private OrderVO order; private List<OrderVO> orders;
          private Map<String, Object> extra; private byte[] photo; private Optional<String> nick; private com.x.Mobile tel; }
        public class UserForm<T> extends BaseForm { String email; T data; @Autowired UserMapper mapper; @Value("${a}") String key; }
        class LoginReq { String mobile; } class SysUser extends BaseEntity { String idCard; } class User extends Model<User> { String qq; }
        """,
        {
            "visit": (
                "",
                ["phone|String||1", "extra|Map<String, Object>||2", "photo|byte[]||2", "nick|Optional<String>||2", "tel|com.x.Mobile||2"],
            ),
            "user_form": ("", ["email|String||3"]),
            "login_req": ("", ["mobile|String||4"]),
            "sys_user": ("", ["id_card|String||4"]),
            "user": ("", ["qq|String||4"]),
        },
    ),
    "inner classes; two of one name": (
        """\
        public class OrderDTO {
          private Item item; private Kind kind;
          public static class Item { String receiver; }
          public static class ItemBuilder { String receiver; }
          enum Kind { A; String label; }
        }
        class BillDTO { static class Item { String payer; } class NotStatic { String x; } interface P { String getName(); } }
        """,
        {
            "order_dto": ("", ["kind|Kind||2"]),
            "order_dto_item": ("", ["receiver|String||3"]),
            "bill_dto_item": ("", ["payer|String||7"]),
        },
    ),
    "inheritance outside of jpa": (
        "class A1DTO extends B1DTO { String x; }\nclass B1DTO { String y; }\nabstract class C1 { String z; }\nclass D1DTO extends C1 { }\n",
        {"a1_dto": ("", ["y|String||2", "x|String||1"]), "b1_dto": ("", ["y|String||2"]), "d1_dto": ("", ["z|String||3"])},
    ),
    "a name in characters beyond the first plane": (
        "@Entity class 甲 { String 𝒳姓, 名; }",
        {"甲": ("", ["𝒳姓|String||1", "名|String||1"])},
    ),
    "what is no data": (
        """\
        @Service class UserService { private String name; void f() { @Data class Local { String phone; } } }
        @Data @ConfigurationProperties("x") class SmsProperties { String phone; }
        @Getter class BizException extends RuntimeException { private String phone; }
        @Getter enum Kind { A; private String phone; }
        interface UserQuery { String PHONE = "phone"; String getPhone(); }
        class Helper { private String phone; }
        @RestController class X { @PostMapping Response f(@RequestBody UserForm form) { return null; } }
        """,
        {},
    ),
    "damage within a class of data, and elsewhere": (
        "@Entity class A { String phone; String = ; }\n@Entity class B { String email; void f() { int = ; } }\n",
        {"a": ("!", ["phone|String||1"]), "b": ("", ["email|String||2"])},
    ),
}

MYBATIS: dict[str, tuple[str, Tables]] = {
    "result maps: the table of the statement, of the class": (
        """\
        <mapper namespace="a.UserMapper">
          <resultMap id="r" type="a.SysUser"><id column="id" property="id" jdbcType="BIGINT"/>
            <result property="n"
                    column='`full_name`' javaType="java.lang.String"/>
            <!-- 部门 -->
            <association property="dept" column="dept_id" javaType="a.SysDept"><result column="leader"/></association>
            <collection property="roles" column="{x=y}" ofType="a.SysRole"><result column="role_name"/></collection>
            <discriminator javaType="int" column="kind"><case value="1"><result column="license_no"/></case></discriminator>
          </resultMap>
          <resultMap id="o" type="a.IdCard"><result column="no"/></resultMap>
          <resultMap id="m" type="map"><result column="wechat"/></resultMap>
          <select id="s" resultMap="r">select * from `ops`.`sys_user` u where u.id = #{id} and email like 'x'</select>
        </mapper>
        """,
        {
            "ops.sys_user": (
                "",
                ["id|BIGINT||2", "full_name|String||4", "dept_id|SysDept|部门|6", "kind|int||8", "license_no|||8", "wechat|||11"],
            ),
            "sys_dept": ("", ["leader|||6"]),
            "sys_role": ("", ["role_name|||7"]),
            "id_card": ("", ["no|||10"]),
        },
    ),
    "lists of columns, with comments of both kinds": (
        """\
        <mapper namespace="a.CustomerMapper">
          <!-- 通用查询结果列 -->
          <sql id="Base_Column_List">
            <!-- 主键 -->
            id, c.full_name as name, -- 姓名
            `mobile`, /* 手机 */ ${dynamic}, now()
          </sql>
          <sql id="where">where a = 1, b</sql>
          <insert id="i">
            INSERT INTO crm.t_customer (id, email, <!-- 邮箱 --> wechat) VALUES (#{id}, #{email}, (1, 2))
          </insert>
          <insert id="j">insert ignore into crm.t_customer <trim prefix="(" suffix=")" suffixOverrides=",">
              <if test="a > 1 and b &lt; 2">qq,</if></trim> <trim prefix="values (" suffix=")"><if test="c">#{qq},</if></trim></insert>
          <insert id="k">insert into other (<![CDATA[ phone ]]>) select tel from x</insert>
          <insert id="l">insert into ${table} (a) values (1)</insert>
          <update id="u">update crm.t_customer set address = #{a}</update>
        </mapper>
        """,
        {
            "crm.t_customer": (
                "",
                ["id||主键|5", "full_name||姓名|5", "mobile||手机|6", "email||邮箱|10", "wechat|||10", "qq|||13"],
            ),
            "other": ("", ["phone|||14"]),
        },
    ),
    "nothing names the table": (
        '<mapper namespace="a.IdCardMapper"><sql id="columns">no, name</sql></mapper>',
        {"id_card": ("", ["no|||1", "name|||1"])},
    ),
    "ibatis": (
        '<sqlMap namespace="x"><resultMap id="a" class="b.Guest"><result property="p" column="phone" jdbcType="VARCHAR"/></resultMap></sqlMap>',
        {"guest": ("", ["phone|VARCHAR||1"])},
    ),
    "a configuration is no mapper": ('<configuration><mappers><mapper resource="a.xml" namespace="x"/></mappers></configuration>', {}),
    "only selects": ('<mapper namespace="a.B"><select id="s" resultType="a.B">select id, phone from t</select></mapper>', {}),
}


def shown(definition: Definition) -> Tables:
    """Tables as the cases write them; "+" behind the name of one that is told again, "!" for a table with a damaged place."""
    found: Tables = {}
    for change in definition.changes:
        name = ".".join(part for part in change.table if part)
        if change.op == "create":
            while name in found:
                name += "+"
            found[name] = ("", [f"{c.name}|{c.type}|{c.comment}|{c.line}" for c in change.columns])
        else:
            found[name] = ("!" if change.op == "unparsed" else change.new, found[name][1])
    return found


def source(text: str) -> str:
    return textwrap.dedent(text)


@pytest.mark.parametrize("case", JAVA)
def test_java(case: str) -> None:
    text, tables = JAVA[case]
    assert shown(java.read(source(text), "src/A.java")) == tables
    assert worth_reading(java, text)


@pytest.mark.parametrize("case", MYBATIS)
def test_mybatis(case: str) -> None:
    text, tables = MYBATIS[case]
    assert shown(mybatis.read(source(text), "mapper/A.xml")) == tables


@pytest.mark.parametrize(
    ("notation", "text"),
    [
        (java, "package a;\npublic class Tool { int count; void f() { String record = null; } }"),
        (java, "// a class for data\npublic interface Repo extends JpaRepository<User, Long> { }"),
        (java, "class Former { @Override public String toString() { return null; } }"),
        (mybatis, "<project><modules><module>mapper</module></modules></project>"),
        (mybatis, '<beans><bean id="mapper" class="x"/></beans>'),
        (mybatis, "<mappers/>"),
    ],
)
def test_what_lacks_the_sign_is_not_parsed(notation: object, text: str) -> None:
    assert not worth_reading(notation, text)  # type: ignore[arg-type]


def test_every_place_is_where_the_name_is_written() -> None:
    for notation, cases in ((java, JAVA), (mybatis, MYBATIS)):
        for text, _ in cases.values():
            lines = source(text).split("\n")
            for change in notation.read(source(text), "a").changes:
                for column in change.columns:
                    written = lines[column.line - 1][column.at - 1 :]
                    short = column.name.removesuffix("_id").replace("_", "").lower()
                    assert written.replace("_", "").lower().startswith((short, "names.id", "elsewhere.x")) or column.name == "id_card_no"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("@Data class A {\n  /* String phone;\n}", 2),
        ("class A extends B {}\n@Entity class B extends A { String x; }", None),
        ('@Data class A {\n  String a = /* b */ c; // */ /*\n  String d = "/*"; char e = \'"\'; /* f }', 3),
    ],
)
def test_what_cannot_be_read(text: str, line: int | None) -> None:
    with pytest.raises(Unread) as raised:
        java.read(text, "A.java")
    assert line is None or raised.value.line == line


def test_an_empty_class_that_is_embedded_over_and_over() -> None:
    chain = "".join(f"@Embeddable class A{n} {{ @Embedded A{n + 1} a, b, c; }}\n" for n in range(25))
    with pytest.raises(Unread, match="too many"):
        java.read(chain + "@Embeddable class A25 {} @Entity class E { @Embedded A0 a; }", "A.java")


def test_constants_made_of_each_other() -> None:
    doubled = "".join(f"static final String A{n} = A{n + 1} + A{n + 1};" for n in range(60))
    text = f'@Entity class E {{ {doubled} static final String A60 = "x", B = C, C = B; @Column(name = A0) String p; @Column(name = B) String q; }}'
    assert shown(java.read(text, "E.java")) == {"e": ("", ["p|String||1", "q|String||1"])}


def test_damage_outside_of_classes_is_told_by_its_line() -> None:
    assert java.read("@Entity class A { String phone; }\n\n#!%\n", "A.java").unread == (3,)


def test_file_names() -> None:
    assert java in spoken_in("src/main/java/a/Customer.java")
    assert mybatis in spoken_in("src/main/resources/mapper/CustomerMapper.xml")
    assert java not in spoken_in("Customer.kt")


def damaged(text: str, seed: int) -> str:
    """The text with a piece cut out, two pieces swapped, or marks strewn in."""
    chance = random.Random(seed)
    a, b, c = sorted(chance.randrange(len(text) + 1) for _ in range(3))
    strewn = text[:a] + chance.choice(["\0", '"', "{", "*/", "<", "]]>", "\ud800", "@", "'", "&x;", "(", "\U0001f600"]) + text[a:]
    return chance.choice([text[:a] + text[b:], text[:a] + text[b:c] + text[a:b] + text[c:], text[:b], strewn])


@pytest.mark.parametrize("notation", [java, mybatis])
def test_damaged_text_ends_well(notation: object) -> None:
    read, cases = (java.read, JAVA) if notation is java else (mybatis.read, MYBATIS)
    for n, (text, _) in enumerate(cases.values()):
        for seed in range(60):
            broken = damaged(damaged(text, seed + 1_000 * n), seed)
            with contextlib.suppress(Unread):
                assert isinstance(read(broken, "A"), Definition)


def unread(text: str) -> None:
    with pytest.raises(Unread):
        java.read(text, "A.java")


GROWING = {
    "java: fields in one line": lambda n: java.read("class AEntity {" + "String 名a; " * n + "}", "A.java"),
    "java: a long sum": lambda n: java.read("class AEntity { @Column(name=" + '"a"+' * n + '"b") String a; }', "A.java"),
    "java: damaged classes": lambda n: java.read("@Data class A { String a @ ( = ; }\n" * n, "A.java"),
    "java: open comments": lambda n: unread("@Data class A { " + "/* x " * n * 10),
    "mybatis: columns of a list": lambda n: mybatis.read('<mapper namespace="a.B"><sql id="columns">' + "a1, " * n * 5 + "b</sql></mapper>", "a.xml"),
    "mybatis: selects that share a fragment": lambda n: mybatis.read(
        '<mapper namespace="a.B"><sql id="f">' + "a, " * n + "</sql>" + '<select id="s"><include refid="f"/></select>' * n + "</mapper>", "a.xml"
    ),
    "mybatis: results in one line": lambda n: mybatis.read(
        '<mapper namespace="a.B"><resultMap id="r" type="a.B">' + '<result column="a"/>' * n + "</resultMap></mapper>", "a.xml"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GROWING)
def test_the_cost_grows_with_the_length(case: str) -> None:
    assert growth(GROWING[case], 400, 4) < 9
