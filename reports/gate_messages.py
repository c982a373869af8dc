"""What the gate says: Chinese and English. See `messages.py`."""

GATE: dict[str, tuple[str, str]] = {
    "cli.help.gate": (
        "CI 门禁：检查表结构、迁移、模型、接口定义和表单，出现登记册没有声明的个人信息就拦下，指到那一行。不写路径时检查当前文件夹。",
        "CI gate: read schemas, migrations, models, interfaces and forms, and stop personal information that the register does not"
        " declare, on the very line. Without a path: this folder.",
    ),
    "cli.help.gate_register": (
        "登记册；默认取 PANDIAN_REGISTER，否则依次找 privacy/register.yaml、privacy/register/、register.yaml、.pandian/register.yaml。",
        "The register; default: PANDIAN_REGISTER, else the first of privacy/register.yaml, privacy/register/, register.yaml,"
        " .pandian/register.yaml.",
    ),
    "cli.help.diff": (
        "只报告相对于 BASE 新出现的违规（git）；豁免、基线和规则设置取自 BASE。",
        "Only what is new since this branch left BASE (git); waivers, baseline and rule settings are those of BASE.",
    ),
    "cli.help.policy_from": (
        "豁免、基线、规则设置、法律参数和识别器文件取自这个修订；worktree：取自工作区。默认同 --diff。",
        "Take waivers, baseline, rule settings, law pack and recognizer files from this revision; worktree: as they lie here. Default:"
        " that of --diff.",
    ),
    "cli.help.baseline": ("已知违规的基线文件，只报告新的。", "Baseline of known violations; only new ones are reported."),
    "cli.help.write_baseline": ("把现有违规写成基线文件。", "Write the present violations as a baseline."),
    "cli.help.gate_summary": (
        "另写一份 Markdown（文件已存在时接在后面，如 $GITHUB_STEP_SUMMARY）。",
        "Write the Markdown form, too, behind what the file holds ($GITHUB_STEP_SUMMARY).",
    ),
    "cli.help.fix": (
        "把缺少的声明作为草稿写入登记册（保留注释），再检查一遍。只有人知道的内容不写。",
        "Write the missing declarations into the register as a draft (comments kept) and check again. What only a person knows is not"
        " written.",
    ),
    "cli.help.explain_gate": (
        "说明每个个人信息字段为什么是、由哪条声明涵盖。",
        "Say of every personal column why it is one and what declares it.",
    ),
    "cli.help.watch": ("文件一改就重新检查，直到中断。", "Check again whenever a file changes, until interrupted."),
    "cli.help.gate_exclude": (
        "不读这些文件（相对当前文件夹的通配符，可多次）；略过多少会写明。",
        "Do not read these files (a glob relative to this folder; may be given several times); how many were left out is told.",
    ),
    "cli.help.no_cache": ("不使用已读文件的缓存。", "Do without the cache of files already read."),
    "cli.no_schema": (
        "{path} 里没有能读的定义（SQL、迁移、模型类、接口描述或表单）。",
        "{path} holds no definition that can be read (SQL, migration, model, interface or form).",
    ),
    "cli.gate_no_register": (
        "找不到登记册。用 --register 指定，或放在 privacy/register.yaml；没有登记册时，pandian register draft 能由隐私政策起草一份。",
        "No register found. Name it with --register, or keep it as privacy/register.yaml; pandian register draft makes one of a privacy"
        " policy.",
    ),
    "cli.gate_summary": (
        "文件 {files}，表 {tables}，字段 {columns}，违规 {violations}",
        "files: {files}, tables: {tables}, columns: {columns}, violations: {violations}",
    ),
    "cli.gate_excluded": ("按 --exclude 未读 {count}", "excluded: {count}"),
    "cli.gate_waived": ("已豁免 {count}", "waived: {count}"),
    "cli.gate_baselined": ("基线中已有 {count}", "in the baseline: {count}"),
    "cli.gate_unchanged": ("以前就有 {count}", "there before: {count}"),
    "cli.gate_not_at_base": (
        "{path} 在 {revision} 里不存在，因此不采用。",
        "{path} is not there at {revision}, so it is not used.",
    ),
    "cli.gate_broken_at_base": (
        "{path} 在 {revision} 里无法使用，因此不采用其中的豁免和设置。",
        "{path} could not be used at {revision}, so its waivers and settings are not.",
    ),
    "cli.gate_outside": (
        "{path} 不在这个 git 工作区内，--diff 无从比较。",
        "{path} lies outside of this git work tree; --diff cannot compare it.",
    ),
    "cli.gate_because": ("依据：{words}", "because: {words}"),
    "cli.gate_silent": ("政策没有提到：{document}", "the policy does not speak of it: {document}"),
    "cli.gate_also": ("同一字段还见于：{places}", "the same column is also declared at: {places}"),
    "cli.gate_lines": ("登记册要加的内容（或用 --fix 写入）：", "lines for the register (--fix writes them):"),
    "cli.gate_person": ("登记册要加的内容（须由人核实后填写）：", "lines for the register, once somebody has made them true:"),
    "cli.gate_fixed": ("已写入 {path}（+{count} 行），请审核后提交。", "Written to {path} (+{count} lines); review it before you commit."),
    "cli.gate_not_fixed": ("没有可以自动写入的内容。", "There is nothing that could be written by itself."),
    "cli.gate_reading": ("正在读取定义…", "reading definitions…"),
    "cli.gate_watching": ("等待改动，Ctrl-C 结束。", "waiting for changes; Ctrl-C ends it."),
    "cli.explain.covered": ("已声明：{who}", "declared by {who}"),
    "cli.explain.violated": ("违规：{rules}", "violates {rules}"),
    "cli.explain.other": ("不计入（{verdict}，或单独不构成个人信息）", "does not count ({verdict}, or not personal by itself)"),
    "cli.explain.settled": (
        "已结清（豁免、基线或以前就有），或在同一字段的另一处已说明",
        "settled (waived, in the baseline, there before), or told at another place of the same column",
    ),
    "cli.waiver.no_reason": ("豁免无效：缺少 reason=（至少 10 个字符）", "waiver ignored: reason= is missing (at least 10 characters)"),
    "cli.waiver.no_until": ("豁免无效：缺少 until=YYYY-MM-DD", "waiver ignored: until=YYYY-MM-DD is missing"),
    "cli.waiver.malformed": (
        '豁免写法不对，应为：pandian: allow[规则编号] reason="…" until=YYYY-MM-DD',
        'waiver not understood; write: pandian: allow[RULE] reason="…" until=YYYY-MM-DD',
    ),
    "cli.waiver.expired": ("豁免已过期", "waiver expired"),
    "cli.waiver.too_long": ("豁免无效：until= 不得超过一年", "waiver ignored: until= is more than a year away"),
    "cli.baseline_written": ("基线已写入 {path}，违规 {count} 项", "Baseline written: {path}, violations: {count}"),
}
