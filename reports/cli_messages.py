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
    "cli.help.decide": (
        "记录人对发现的判定（确认或误报）：与机器判定分开保存，重新扫描后仍有效。",
        "Record what a person says of findings (confirmed, false positive): kept apart from the machine's verdict, and over rescans.",
    ),
    "cli.help.reason": ("理由，至少 10 个字符；不得含真实号码。", "Why, at least 10 characters; no real number may be in it."),
    "cli.help.by": ("判定人；默认是操作系统用户。", "Who decides; default: the operating system's user."),
    "cli.help.until": ("判定有效的最后一天（YYYY-MM-DD）。", "Last day it holds for (YYYY-MM-DD)."),
    "cli.help.withdraw": ("撤回对这些发现的判定；历史保留。", "Take back what was decided of these findings; the history stays."),
    "cli.help.decide_list": ("列出现行判定。", "List what holds."),
    "cli.help.export": ("把全部判定写成可评审的 YAML 文件。", "Write the log of decisions as YAML, for review and version control."),
    "cli.help.import": ("从 YAML 文件读入判定；已有的略过。", "Read decisions from YAML; those that are there already are passed over."),
    "cli.help.learn": (
        "显示一次扫描学到的客户编号写法，可写成自定义识别规则文件供人审阅。",
        "Show what a scan learned about the company's customer numbers; write it as a file of recognizers, for review.",
    ),
    "cli.help.write_learned": ("写成自定义识别规则文件（YAML）。", "Write a file of recognizers (YAML)."),
    "cli.help.doctor": ("检查安装、密钥、存储和数据源是否就绪。", "Check that installation, key, store and sources are ready."),
    "cli.help.demo": (
        "生成示例公司的数据，扫描、过门禁并出具中英文报告。",
        "Build the example company, scan it, run the gate and write reports in both languages.",
    ),
    "cli.help.register_group": ("登记册：起草、检查、查看、比对、交换。", "The register: draft, check, show, compare and exchange it."),
    "cli.help.lint": ("检查登记册的结构、引用和缺项，无需扫描。", "Check a register's structure, references and gaps; needs no scan."),
    "cli.help.show": ("以表格显示登记册声明的内容。", "Show what a register declares, as tables."),
    # ---- register diff --------------------------------------------------------------------------------------------------
    "cli.help.register_diff": (
        "比较登记册的两个版本：哪些变更属于重大变更、是否须重新取得同意、何时通知、涉及多少人、由谁负责。",
        "Compare two versions of a register: which changes are material, whether people have to consent again, when they are told,"
        " how many they are and who sees to it.",
    ),
    "cli.help.diff_git": ("与 git 修订 REV 中的同一登记册比较。", "Compare with the same register at git revision REV."),
    "cli.help.diff_scan": (
        "用这次扫描估计受影响人数（latest：最近一次）。",
        "Count the people affected by this scan (latest: the newest).",
    ),
    "cli.help.diff_format": ("输出格式。", "Format of the output."),
    "cli.diff.two_or_git": (
        "给出两份登记册（OLD NEW），或一份登记册加 --git REV",
        "give two registers (OLD NEW), or one register and --git REV",
    ),
    "cli.diff.versions": (
        "登记册 {before} → {after} · 政策 {policy_before} → {policy_after}",
        "register {before} → {after} · policy {policy_before} → {policy_after}",
    ),
    "cli.diff.same_policy": ("（没有新版本）", " (no new version)"),
    "cli.diff.nothing": ("没有变更", "nothing has changed"),
    "cli.diff.summary": (
        "变更 {changes} 处：须取得同意 {consent}，须通知 {notice}，内部 {internal}，仅文字 {minor}；违规 {violations} 项",
        "Changes: {changes} (consent: {consent}, notice: {notice}, internal: {internal}, words only: {minor}); violations: {violations}",
    ),
    "cli.diff.group.consent": ("须重新取得同意", "Consent is needed"),
    "cli.diff.group.notice": ("须通知", "People have to be told"),
    "cli.diff.group.internal": ("内部变更，无须通知", "Internal, nobody has to be told"),
    "cli.diff.group.minor": ("仅文字变更", "Words only"),
    "cli.diff.head.path": ("路径", "Path"),
    "cli.diff.head.change": ("变更", "Change"),
    "cli.diff.head.rules": ("命中的变更规则", "Change rule"),
    "cli.diff.head.consent": ("同意", "Consent"),
    "cli.diff.head.notice": ("通知", "Notice"),
    "cli.diff.head.people": ("受影响人数", "People"),
    "cli.diff.head.owner": ("责任人", "Owner"),
    "cli.diff.violations": ("违规", "Violations"),
    "cli.diff.not_counted": ("未统计", "not counted"),
    "cli.diff.more": ("……另有 {count} 处", "… and {count} more"),
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
    # ---- recognizers of one's own: recognizers/custom.py, pandian/recognizing.py ----------------------------------------------
    "cli.help.recognizers_file": (
        "自定义识别器文件（YAML），可多次给出。",
        "File with recognizers of your own (YAML); may be given several times.",
    ),
    "cli.help.recognizers_config": (
        "配置文件，其中的 recognizers: 列出自定义识别器文件。",
        "Configuration whose `recognizers:` names the files with recognizers of your own.",
    ),
    "cli.help.recognizers_test": (
        "检查自定义识别器文件，并逐条试运行其中的例子。",
        "Check files with recognizers of your own, and run each of their examples.",
    ),
    "cli.recognizers.origin": ("来自", "From"),
    "cli.recognizers.built_in": ("内置", "built in"),
    "cli.recognizers.extended": ("内置 + {files}", "built in + {files}"),
    "cli.recognizers.disabled": ("已由 {file} 停用", "switched off by {file}"),
    "cli.recognizers.guest": ("{file}（{path}，仅用于 detect）", "{file} ({path}, detect only)"),
    "cli.recognizers.guests_unused": (
        "说明：Presidio 类识别器（{entities}）只在 pandian detect 中使用。",
        "Note: recognizers that are classes of Presidio ({entities}) are used by pandian detect only.",
    ),
    "cli.recognizers.no_presidio": (
        "配置了 Presidio 类识别器，需要安装：pip install 'pandian[nlp]'",
        "A class of Presidio is configured, which needs: pip install 'pandian[nlp]'",
    ),
    "cli.recognizers.tested": (
        "识别器 {entities} 个，例子 {trials} 个，问题 {problems} 个",
        "recognizers: {entities}, examples: {trials}, problems: {problems}",
    ),
    "cli.recognizers.found": ("找到", "found"),
    "cli.recognizers.not_found": ("未找到", "not found"),
    "cli.recognizers.taken": ("全部识别器同时启用时为 {entity}", "{entity} when everything is looked for"),
    "cli.custom.files": (
        "recognizers 应为文件路径的列表，例如 [recognizers.yaml]",
        "`recognizers` must be a list of file paths, such as [recognizers.yaml]",
    ),
    "cli.custom.cannot_read": ("读不到文件：{why}；请检查路径和权限", "cannot be read: {why}; check path and permission"),
    "cli.custom.type.str": ("文字", "text"),
    "cli.custom.type.int": ("整数", "a whole number"),
    "cli.custom.type.float": ("数字", "a number"),
    "cli.custom.type.list": ("列表", "a list"),
    "cli.custom.type.dict": ("映射（键: 值）", "a mapping (key: value)"),
    "cli.custom.type.bool": ("true 或 false", "true or false"),
    "cli.custom.format": ("第一行应写 format: {wanted}", "write `format: {wanted}`; other formats are not known"),
    "cli.custom.not_a_mapping": ("应为映射（键: 值）", "must be a mapping (key: value)"),
    "cli.custom.unknown_key": ("没有键 {what}；可用：{known}", "unknown key {what}; known: {known}"),
    "cli.custom.wrong_type": (
        "{what} 应为{wanted}；含特殊字符的文字请加引号",
        "{what} must be {wanted}; put text that looks otherwise in quotes",
    ),
    "cli.custom.missing": ("缺少 {what}", "{what} is missing"),
    "cli.custom.too_long": ("超过 {most} 个字符，请缩短", "longer than {most} characters; shorten it"),
    "cli.custom.too_many": ("超过 {most} 项，请分成几个文件", "more than {most} entries; split the file"),
    "cli.custom.not_words": ("应为文字的列表，不能有空项", "must be a list of texts, none of them empty"),
    "cli.custom.not_one_of": ("不能是 {value}；可用：{known}", "{value} is not possible; choose from: {known}"),
    "cli.custom.out_of_range": ("应在 {least} 到 {most} 之间", "must be from {least} to {most}"),
    "cli.custom.names": (
        "names 需要 zh 和 en 两个名称（不超过 60 个字符，不以 = + - @ 开头），例如 zh: 工牌号 和 en: Badge",
        "`names` needs zh and en, at most 60 characters and not beginning with = + - @, such as zh: 工牌号 and en: Badge",
    ),
    "cli.custom.category": (
        "category 应为 fideslang 类别，例如 user.unique_id",
        "`category` must be a fideslang key, such as user.unique_id",
    ),
    "cli.custom.entity": (
        "{what} 应为大写字母、数字和下划线，例如 EMPLOYEE_BADGE",
        "`{what}` must be upper case letters, digits and underscores, such as EMPLOYEE_BADGE",
    ),
    "cli.custom.duplicate": (
        "{entity} 已是内置种类；要补充它请写 extend: {entity}",
        "{entity} is built in; to add to it write `extend: {entity}`",
    ),
    "cli.custom.duplicate_in": (
        "{entity} 已在 {where} 中定义；改名，或写 extend: {entity}",
        "{entity} is defined in {where}; choose another name, or write `extend: {entity}`",
    ),
    "cli.custom.unknown_entity": ("没有种类 {entity}；可用：{known}", "there is no kind {entity}; known: {known}"),
    "cli.custom.checksum": ("没有校验算法 {value}；可用：{known}", "there is no checksum {value}; known: {known}"),
    "cli.custom.nothing_to_find": (
        "没有 patterns，也没有 headers 或 hints，什么也找不到；至少写一项",
        "finds nothing: give patterns, headers or hints",
    ),
    "cli.custom.refused": ("定义无效：{said}", "the definition is not valid: {said}"),
    "cli.custom.no_example": (
        "有 patterns 就要有 examples：至少一个能被找到的例子（请用虚构的值）",
        "patterns need `examples`: at least one text in which the value is found (an invented one)",
    ),
    "cli.custom.not_found": (
        "例子里没有找到 {entity}；请修改例子，或检查 core、edges、before、after 和 checksum",
        "{entity} is not found in this example; correct it, or check core, edges, before, after and checksum",
    ),
    "cli.custom.found": (
        "反例里找到了 {entity}；请收紧模式（core、edges、before），或删去该反例",
        "{entity} is found in this counter-example; tighten the pattern (core, edges, before), or take the example out",
    ),
    "cli.custom.no_core": (
        "写 core（值本身的表达式）；pattern 是它的另一名称，只能写一个",
        "write `core`, the expression of the value itself (`pattern` is another name for it; give one)",
    ),
    "cli.custom.pattern_name": ("name 应为 1 到 40 个字母、数字、_ 或 -", "`name` must be 1 to 40 letters, digits, _ or -"),
    "cli.custom.duplicate_pattern": ("模式名 {name} 重复；请改名", "there is another pattern {name}; choose another name"),
    "cli.custom.cue_and_cell": (
        "有 before 或 after 的模式只用于正文；去掉 scope，或另写一个没有它们的模式",
        "a pattern with before or after is for running text; leave `scope` out, or write a pattern without them",
    ),
    "cli.custom.edges": (
        "edges 应为字符类的内容，例如 0-9A-Za-z（{said}）",
        "`edges` must be the inside of a character class, such as 0-9A-Za-z ({said})",
    ),
    "cli.custom.re2": (
        "RE2 不接受这个表达式：{said}；请改写（前后环视改用 edges、before、after，重复次数不超过 1000，大的模式拆开）",
        "RE2 refuses the expression: {said}; rewrite it (edges, before and after instead of look-around, at most 1000 repetitions, "
        "large patterns in parts)",
    ),
    "cli.custom.matches_nothing": (
        "表达式能匹配空文字；请至少要求一个字符",
        "the expression matches the empty text; ask for one character at least",
    ),
    "cli.custom.forbidden_digit": ("不能用 {construct}；请写 [0-9]（或 [^0-9]）", "{construct} is not allowed; write [0-9] (or [^0-9])"),
    "cli.custom.forbidden_letter": (
        "不能用 {construct}；请写 [0-9A-Za-z_]（或 [^0-9A-Za-z_]）",
        "{construct} is not allowed; write [0-9A-Za-z_] (or [^0-9A-Za-z_])",
    ),
    "cli.custom.forbidden_blank": (
        "不能用 {construct}；请写 [ \\t]（或 [^ \\t]）",
        "{construct} is not allowed; write [ \\t] (or [^ \\t])",
    ),
    "cli.custom.forbidden_edge": (
        "不能用 {construct}；用 edges 写明值的两侧不能是什么字符，例如 edges: 0-9A-Za-z",
        "{construct} is not allowed; say with `edges` which characters may not touch the value, such as edges: 0-9A-Za-z",
    ),
    "cli.custom.forbidden_look": (
        "不能用前后环视 {construct}…)；值前必有的文字写在 before，值后的写在 after，不能相邻的字符写在 edges",
        "look-around {construct}…) is not allowed; put what must stand before the value into `before`, behind it into `after`, and "
        "characters that may not touch it into `edges`",
    ),
    "cli.custom.forbidden_back": (
        "不能用反向引用 {construct}；请把可能的写法逐个写出",
        "the back-reference {construct} is not allowed; write the possible forms out",
    ),
    "cli.custom.forbidden_group": ("不能用命名组 {construct}；请写 (?:…)", "the named group {construct} is not allowed; write (?:…)"),
    "cli.custom.forbidden_flags": (
        "不能用标志 {construct}；大小写请写出，例如 [Vv][Ii][Pp]",
        "the flags {construct} are not allowed; spell both cases out: [Vv][Ii][Pp]",
    ),
    "cli.custom.forbidden_anchor": (
        "不能用 {construct}；整格匹配请写 scope: cell",
        "{construct} is not allowed; for whole cells write scope: cell",
    ),
    "cli.custom.forbidden_other": ("不能用 {construct}；组请写 (?:…)", "{construct} is not allowed; write groups as (?:…)"),
    "cli.custom.entity_too_large": (
        "{entity} 的模式太大（{size} 条指令，最多 {most}）；减少重复次数或大的字符类",
        "the patterns of {entity} are too large ({size} instructions, at most {most}); use fewer repetitions or smaller classes",
    ),
    "cli.custom.all_too_large": (
        "所有自定义模式合起来太大（{size} 条指令，最多 {most}）；减少重复次数或大的字符类",
        "all patterns of your own together are too large ({size} instructions, at most {most}); use fewer repetitions or smaller classes",
    ),
    "cli.custom.class": (
        "只能用 presidio_analyzer.predefined_recognizers 中 generic 或 country_specific 的类，例如 "
        "presidio_analyzer.predefined_recognizers.IbanRecognizer",
        "only classes of presidio_analyzer.predefined_recognizers (generic and country_specific) may be named, such as "
        "presidio_analyzer.predefined_recognizers.IbanRecognizer",
    ),
    "cli.custom.language": ("language 应为两个小写字母，例如 en", "`language` must be two lower-case letters, such as en"),
    "cli.custom.predefined": (
        "这里只接受 type: custom；要用 Presidio 自带的识别器，请写 class: presidio_analyzer.predefined_recognizers.名称",
        "only type: custom is read here; for one that comes with Presidio write class: presidio_analyzer.predefined_recognizers.NAME",
    ),
    "cli.custom.one_entity": ("只能有一个种类；请拆成几项", "one entity each; write several entries"),
    "cli.custom.no_presidio_pattern": ("需要 patterns 或 deny_list", "needs `patterns` or `deny_list`"),
    "cli.not_a_fingerprint": (
        "请给出发现的编号（十六进制，见报告中的 fingerprint）。",
        "Give the fingerprint of a finding (hexadecimal, as the reports print it).",
    ),
    "cli.no_such_finding": ("没有编号为 {finding} 的发现。", "There is no finding {finding}."),
    "cli.ambiguous": ("编号不唯一：{known}", "That begins several findings: {known}"),
    "cli.decide.one": (
        "请只做一件事：判定、--withdraw、--list、--export 或 --import。",
        "Do one thing: decide, --withdraw, --list, --export or --import.",
    ),
    "cli.decide.no_ruling": ("请以 confirmed 或 false-positive 结尾。", "End with confirmed or false-positive."),
    "cli.decide.no_finding": ("请给出至少一个发现的编号。", "Name at least one finding by its fingerprint."),
    "cli.decide.nothing_held": ("没有可撤回的判定：{findings}", "Nothing was decided of: {findings}"),
    "cli.decide.reason_length": (
        "理由须为 10 至 500 个字符（--reason）。",
        "A reason of 10 to 500 characters is needed (--reason).",
    ),
    "cli.decide.by_length": ("判定人须为 1 至 80 个字符（--by）。", "Who decides, in 1 to 80 characters (--by)."),
    "cli.decide.until": ("until 须为日期 YYYY-MM-DD。", "until must be a date, YYYY-MM-DD."),
    "cli.decide.at": (
        "at 须为带时区的过去时间，如 2026-11-22T08:00:00+00:00。",
        "at must be a time with its offset that is not to come, such as 2026-11-22T08:00:00+00:00.",
    ),
    "cli.decide.raw_value": (
        "理由或判定人中含有真实的{detail}；存储和报告不保存原始值，请改写。",
        "Reason or name holds a raw value ({detail}); store and reports keep none, so say it without.",
    ),
    "cli.decide.place_differs": (
        "uri、column、path、entity 与 finding 不符。",
        "uri, column, path and entity are not those of this finding.",
    ),
    "cli.decide.not_seen": (
        "存储中没有发现 {detail}：请先扫描，或保留导出时的 seen。",
        "The store has no finding {detail}: scan first, or keep `seen` as it was exported.",
    ),
    "cli.decide.none": ("没有现行判定。", "Nothing is decided."),
    "cli.decide.unknown": ("（存储中没有这条发现）", "(the store has no such finding)"),
    "cli.decide.exported": ("已写出 {count} 条判定：{path}", "Decisions written: {count}, to {path}"),
    "cli.decide.imported": ("从 {path} 读入 {new} 条新判定，共 {count} 条", "New decisions: {new} of {count}, from {path}"),
    "cli.learn.nothing": ("扫描 {scan} 没有学到客户编号的写法。", "Scan {scan} learned nothing about customer numbers."),
    "cli.learn.nothing_to_write": (
        "学到的写法都太宽，不能用来查找，没有写出文件。",
        "What was learned is too open to search with; no file was written.",
    ),
    "cli.learn.header": ("字段名或注释写明是客户编号", "its name or comment says that it is the customer's number"),
    "cli.learn.join": ("{share}的值与 {beside} 相同", "{share} of its values are those of {beside}"),
    "cli.learn.format": (
        "{name}：{distinct:,} 个不同的值，占该字段的 {share}",
        "{name}: different values: {distinct:,}, {share} of the column's",
    ),
    "cli.learn.scope.anywhere": ("在文本和单元格中查找", "looked for in text and in cells"),
    "cli.learn.scope.cell": ("只作为整个单元格查找", "looked for as a whole cell"),
    "cli.learn.scope.header": ("太宽，不用来查找", "too open to be looked for"),
    "cli.learn.review": (
        "由 pandian learn 写出。请审阅，再写入 pandian.yaml 的 recognizers。",
        "Written by pandian learn. Review it, then name it under recognizers in pandian.yaml.",
    ),
    "cli.learn.check_digit": (
        "扫描时还核对校验位；本文件不能表达这一点。",
        "A scan that learns also asks for the check digit; this file cannot.",
    ),
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
    "cli.explain.state": ("  多数值的形态：{state}", "  Form of most of the values: {state}"),
    "cli.explain.distinct": (
        "  不同的值约 {distinct:,} 个（标准误 {error}）",
        "  About {distinct:,} different values (standard error {error})",
    ),
    "cli.explain.samples": ("  脱敏样例：{samples}", "  Masked samples: {samples}"),
    "cli.explain.weight": (
        "（权重 {weight}；达到 {strong} 即可单独成立，低于 {weak} 不计）",
        " (weight {weight}; from {strong} on a word speaks for itself, below {weak} it does not count)",
    ),
    "cli.explain.bar": ("（阈值：{name} {bar}）", " (threshold: {name}, {bar})"),
    "cli.explain.thresholds": ("  按以下改过的阈值判定：", "  Judged by these thresholds, which are not as delivered:"),
    "cli.explain.thresholds_usual": ("  按默认阈值判定", "  Judged by the thresholds as delivered"),
    "cli.explain.undecided": (
        "  人工判定：无（pandian decide {fingerprint} confirmed|false-positive --reason …）",
        "  Decided by people: nothing yet (pandian decide {fingerprint} confirmed|false-positive --reason …)",
    ),
    "cli.explain.withdrawn": ("  人工判定：已撤回，目前没有", "  Decided by people: withdrawn, nothing holds"),
    "cli.explain.history": ("  判定历史：", "  History of decisions:"),
    "cli.explain.change": ("  什么会改变结论：", "  What would change it:"),
    "cli.explain.if.nothing": ("不再是发现", "no finding"),
    "cli.explain.if.values": (
        "    读取数据（本次没有可看的值，只依据名称和注释）",
        "    reading data (there were no values to look at, only names and comments)",
    ),
    "cli.explain.if.word": (
        "    字段名或注释若写明，例如“{what}”，则为“{verdict}”",
        "    a header word such as “{what}” in its name or comment would make it {verdict}",
    ),
    "cli.explain.if.more": (
        "    {filled} 个非空单元格中若再有 {more} 个（多 {points}，共 {share}）符合，则为“{verdict}”",
        "    with {more} more of the {filled} filled cells holding it ({points} more, {share} in all) it would be {verdict}",
    ),
    "cli.explain.if.proven": (
        "    命中的值若都通过校验码，则为“{verdict}”",
        "    if all its values passed the check digit, it would be {verdict}",
    ),
    "cli.explain.if.threshold": (
        "    若把阈值“{threshold}”对该种类设为 {value}（scan: thresholds: {{{entity}: {{{what}: {value}}}}}），则为“{verdict}”",
        "    with the threshold “{threshold}” at {value} for this kind (scan: thresholds: {{{entity}: {{{what}: {value}}}}}) "
        "it would be {verdict}",
    ),
    "cli.explain.if.no_word": (
        "    没有“{what}”这个依据，则为“{verdict}”",
        "    without the word “{what}” it would be {verdict}",
    ),
    "cli.explain.if.fewer": (
        "    若只有 {cells} 个单元格（{share}）符合，则为“{verdict}”",
        "    with no more than {cells} cells holding it ({share}) it would be {verdict}",
    ),
    "cli.explain.if.decided": (
        "    人工判定只决定是否比对，不改变机器结论：pandian decide {fingerprint}",
        "    a person's decision changes what is held against the register, never this verdict: pandian decide {fingerprint}",
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
    "cli.demo.diff": ("三、登记册与上一个版本对照", "3. The register against the version before"),
    "cli.demo.gate": ("四、合并请求过门禁", "4. A pull request meets the gate"),
    "cli.demo.scan": ("五、扫描全部数据并与登记册对照", "5. Scanning everything and comparing with the register"),
    "cli.demo.verdict": ("六、与事实核对", "6. Held against the truth"),
    "cli.demo.counts": ("报告 {got} 处，应为 {wanted} 处", "told: {got}, true: {wanted}"),
    "cli.demo.agreed": (
        "每个字段、每条违规都与事实一致：没有遗漏，也没有误报。",
        "Every column and every violation agrees with the truth: nothing missed, nothing false.",
    ),
    "cli.demo.differs": ("与事实不一致，见上。", "This differs from the truth, see above."),
    # ---- exchange -------------------------------------------------------------------------------------------------------
    "cli.help.register_export": (
        "把登记册写成别的工具的格式：fideslang、ODCS、dbt、OpenMetadata、DataHub、DPV。",
        "Write a register in another tool's words: fideslang, ODCS, dbt, OpenMetadata, DataHub, DPV.",
    ),
    "cli.help.export_to": ("目标格式。", "The format to write."),
    "cli.help.export_scan": (
        "同时写出某次扫描发现的字段；latest 为最近一次。",
        "Also write the columns that a stored scan found; latest for the last one.",
    ),
    "cli.export_lost": ("{format} 无法表达，未写出：{lost}", "{format} cannot say, left out: {lost}"),
    "cli.help.register_import": ("把别的工具的声明读成登记册条目。", "Read another tool's declarations as register lines."),
    "cli.help.import_from": ("来源格式。", "The format to read."),
    "cli.help.import_into": (
        "并入这份登记册，保留注释和手写内容；不写则打印。",
        "Lay the lines over this register, keeping comments and hand-made entries; without it they are printed.",
    ),
    "cli.import_done": ("已并入 {path}", "laid over {path}"),
    "cli.cannot_read": ("{path}：读不到文件：{why}；请检查路径和权限", "{path}: cannot be read: {why}; check path and permission"),
    "cli.too_large": ("{path}：文件是空的，或大于 {limit} MiB", "{path}: the file is empty or larger than {limit} MiB"),
    "cli.exchange_not_json": ("{path}：不是有效的 JSON", "{path}: not valid JSON"),
    # ---- register retention ---------------------------------------------------------------------------------------------
    "cli.help.retention": (
        "按保存规则逐个对象列出：时间字段、最早和最新记录、超期行数与人数、软删除、法定最短期限、下次到期。",
        "What is kept how long, per asset: rule, clock, oldest and newest, overdue rows and people, soft deletions, legal minimum,"
        " next due.",
    ),
    "cli.help.retention_scan": ("扫描编号；默认是最近一次。", "Which stored scan; default the latest."),
    "cli.help.retention_sql": (
        "把删除或匿名化建议写入此文件夹，每个对象一个文件，供人工复核；程序从不执行。",
        "Write proposals for deletion or anonymisation into this folder, one file an asset, to review; they are never executed.",
    ),
    "cli.retention.asset": ("对象", "Asset"),
    "cli.retention.rule": ("规则", "Rule"),
    "cli.retention.clock": ("时间字段", "Clock"),
    "cli.retention.dates": ("最早 – 最新", "Oldest – newest"),
    "cli.retention.overdue": ("超期", "Overdue"),
    "cli.retention.soft": ("软删除过宽限期", "Soft deleted past grace"),
    "cli.retention.minimum": ("法定最短", "Legal minimum"),
    "cli.retention.due": ("下次到期", "Next due"),
    "cli.retention.no_rule": ("没有期限", "no period"),
    "cli.retention.no_clock": ("没有可用的；找过：{tried}", "none usable; tried: {tried}"),
    "cli.retention.undated": ("另有 {rows} 行没有日期", "rows without a date: {rows}"),
    "cli.retention.basis_rule": ("规则写明", "named by the rule"),
    "cli.retention.basis_hint": ("规则的提示", "a hint of the rule"),
    "cli.retention.basis_role": ("按名称或注释", "by name or comment"),
    "cli.retention.basis_only": ("唯一的日期字段", "the only dated column"),
    "cli.retention.basis_file": ("文件或分区的时间", "time of file or partition"),
    "cli.retention.before": ("早于 {day}", "before {day}"),
    "cli.retention.rows_counted": ("{n} 行", "rows: {n}"),
    "cli.retention.rows_sample": ("约 {n} 行（抽样估计）", "rows: about {n} (from a sample)"),
    "cli.retention.rows_read": ("至少 {n} 行（只读了一部分）", "rows: at least {n} (only a part was read)"),
    "cli.retention.people": ("约 {n} 人", "people: about {n}"),
    "cli.retention.not_counted": ("人数未统计", "people: not counted"),
    "cli.retention.soon": ("30 天内 {a} 行，90 天内 {b} 行", "in 30 days: {a}, in 90 days: {b}"),
    "cli.retention.summary": ("{day}：对象 {assets} 个，其中超期 {overdue} 个", "{day}: assets: {assets}, overdue: {overdue}"),
    "cli.retention.proposed": (
        "建议 {n} 份，其中有语句的 {runs} 份；请人工复核，程序不执行",
        "Proposals: {n}, with a statement: {runs}; for a person to review, nothing was executed",
    ),
    # ---- register propose, schema ----------------------------------------------------------------------------------------
    "cli.help.propose": (
        "把扫描发现而登记册没有声明的，写成待审的登记行；默认只显示差异。",
        "Turn what a scan found and the register does not declare into lines to review; by default only the difference is shown.",
    ),
    "cli.help.propose_scan": ("哪一次扫描；默认最近一次。", "Which stored scan; the last one by default."),
    "cli.help.propose_write": (
        "直接写进登记册，保留注释和手写内容。",
        "Write the lines into the register, keeping comments and everything written by hand.",
    ),
    "cli.help.propose_out": ("把差异写到文件。", "Write the difference to this file."),
    "cli.propose.none": ("登记册 {path} 已声明扫描 {scan} 的全部发现", "{path} declares all that scan {scan} found"),
    "cli.propose.printed": (
        "扫描 {scan}：建议系统 {systems} 个、处理活动 {processing_activities} 个、种类 {data_categories} 个；审阅后加 --write 写入 {path}",
        "scan {scan}: systems proposed: {systems}, activities: {processing_activities}, kinds: {data_categories}; "
        "review them, then add --write to put them into {path}",
    ),
    "cli.propose.written": (
        "扫描 {scan}：系统 {systems} 个、处理活动 {processing_activities} 个、种类 {data_categories} 个已写入 {path}；逐条核对 x-proposed",
        "scan {scan}: systems: {systems}, activities: {processing_activities}, kinds: {data_categories} written into {path}; "
        "go through the entries with x-proposed",
    ),
    "cli.help.schema": (
        "输出登记册的 JSON Schema（2020-12），供编辑器补全和检查。",
        "Print the JSON Schema (2020-12) of a register, with which editors complete and check it.",
    ),
    "cli.help.schema_part": (
        "用于分成多个文件的登记册中的一个文件：没有必填的键。",
        "For one file of a register kept in several: no key is required.",
    ),
    "cli.help.schema_out": ("写到文件。", "Write to this file."),
    "cli.help.previous": (
        "上一版登记册：比对重大变更（CHG-001、CHG-003，报表 R10）。",
        "The register as it was: compares material changes (CHG-001, CHG-003, report R10).",
    ),
    # ---- register draft -------------------------------------------------------------------------------------------------
    "cli.help.draft": (
        "从隐私政策（.txt .md .html .docx .pdf）起草登记册：每一项注明条款和原文，并列出没能归类的内容。",
        "Draft a register from a privacy policy (.txt .md .html .docx .pdf): every entry with clause and quote, and a list of what could"
        " not be placed.",
    ),
    "cli.help.draft_out": ("写到文件；默认输出到屏幕。", "Write to this file; by default the draft is printed."),
    "cli.help.draft_force": ("覆盖已有的文件。", "Overwrite a file that is there."),
    "cli.draft.exists": (
        "{path} 已存在，可能有手写的内容；请另取文件名，确定覆盖时加 --force",
        "{path} exists and may hold what people wrote; choose another name, or add --force to overwrite it",
    ),
    "cli.draft.folder": ("{path} 是文件夹；请给出文件名", "{path} is a folder; name a file"),
    "cli.draft.itself": (
        "{path} 就是政策文件，不会覆盖；请另取文件名",
        "{path} is the policy itself and is not overwritten; choose another name",
    ),
    "cli.draft.head1": ("登记册草稿，{day} 依据 {policy} 起草。", "Draft of a register, made from {policy} on {day}."),
    "cli.draft.head2": (
        "来自政策的都注明 clause 和 quote；“待确认”由人填写，assigned 是建议，x-unplaced 是没有归类的内容。",
        "What comes from the policy has clause and quote. A person fills in what is marked “to confirm”, settles what is"
        " assigned (proposals) and decides on x-unplaced.",
    ),
    "cli.draft.head3": (
        "补全系统、部门和负责人后运行 pandian register lint。",
        "Add systems, departments and owners, then run pandian register lint.",
    ),
    "cli.draft.head.part": ("部分", "part"),
    "cli.draft.head.count": ("条数", "entries"),
    "cli.draft.head.clauses": ("条款", "clauses"),
    "cli.draft.head.clause": ("条款", "clause"),
    "cli.draft.head.words": ("原文", "words"),
    "cli.draft.head.why": ("原因", "why"),
    "cli.draft.taken": ("从政策取得", "taken from the policy"),
    "cli.draft.left": ("没有归类（{count}）", "not placed ({count})"),
    "cli.draft.share": (
        "政策文字的 {share} 已归类或无须归类，{count} 处没有归类，见 x-unplaced",
        "{share} of the policy's text was placed or needs no place; not placed: {count}, see x-unplaced",
    ),
    "cli.draft.written": (
        "草稿已写入 {path}；填写“待确认”各行后运行 pandian register lint {path}",
        "draft written to {path}; fill in the lines marked “to confirm”, then run: pandian register lint {path}",
    ),
    "cli.draft.elsewhere": (
        "政策 {path} 不在登记册所在文件夹内，引文无法核对；请把它放进 {folder} 并相应修改 documents 的 source.path",
        "the policy {path} does not lie in the register's folder, so that its quotes cannot be checked; put it into {folder} and correct"
        " source.path under documents",
    ),
    # ---- register people ------------------------------------------------------------------------------------------------
    "cli.help.people": (
        "一次扫描里有多少人（去重）：按种类、系统、接收方、国家统计，系统之间的重合，以及出境路径。",
        "How many people a stored scan knows of, each once: by kind, system, party and country; overlaps; the route for exports.",
    ),
    "cli.people.total": ("合计", "In all"),
    "cli.people.all": ("存有个人信息的全部数据", "All that holds personal information"),
    "cli.people.kinds": ("按种类", "By kind"),
    "cli.people.systems": ("按系统", "By system"),
    "cli.people.parties": ("按受托方与接收方", "By processor and recipient"),
    "cli.people.countries": ("按境外国家或地区", "By country or region abroad"),
    "cli.people.overlaps": ("系统之间的重合", "Systems that know the same people"),
    "cli.people.routes": ("出境路径", "Route for exports"),
    "cli.people.what": ("对象", "Of"),
    "cli.people.estimate": ("人数", "People"),
    "cli.people.low": ("下限", "Low"),
    "cli.people.high": ("上限", "High"),
    "cli.people.note": ("说明", "Note"),
    "cli.people.one": ("系统", "System"),
    "cli.people.other": ("另一系统", "Other system"),
    "cli.people.both": ("两边都有", "In both"),
    "cli.people.share_one": ("占前者", "Of the first"),
    "cli.people.share_other": ("占后者", "Of the other"),
    "cli.people.transfer": ("出境", "Transfer"),
    "cli.people.general": ("一般", "General"),
    "cli.people.sensitive": ("敏感", "Sensitive"),
    "cli.people.route": ("路径", "Route"),
    "cli.people.margin": ("距阈值", "Of the next bound"),
    "cli.people.running": ("全公司累计（自 {since}）", "The company since {since}"),
    "cli.people.bounds": (
        "人数由保密草图估计，上下限含误差与跨源重复的可能；见 docs/people.md",
        "estimated from keyed sketches; the bounds hold their error and what sources may have in common; see docs/people.md",
    ),
}
