"""Pull requests against the companies in `repositories/`: what each changes, what the gate says of it, and what then lets it pass.

A place is told by the words of its line, looked up in the edited file, so that nobody counts lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

#: A whole file; old and new texts in it; None: the file goes.
Edit = str | tuple[tuple[str, str], ...] | None
Edits = Mapping[str, Edit]

DJANGO, SPRING, NEST = "django_mysql", "spring_mybatis_flyway", "nestjs_prisma"
REGISTER, POLICY = "privacy/register.yaml", "privacy/privacy-policy.md"
#: Steps of a remedy that are no edit: what the command writes itself; the lines that each violation carries.
FIX, LINES = "--fix", "lines"


@dataclass(frozen=True, slots=True)
class Told:
    """A rule, the file and the words of its line; `also`: the same of other places where the column is defined."""

    rule: str
    file: str
    words: str
    also: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Mend:
    """A step that lets it pass, and the rules that still speak after it."""

    step: str | Edits
    left: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PullRequest:
    """fail_on: the bar that the company set, "" for the command's own. note: why the remedy has the steps it has. gap: why it is not yet told
    as it should be."""

    id: str
    repository: str
    edits: Edits
    told: tuple[Told, ...] = ()
    mends: tuple[Mend, ...] = ()
    fail_on: str = ""
    note: str = field(default="", compare=False)
    gap: str = field(default="", compare=False)


def apply(edits: Edits, folder: Path) -> None:
    """Carry the edits out below the folder. Raises AssertionError where an old text does not stand there exactly once."""
    for name, edit in edits.items():
        path = folder / name
        if edit is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        text = edit if isinstance(edit, str) else path.read_text("utf-8")
        for old, new in () if isinstance(edit, str) else edit:
            assert text.count(old) == 1, (name, old, text.count(old))
            text = text.replace(old, new)
        path.write_text(text, "utf-8")


def moved(folder: Path, old: str, new: str) -> None:
    (folder / new).parent.mkdir(parents=True, exist_ok=True)
    (folder / old).rename(folder / new)


def line_of(folder: Path, file: str, words: str) -> int:
    """Raises AssertionError unless exactly one line holds the words."""
    found = [n for n, line in enumerate((folder / file).read_text("utf-8").split("\n"), 1) if words in line]
    assert len(found) == 1, (file, words, found)
    return found[0]


_FLYWAY = "src/main/resources/db/migration"
_JAVA = "src/main/java/cn/qinghe/member"
_NEW_POLICY = (('version: "2026-04-01"', 'version: "2026-12-01"'),)
_VERSION = ("version: 2.0.0", "version: 2.1.0")


def _plan(*paths: str) -> tuple[str, str]:
    """The company's decision to ask people again, for the next version of its register."""
    listed = ", ".join(f'"{path}"' for path in paths)
    return "changes: []", f"changes:\n  - {{version: 2.1.0, paths: [{listed}], consent: again, how: 弹窗取得同意，记录存于同意日志}}"


def _migration(app: str, number: str, before: str, operations: str) -> str:
    return (
        "from django.db import migrations, models\n\n\nclass Migration(migrations.Migration):\n"
        f'    dependencies = [("{app}", "{before}")]\n\n    operations = [\n{operations}    ]\n'
    )


