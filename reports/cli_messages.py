"""The command line's part of the message table (`reports.messages` is the whole)."""

from __future__ import annotations

CLI: dict[str, tuple[str, str]] = {
    # ---- --help ---------------------------------------------------------------------------------------------------------
    "cli.help.pandian": (
        "盘点：在数据库和文件中查找个人信息，并与公司的隐私政策登记册逐条对照。",
        "Pandian (盘点): find personal information in databases and files and hold it against what the privacy policy declares.",
    ),
    "cli.help.scan": (
        "扫描数据源（URL 或路径；不给时读取 pandian.yaml），对照登记册并出具报告。只读。",
        "Scan sources (URLs or paths; without any, those of pandian.yaml), compare with the register and report. Read-only.",
    ),
    "cli.help.gate": (
        "CI 门禁：检查建表语句（.sql）中是否出现未声明的个人信息。",
        "CI gate: check schema definitions (.sql) for personal information that the register does not declare.",
    ),
    "cli.help.detect": (
        "在一段文本或 JSON Lines 中查找个人信息，只输出位置和脱敏样例。",
        "Find personal information in a text or in JSON Lines; prints places and masked samples only.",
    ),
    "cli.help.report": (
        "重新输出一次扫描的报告，可换用另一份登记册。",
        "Report a stored scan again, against the same or another register.",
    ),
    "cli.help.report_list": ("列出已保存的扫描。", "List the stored scans."),
    "cli.help.recognizers": ("列出能识别的个人信息种类及其依据。", "List what can be recognised and what it rests on."),
    "cli.help.explain": ("说明一条发现的理由，以及什么会改变结论。", "Say why a finding is what it is, and what would change it."),
    "cli.help.doctor": ("检查安装、密钥、存储和数据源是否就绪。", "Check that installation, key, store and sources are ready."),
    "cli.help.demo": (
        "生成示例公司的数据，扫描、过门禁并出具中英文报告。",
        "Build the example company, scan it, run the gate and write reports in both languages.",
    ),
    "cli.help.register_group": ("登记册：检查与查看。", "The register: check it, show it."),
    "cli.help.lint": ("检查登记册的结构、引用和缺项，无需扫描。", "Check a register's structure, references and gaps; needs no scan."),
    "cli.help.show": ("以表格显示登记册声明的内容。", "Show what a register declares, as tables."),
    "cli.help.lang": ("输出语言；默认取 PANDIAN_LANG 或系统语言。", "Language of the output; default: PANDIAN_LANG or the locale."),
    "cli.help.register": ("个人信息登记册（YAML）。", "Register of what the privacy policy declares (YAML)."),
    "cli.help.law_pack": ("法规参数包（YAML）；默认用内置的。", "Law pack (YAML); default: the built-in one."),
    "cli.help.fail_on": (
        "达到此严重度即以退出码 1 结束；默认 high，never 表示从不。",
        "Exit with 1 from this severity on; default high; never: do not.",
    ),
    "cli.help.store": (
        "保存扫描结果的 SQLite 文件或 postgresql:// 地址（环境变量 PANDIAN_STORE）。",
        "Where scans are kept: a SQLite file or a postgresql:// URL (environment: PANDIAN_STORE).",
    ),
    "cli.help.config": ("配置文件；默认为当前目录的 pandian.yaml。", "Configuration file; default: pandian.yaml in this folder."),
    "cli.help.sample": ("每个表或文件最多读取 N 行（默认 10000）。", "Read at most N rows of each table or file (default 10000)."),
    "cli.help.full": ("读取所有行。", "Read every row."),
    "cli.help.schema_only": ("只看表名、字段名和注释，不读数据。", "Look at names and comments only; read no data."),
    "cli.help.seed": ("抽样的随机种子。", "Seed of the sample."),
    "cli.help.format": ("输出格式。", "Output format."),
    "cli.help.out": ("输出到文件，或多种格式输出到文件夹。", "Write to this file, or several formats into this folder."),
    "cli.help.resume": ("继续上一次中断的扫描。", "Go on with the last scan that was interrupted."),
    "cli.help.quiet": ("不显示进度。", "Show no progress."),
    "cli.help.diff": ("只检查相对于 BASE 新增的行（git）。", "Only lines added since BASE (git)."),
    "cli.help.baseline": ("已知违规的基线文件，只报告新的。", "Baseline of known violations; only new ones are reported."),
    "cli.help.write_baseline": ("把现有违规写成基线文件。", "Write the present violations as a baseline."),
    "cli.help.demo_out": ("示例写到哪个文件夹。", "Folder for the example."),
    "cli.help.demo_seed": ("生成数据的随机种子。", "Seed of the generated data."),
    # ---- errors and notes -------------------------------------------------------------------------------------------------
    "cli.error": ("错误", "Error"),
    "cli.interrupted": ("已中断；用 pandian scan --resume 继续。", "Interrupted; go on with: pandian scan --resume"),
    "cli.several_formats": ("多种格式需要用 -o 指定输出文件夹。", "Several formats need a folder: add -o FOLDER"),
    "cli.binary_needs_out": ("{format} 是二进制格式，需要用 -o 指定输出文件。", "{format} is a binary format: add -o FILE"),
    "cli.cannot_write": ("无法写入 {path}：{why}", "Cannot write {path}: {why}"),
    "cli.written": ("已写入 {path}", "Written: {path}"),
    "cli.one_mode": ("--sample、--full、--schema-only 只能选一个。", "Choose one of --sample, --full and --schema-only."),
    "cli.resume_alone": (
        "--resume 使用原来的数据源和配置，请不要再给出。",
        "--resume uses the sources and configuration of the interrupted scan; give none.",
    ),
    "cli.resume_changed": (
        "数据源配置或识别规则在中断之后变了，结果不能合并；请重新扫描。",
        "Sources or recognizers changed since the scan was interrupted, so its halves cannot be added; scan anew.",
    ),
    "cli.no_source": (
        "没有数据源：请给出 URL 或路径，或用 -c 指定 pandian.yaml。",
        "No source: name a URL or path, or a configuration with -c pandian.yaml",
    ),
    "cli.internal": (
        "内部错误：{what}（{place}）。为避免泄露数据，不显示更多内容。",
        "Internal error: {what} at {place}. No more is shown, because it could hold data.",
    ),
    "cli.no_schema": (
        "{path} 不是建表语句（.sql 或 .ddl），文件夹里也没有。",
        "{path} is no schema definition (.sql or .ddl) and holds none.",
    ),
    "cli.no_such_path": ("没有这个文件或文件夹：{path}", "There is no such file or folder: {path}"),
    "cli.source_failed": ("数据源 {source} 无法读取：{why}", "Source {source} could not be read: {why}"),
    "cli.progress": ("{place}（{rows:,} 行）", "{place} ({rows:,} rows)"),
    "cli.not_text": (
        "{file} 不是 UTF-8 文本，未读完；请用 pandian scan。",
        "{file} is not UTF-8 text and was not read to its end; use pandian scan.",
    ),
    "cli.not_json": ("第 {line} 行不是 JSON。", "Line {line} is not JSON."),
    "cli.no_text": ("第 {line} 行没有字符串类型的 text。", "Line {line} has no string `text`."),
    "cli.git": ("git：{why}", "git: {why}"),
    "cli.lint_summary": ("{path}：{count} 项", "{path}: items: {count}"),
    "cli.gate_summary": (
        "表 {tables}，字段 {columns}，违规 {violations}",
        "tables: {tables}, columns: {columns}, violations: {violations}",
    ),
    "cli.gate_waived": ("已豁免 {count}", "waived: {count}"),
    "cli.gate_baselined": ("基线中已有 {count}", "in the baseline: {count}"),
    "cli.gate_unchanged": ("未改动的行中 {count}", "on unchanged lines: {count}"),
    "cli.waiver.no_reason": ("豁免无效：缺少 reason=（至少 10 个字符）", "waiver ignored: reason= is missing (at least 10 characters)"),
    "cli.waiver.no_until": ("豁免无效：缺少 until=YYYY-MM-DD", "waiver ignored: until=YYYY-MM-DD is missing"),
    "cli.waiver.malformed": (
        '豁免写法不对，应为：pandian: allow[规则编号] reason="…" until=YYYY-MM-DD',
        'waiver not understood; write: pandian: allow[RULE] reason="…" until=YYYY-MM-DD',
    ),
    "cli.waiver.expired": ("豁免已过期", "waiver expired"),
    "cli.baseline_written": ("基线已写入 {path}，违规 {count} 项", "Baseline written: {path}, violations: {count}"),
    "cli.store.unusable": ("存储无法使用：{detail}", "The store cannot be used: {detail}"),
    "cli.store.newer": (
        "存储由更新的版本写成（{detail}），请升级 Pandian。",
        "The store was written by a newer version ({detail}); upgrade Pandian.",
    ),
    "cli.store.scheme": (
        "不支持用 {detail} 作存储；可用 SQLite 或 PostgreSQL。",
        "{detail} cannot be the store; use SQLite or PostgreSQL.",
    ),
    "cli.store.nothing_to_resume": ("没有可继续的扫描。{detail}", "There is no interrupted scan to go on with. {detail}"),
    "cli.store.already_complete": ("扫描 {detail} 已完成。", "Scan {detail} is complete."),
    "cli.store.no_such_scan": ("没有这次扫描：{detail}", "There is no such scan: {detail}"),
    "cli.store.taken_over": (
        "扫描 {detail} 已由另一个进程接管，本进程停止。",
        "Scan {detail} was taken over by another process; this one stops.",
    ),
    "cli.scan.running": ("未完成", "unfinished"),
    "cli.scan.complete": ("已完成", "complete"),
    # ---- recognizers, explain, doctor, demo ---------------------------------------------------------------------------------
    "cli.recognizers.entity": ("代码", "Entity"),
    "cli.recognizers.name": ("名称", "Name"),
    "cli.recognizers.category": ("声明类别", "Category"),
    "cli.recognizers.evidence": ("确认依据", "Confirmed by"),
    "cli.recognizers.headers": ("字段名举例", "Header words"),
    "cli.recognizers.sources": ("来源", "Sources"),
    "cli.evidence.checksum": ("校验位", "checksum"),
    "cli.evidence.shape": ("格式", "shape"),
    "cli.evidence.header": ("字段名或注释", "header or comment"),
    "cli.not_a_fingerprint": (
        "请给出发现的编号（十六进制，见报告中的 fingerprint）。",
        "Give the fingerprint of a finding (hexadecimal, as the reports print it).",
    ),
    "cli.no_such_finding": ("没有编号为 {finding} 的发现。", "There is no finding {finding}."),
    "cli.ambiguous": ("编号不唯一：{known}", "That begins several findings: {known}"),
    "cli.explain.head": ("{place}  [{fingerprint}]", "{place}  [{fingerprint}]"),
    "cli.explain.verdict": ("{verdict}：{entity}（{code}）", "{verdict}: {entity} ({code})"),
    "cli.explain.counts": (
        "  {filled:,} 个非空单元格中 {matched:,} 个含有它（{share}），共读取 {rows:,} 行",
        "  {matched:,} of {filled:,} filled cells hold it ({share}); {rows:,} rows were read",
    ),
    "cli.explain.sparse": (
        "  零散出现：不到 {bar} 的单元格，说明该字段不是专门存放它的",
        "  Sparse: fewer than {bar} of the cells, so the column is not meant for it",
    ),
    "cli.explain.masked": ("  多数值在数据中已经脱敏", "  Most of the values are already masked in the data"),
    "cli.explain.distinct": (
        "  不同的值约 {distinct:,} 个（标准误 {error}）",
        "  About {distinct:,} different values (standard error {error})",
    ),
    "cli.explain.samples": ("  脱敏样例：{samples}", "  Masked samples: {samples}"),
    "cli.explain.change.down_word": (
        "  什么会改变结论：字段改名且注释不再提到它，或者多数值不再符合",
        "  What would change it: another name and comment for the column, or most values no longer fitting",
    ),
    "cli.explain.change.down_values": (
        "  什么会改变结论：符合的单元格降到 {share} 以下",
        "  What would change it: fewer than {share} of the cells fitting",
    ),
    "cli.explain.change.need_values": (
        "  什么会改变结论：读取数据（本次只看了名称和注释）",
        "  What would change it: reading data (only names and comments were looked at)",
    ),
    "cli.explain.change.need_share": (
        "  什么会改变结论：至少 {share} 的单元格符合就会确认；都不符合就会撤销",
        "  What would change it: at least {share} of the cells fitting would confirm it, none fitting would drop it",
    ),
    "cli.explain.change.need_word": (
        "  什么会改变结论：字段名或注释写明它是什么（权重达到 {strong}）",
        "  What would change it: a column name or comment that says so (weight {strong} or more)",
    ),
    "cli.doctor.version": (
        "Pandian {version}，Python {python}，SQLite {sqlite}",
        "Pandian {version}, Python {python}, SQLite {sqlite}",
    ),
    "cli.doctor.extra": ("已安装 pandian[{extra}]", "pandian[{extra}] is installed"),
    "cli.doctor.no_extra": ("未安装 pandian[{extra}]", "pandian[{extra}] is not installed"),
    "cli.doctor.key": ("密钥文件 {path}", "Key file {path}"),
    "cli.doctor.store": ("存储 {path}，已有扫描 {scans} 次", "Store {path}, scans: {scans}"),
    "cli.doctor.unfinished": (
        "扫描 {scan} 未完成；用 pandian scan --resume 继续",
        "Scan {scan} is unfinished; go on with: pandian scan --resume",
    ),
    "cli.doctor.config": ("配置 {path}，数据源 {sources} 个", "Configuration {path}, sources: {sources}"),
    "cli.doctor.source": (
        "数据源 {source}：资产 {assets} 个，其中读不到 {barred} 个",
        "Source {source}: assets: {assets}, not readable: {barred}",
    ),
    "cli.doctor.grant": (
        "请为扫描建一个只读账号：CREATE ROLE pandian LOGIN PASSWORD '…'; GRANT USAGE ON SCHEMA public TO pandian; "
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO pandian;",
        "Make an account that may only read: CREATE ROLE pandian LOGIN PASSWORD '…'; GRANT USAGE ON SCHEMA public TO pandian; "
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO pandian;",
    ),
    "cli.demo.build": ("一、生成示例公司", "1. Building the example company"),
    "cli.demo.not_empty": (
        "{path} 不是空文件夹，也不是之前的示例；请另选一个。",
        "{path} is neither empty nor an earlier demo's folder; choose another.",
    ),
    "cli.demo.built": ("数据库、文件、登记册和隐私政策在 {path}", "Databases, files, register and privacy policy are in {path}"),
    "cli.demo.lint": ("二、检查两份有意写错的登记册", "2. Linting two registers with deliberate mistakes"),
    "cli.demo.gate": ("三、合并请求过门禁", "3. A pull request meets the gate"),
    "cli.demo.scan": ("四、扫描全部数据并与登记册对照", "4. Scanning everything and comparing with the register"),
    "cli.demo.verdict": ("五、与事实核对", "5. Held against the truth"),
    "cli.demo.counts": ("报告 {got} 处，应为 {wanted} 处", "told: {got}, true: {wanted}"),
    "cli.demo.agreed": (
        "每个字段、每条违规都与事实一致：没有遗漏，也没有误报。",
        "Every column and every violation agrees with the truth: nothing missed, nothing false.",
    ),
    "cli.demo.differs": ("与事实不一致，见上。", "This differs from the truth, see above."),
}