CLEAN = (
    PullRequest(
        "declared columns, an index, a table of stock, plain code, a reformatted controller",
        SPRING,
        {
            f"{_FLYWAY}/V8__backup_contact.sql": (
                "ALTER TABLE `t_member` ADD COLUMN `backup_email` varchar(128) NULL COMMENT '备用邮箱';\n"
                "CREATE INDEX `idx_member_level` ON `t_member` (`level`);\n"
                "CREATE TABLE `t_course_stock` (\n  `id` bigint NOT NULL,\n  `course_code` varchar(16) NOT NULL COMMENT '课程编码',\n"
                "  `left_seats` int NOT NULL COMMENT '剩余名额',\n  PRIMARY KEY (`id`)\n) COMMENT='课程库存';\n"
            ),
            f"{_JAVA}/entity/Member.java": (("    private String email;\n", '    private String email;\n\n    @ApiModelProperty("备用邮箱")\n    private String backupEmail;\n'),),
            f"{_JAVA}/controller/MemberController.java": (("        String phone = body.getMobile().trim();\n", "        final String phone =\n                body.getMobile()\n                        .trim();\n"),),
            f"{_JAVA}/util/PhoneFormat.java": (
                "package cn.qinghe.member.util;\n\n/** 手机号格式 */\npublic final class PhoneFormat {\n\n    private static final int LENGTH = 11;\n\n"
                "    private PhoneFormat() {\n    }\n\n    public static boolean fits(String phone) {\n        String idCardLike = phone.trim();\n"
                "        return idCardLike.length() == LENGTH;\n    }\n}\n"
            ),
        },
    ),
    PullRequest(
        "a declared field in model, migration and form, a table of freight, a service about identity cards",
        DJANGO,
        {
            "accounts/models.py": (('    level = models.SmallIntegerField("等级", choices=LEVELS', '    backup_mobile = models.CharField("备用手机号", max_length=20, blank=True)\n    level = models.SmallIntegerField("等级", choices=LEVELS'),),
            "accounts/migrations/0005_backup_mobile.py": _migration(
                "accounts", "0005", "0004_remove_fax",
                '        migrations.AddField(\n            model_name="customer",\n            name="backup_mobile",\n'
                '            field=models.CharField(blank=True, max_length=20, verbose_name="备用手机号"),\n        ),\n',
            ),
            "templates/accounts/signup.html": (('  <label for="email">', '  <label for="backup_mobile">备用手机号</label>\n  <input type="tel" id="backup_mobile" name="backup_mobile">\n  <label for="email">'),),
            "orders/models.py": (("class OrderLine(models.Model):", 'class Freight(models.Model):\n    city_code = models.CharField("城市编码", max_length=6)\n    first_weight = models.DecimalField("首重价格", max_digits=6, decimal_places=2)\n\n    class Meta:\n        db_table = "freight"\n\n\nclass OrderLine(models.Model):'),),
            "accounts/guards.py": '"""收到身份证号就拒绝。"""\n\n\ndef refuse_id_card(text):\n    id_card = text.strip()\n    return len(id_card) == 18 and id_card[:17].isdigit()\n',
            "sql/legacy_dump.sql": (("  KEY `dh` (`dh`)\n", "  KEY `dh` (`dh`),\n  KEY `jf` (`jf`)\n"),),
        },
    ),
    PullRequest(
        "a declared field in model and migration, a table of lockers, a helper about bank cards",
        NEST,
        {
            "prisma/schema.prisma": (
                ("  email     String?\n", "  email     String?\n  /// 备用邮箱\n  email2    String?\n"),
                ("/// 课程\n", "/// 储物柜\nmodel Locker {\n  id    Int    @id @default(autoincrement())\n  code  String @unique\n  floor Int\n\n  @@map(\"locker\")\n}\n\n/// 课程\n"),
            ),
            "prisma/migrations/20261101090000_locker/migration.sql": (
                '-- AlterTable\nALTER TABLE "trainee" ADD COLUMN     "email2" TEXT;\n\n-- CreateTable\nCREATE TABLE "locker" (\n    "id" SERIAL NOT NULL,\n'
                '    "code" TEXT NOT NULL,\n    "floor" INTEGER NOT NULL,\n\n    CONSTRAINT "locker_pkey" PRIMARY KEY ("id")\n);\n\n'
                '-- CreateIndex\nCREATE UNIQUE INDEX "locker_code_key" ON "locker"("code");\n'
            ),
            "src/utils/cards.ts": "/** 会员卡号的校验位；与银行卡号无关。 */\nexport function checkDigit(card: string): number {\n  const bankCard = card.split('').map(Number);\n  return bankCard.reduce((sum, digit) => sum + digit, 0) % 10;\n}\n",
            "src/trainee/trainee.service.ts": (("    this.logger.log(`新学员 ${maskPhone(input.mobile)}`);\n", "    const phone = maskPhone(input.mobile);\n    this.logger.log(`新学员 ${phone}`);\n"),),
        },
    ),
)  # fmt: skip


def _flyway(name: str, sql: str) -> Edits:
    return {f"{_FLYWAY}/V8__{name}.sql": sql}


_V8 = f"{_FLYWAY}/V8__"
_DTO = f"{_JAVA}/dto/MemberRegisterDTO.java"
_TOKYO = "src/main/resources/db/tokyo/migration/V2__mobile.sql"
_PRISMA_STEP = "prisma/migrations/20261101090000_more/migration.sql"

BAD = (
    PullRequest(
        "flyway: an identity number",
        SPRING,
        _flyway("id_card", "-- 实名\nALTER TABLE `t_member`\n  ADD COLUMN `verified` tinyint NOT NULL DEFAULT 0 COMMENT '是否实名',\n  ADD COLUMN `id_card_no` varchar(18) NULL COMMENT '身份证号';\n"),
        (Told("INV-011", _V8 + "id_card.sql", "`id_card_no`"),),
        (Mend(FIX),),
        note="the purpose rests on the contract and the policy promises nothing about changes, so that the declaration is enough",
    ),
    PullRequest(
        "flyway: a column renamed into something personal",
        SPRING,
        _flyway("rename", "ALTER TABLE `t_member` ADD INDEX `idx_status` (`status`);\nALTER TABLE t_member RENAME COLUMN c1 TO id_card;\n"),
        (Told("INV-011", _V8 + "rename.sql", "RENAME COLUMN c1 TO id_card"),),
        (Mend(FIX),),
    ),
    PullRequest(
        "flyway: a comment that makes an old column personal",
        SPRING,
        _flyway("comment", "ALTER TABLE `t_member`\n  MODIFY COLUMN `c1` varchar(64) NULL COMMENT '护照号码';\n"),
        (Told("INV-011", _V8 + "comment.sql", "`c1`"),),
        (Mend(FIX),),
    ),
    PullRequest(
        "java: a WeChat id in a DTO that no table has",
        SPRING,
        {_DTO: (("    private String email;\n", '    private String email;\n\n    @ApiModelProperty("微信号")\n    private String wechatNo;\n'),)},
        (Told("INV-011", _DTO, "String wechatNo;"),),
        (Mend(FIX),),
    ),
    PullRequest(
        "java and flyway: one column told once, the entity beside it",
        SPRING,
        {
            f"{_JAVA}/entity/Member.java": (("    private String email;\n", '    private String email;\n\n    @ApiModelProperty("微信号")\n    private String wechatNo;\n'),),
            **_flyway("wechat", "ALTER TABLE t_member ADD COLUMN wechat_no varchar(64) COMMENT '微信号';\n"),
        },
        (Told("INV-011", _V8 + "wechat.sql", "wechat_no", ((f"{_JAVA}/entity/Member.java", "String wechatNo;"),)),),
        (Mend(FIX),),
    ),
    PullRequest(
        "mybatis: a mapper reads a column that nobody defines",
        SPRING,
        {"src/main/resources/mapper/MemberMapper.xml": (('    <result column="level"', '    <result column="passport_no" property="passportNo"/>\n    <result column="level"'),)},
        (Told("INV-011", "src/main/resources/mapper/MemberMapper.xml", 'column="passport_no"'),),
        (Mend(FIX),),
    ),
    PullRequest(
        "protobuf: a passport number in an event",
        SPRING,
        {"src/main/proto/member_event.proto": (("  int32 level = 5;\n", "  int32 level = 5;\n  string passport_no = 6;  // 护照号\n"),)},
        (Told("INV-011", "src/main/proto/member_event.proto", "passport_no"),),
        (Mend(FIX),),
    ),
    PullRequest(
        "openapi: a number plate asked for",
        SPRING,
        {"src/main/resources/openapi/member-api.yaml": (("          format: email\n", "          format: email\n"), ("    Store:\n", "        plateNo:\n          type: string\n          description: 车牌号\n    Store:\n"))},
        (Told("INV-011", "src/main/resources/openapi/member-api.yaml", "plateNo:"),),
        (Mend(FIX),),
    ),
    PullRequest(
        "flyway: a replica abroad gets a kind that its transfer does not cover",
        SPRING,
        {_TOKYO: "ALTER TABLE member_replica ADD COLUMN mobile varchar(20) COMMENT '手机号';\n"},
        (Told("XB-001", _TOKYO, "mobile"),),
        (Mend(LINES),),
        note="the transfer to Japan exists and is exempt, so that the kind is all that its entry lacks",
    ),
    PullRequest(
        "flyway: a processor gets a kind that its entry does not list",
        SPRING,
        _flyway("sms_name", "ALTER TABLE sms_outbox\n  ADD COLUMN real_name varchar(64) COMMENT '真实姓名';\n"),
        (Told("SHR-005", _V8 + "sms_name.sql", "real_name"),),
        (Mend(LINES),),
    ),
    PullRequest(
        "flyway: a comment denies what the column is",
        SPRING,
        _flyway("denied", "ALTER TABLE t_booking\n  ADD COLUMN contact_mobile varchar(20) COMMENT '联系手机号（非个人信息）';\n"),
        (Told("INV-012", _V8 + "denied.sql", "contact_mobile"),),
        (Mend({_V8 + "denied.sql": (("（非个人信息）", ""),)}),),
        fail_on="medium",
        note="a person corrects the comment",
    ),
    PullRequest(
        "register: a declaration taken back that columns still need",
        SPRING,
        {REGISTER: (("[user.name, user.contact.phone_number, user.contact.email, user.unique_id]  #", "[user.name, user.contact.phone_number, user.unique_id]  #"),)},
        (
            Told("INV-011", f"{_FLYWAY}/V2__member_email.sql", "`email`", ((f"{_JAVA}/entity/Member.java", "String email;"), ("src/main/resources/mapper/MemberMapper.xml", 'column="email"'))),
            Told("INV-011", _DTO, "String email;", (("src/main/resources/openapi/member-api.yaml", "        email:"),)),
        ),
        (Mend(FIX),),
    ),
    PullRequest(
        "django: a phone in model and migration, told once",
        DJANGO,
        {
            "orders/models.py": (('    contact = models.CharField("联系人姓名", max_length=64)\n', '    contact = models.CharField("联系人姓名", max_length=64)\n    contact_phone = models.CharField("联系人电话", max_length=20, blank=True)\n'),),
            "orders/migrations/0004_supplier_phone.py": _migration(
                "orders", "0004", "0003_supplier",
                '        migrations.AddField(\n            model_name="supplier",\n            name="contact_phone",\n'
                '            field=models.CharField(blank=True, max_length=20, verbose_name="联系人电话"),\n        ),\n',
            ),
        },
        (Told("INV-011", "orders/migrations/0004_supplier_phone.py", 'name="contact_phone"', (("orders/models.py", "contact_phone ="),)),),
        (Mend(FIX, frozenset({"CHG-001"})), Mend({REGISTER: _NEW_POLICY})),
        note="the activity gets a kind, which the policy calls a material change: a new version of the policy; its purpose rests on the contract, so nobody is asked",
    ),
    PullRequest(
        "django: a field renamed into something personal by a migration",
        DJANGO,
        {
            "accounts/models.py": (("    extra1 = models.CharField(max_length=64, blank=True)\n", "    passport_no = models.CharField(max_length=64, blank=True)\n"),),
            "accounts/migrations/0005_passport.py": _migration("accounts", "0005", "0004_remove_fax", '        migrations.RenameField(model_name="customer", old_name="extra1", new_name="passport_no"),\n'),
        },
        (Told("INV-011", "accounts/migrations/0005_passport.py", 'new_name="passport_no"', (("accounts/models.py", "passport_no ="),)),),
        (
            Mend(FIX, frozenset({"CHG-001", "CHG-003"})), Mend(LINES, frozenset({"CHG-001"})),
            Mend({REGISTER: _NEW_POLICY}),
        ),
        note="marketing (p2) rests on consent and the activity gets a new kind: a person decides how people are asked again, writes the plan, and publishes the new version of the policy",
    ),
    PullRequest(
        "django: a field of a table with a name of its own, told once",
        DJANGO,
        {
            "orders/models.py": (("    state = models.SmallIntegerField", '    receiver_id_card = models.CharField("收货人身份证号", max_length=18, blank=True)\n    state = models.SmallIntegerField'),),
            "orders/migrations/0004_customs.py": _migration(
                "orders", "0004", "0003_supplier",
                '        migrations.AddField(\n            model_name="order",\n            name="receiver_id_card",\n'
                '            field=models.CharField(blank=True, max_length=18, verbose_name="收货人身份证号"),\n        ),\n',
            ),
        },
        (Told("INV-011", "orders/migrations/0004_customs.py", 'name="receiver_id_card"', (("orders/models.py", "receiver_id_card ="),)),),
        (
            Mend(FIX, frozenset({"CHG-001", "CHG-003"})), Mend(LINES, frozenset({"CHG-001"})),
            Mend({REGISTER: _NEW_POLICY}),
        ),
        note="as above",
    ),
    PullRequest(
        "dump: a bank card in the old member table",
        DJANGO,
        {"sql/legacy_dump.sql": (("  `by1` varchar(50) DEFAULT NULL,\n", "  `by1` varchar(50) DEFAULT NULL,\n  `yhkh` varchar(30) DEFAULT NULL COMMENT '银行卡号',\n"),)},
        (Told("INV-011", "sql/legacy_dump.sql", "`yhkh`"),),
        (Mend({"sql/legacy_dump.sql": (("  `yhkh` varchar(30) DEFAULT NULL COMMENT '银行卡号',\n", ""),)}),),
        note="nobody needs it: the column goes",
    ),
    PullRequest(
        "form: a field that no scenario declares",
        DJANGO,
        {"templates/accounts/signup.html": (('  <label for="email">', '  <label for="id_card">身份证号</label>\n  <input type="text" id="id_card" name="id_card">\n  <label for="email">'),)},
        (Told("WEB-003", "templates/accounts/signup.html", 'name="id_card"'),),
        (Mend({"templates/accounts/signup.html": (('  <label for="id_card">身份证号</label>\n  <input type="text" id="id_card" name="id_card">\n', ""),)}),),
        fail_on="medium",
        note="not needed for membership: the field goes",
    ),
    PullRequest(
        "page: a tracker that no processor is",
        DJANGO,
        {"templates/base.html": (("</head>", '  <script src="https://hm.baidu.com/hm.js?0123456789abcdef"></script>\n</head>'),)},
        (Told("WEB-001", "templates/base.html", "hm.baidu.com"),),
        (Mend({"templates/base.html": (('  <script src="https://hm.baidu.com/hm.js?0123456789abcdef"></script>\n', ""),)}),),
        note="removed: nobody has a contract with it",
    ),
    PullRequest(
        "register: another purpose without a new policy and without a plan",
        DJANGO,
        {REGISTER: (("    data_uses: [p1]\n    data_categories: [user.name, user.contact.phone_number, user.contact.address]", "    data_uses: [p1, p2]  # 收货人也想收到新品\n    data_categories: [user.name, user.contact.phone_number, user.contact.address]"),)},
        (
            Told("CHG-001", REGISTER, "收货人也想收到新品"),
            Told("CHG-003", REGISTER, "收货人也想收到新品"),
        ),
        (Mend({REGISTER: (*_NEW_POLICY, _VERSION, _plan("data_uses[p2]"))}),),
    ),
    PullRequest(
        "prisma: a field and its migration, told once",
        NEST,
        {
            "prisma/schema.prisma": (("  email     String?\n", "  email     String?\n  /// 身份证号\n  idCard    String?   @map(\"id_card\")\n"),),
            _PRISMA_STEP: '-- AlterTable\nALTER TABLE "trainee" ADD COLUMN     "id_card" TEXT;\n',
        },
        (Told("INV-011", _PRISMA_STEP, '"id_card"', (("prisma/schema.prisma", "idCard"),)),),
        (Mend(FIX),),
    ),
    PullRequest(
        "graphql: a field of an input",
        NEST,
        {"graphql/schema.graphql": (('  "电子邮箱"\n  email: String\n', '  "电子邮箱"\n  email: String\n  "微信号"\n  wechat: String\n'),)},
        (Told("INV-011", "graphql/schema.graphql", "wechat:"),),
        (Mend(FIX),),
    ),
    PullRequest(
        "typeorm: a bank card in a legacy entity",
        NEST,
        {"src/legacy/coach.entity.ts": (("  @CreateDateColumn(", "  @Column({ name: 'id_card', length: 18, nullable: true, comment: '身份证号' })\n  idCard?: string;\n\n  @CreateDateColumn("),)},
        (Told("INV-011", "src/legacy/coach.entity.ts", "'id_card'"),),
        (Mend(FIX),),
    ),
    PullRequest(
        "dto: an undeclared field of a request",
        NEST,
        {"src/trainee/dto/create-trainee.dto.ts": (("  @ApiPropertyOptional({ description: '电子邮箱' })", "  @ApiPropertyOptional({ description: '护照号' })\n  @IsOptional()\n  passportNo?: string;\n\n  @ApiPropertyOptional({ description: '电子邮箱' })"),)},
        (Told("INV-011", "src/trainee/dto/create-trainee.dto.ts", "passportNo"),),
        (Mend(FIX),),
    ),
    PullRequest(
        "biometric: a face template beside the health data",
        NEST,
        {
            "prisma/schema.prisma": (("  checkedAt DateTime", "  /// 人脸特征\n  face      Bytes?   @map(\"face_feature\")\n  checkedAt DateTime"),),
            _PRISMA_STEP: '-- AlterTable\nALTER TABLE "body_check" ADD COLUMN     "face_feature" BYTEA;\n',
        },
        (Told("INV-011", _PRISMA_STEP, '"face_feature"', (("prisma/schema.prisma", "face_feature"),)),),
        (
            Mend(FIX, frozenset({"CHG-003"})),
            Mend(LINES),
        ),
        note="the activity's purpose rests on consent: a person decides how people are asked again and writes the plan; assessment and separate consent are on record",
    ),
    PullRequest(
        "health: an activity handles a sensitive kind and nobody assessed it",
        NEST,
        {
            REGISTER: (("    data_categories: [user.name, user.contact.phone_number, user.contact.email]\n    methods", "    data_categories: [user.name, user.contact.phone_number, user.contact.email, user.health_and_medical]\n    methods"), ("[user.name, user.contact.phone_number, user.contact.email]}", "[user.name, user.contact.phone_number, user.contact.email, user.health_and_medical]}")),
            _PRISMA_STEP: '-- AlterTable\nALTER TABLE "trainee" ADD COLUMN     "medical_history" TEXT;\n',
        },
        (Told("SPI-002", _PRISMA_STEP, '"medical_history"'),),
        (Mend(LINES),),
        note="a person makes the assessment and replaces the example values of the lines",
    ),
    PullRequest(
        "form: a component asks for a bank card",
        NEST,
        {"web/src/views/SignUp.vue": (('      <el-form-item label="电子邮箱"', '      <el-form-item label="银行卡号" prop="bankCard">\n        <el-input v-model="form.bankCard" />\n      </el-form-item>\n      <el-form-item label="电子邮箱"'),)},
        (Told("WEB-003", "web/src/views/SignUp.vue", 'v-model="form.bankCard"'),),
        (Mend({"web/src/views/SignUp.vue": (('      <el-form-item label="银行卡号" prop="bankCard">\n        <el-input v-model="form.bankCard" />\n      </el-form-item>\n', ""),)}),),
        fail_on="medium",
        note="the field goes",
    ),
)  # fmt: skip
