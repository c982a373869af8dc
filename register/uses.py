"""What an asset is used for, as far as its place and name tell: a log, a backup, an export, a cache, source code, a page.

Words of the URI, which every asset has and which holds no secret: folders, file name, ending, schema, table. A name proves
nothing of what is inside; rules ask this only of assets in which personal information was found. The words of storage
controls (`storage_controls[].assets`) are used for what they speak of; "code" and "page" are ours.
"""

from __future__ import annotations

import re

from register.context import Context, once
from scanner.inventory import AssetRecord

_FILES = frozenset({"file", "sheet"})
_WORDS = re.compile(r"[0-9a-z]+|[一-鿿]+")
#: use -> words of a folder, a name or a table
_NAMED = {
    "log": frozenset({"log", "logs", "logfile", "logging", "syslog"}),
    "backup": frozenset({"bak", "backup", "backups", "bkp", "dump", "dumps", "mysqldump", "pgdump", "snapshot", "snapshots"}),
    "export": frozenset({"export", "exports", "exported"}),
    "cache": frozenset({"cache", "caches", "cached"}),
    "message_queue": frozenset({"mq", "queue", "queues", "kafka", "rabbitmq", "outbox"}),
    "search_index": frozenset({"elasticsearch", "opensearch", "solr", "searchindex"}),
}
_HAN = {
    "log": ("日志",),
    "backup": ("备份",),
    "export": ("导出",),
    "cache": ("缓存",),
    "message_queue": ("消息队列",),
    "search_index": ("搜索索引",),
}
_ENDINGS = {
    "log": re.compile(r"\.(?:log|out|err)(?:[.-][0-9_-]{1,10})*(?:\.(?:gz|bz2|xz|zst|zip))?$"),
    "backup": re.compile(r"\.(?:bak|backup|bkp|dump|dmp|old|orig)(?:\.(?:gz|bz2|xz|zst|zip))?$"),
    "page": re.compile(r"\.(?:html?|xhtml|php|jsp|jspx|aspx?|vue|har|wxml)$"),
    "code": re.compile(
        r"\.(?:py|pyi|ipynb|java|kt|scala|groovy|js|mjs|cjs|jsx|ts|tsx|go|rb|rs|c|h|cc|cpp|hpp|cs|swift|m|lua|pl|r|sh|bash|ps1|bat|env"
        r"|ya?ml|toml|ini|cfg|conf|properties|gradle|tf|tfvars|dockerfile)$|/(?:\.env[.a-z]*|dockerfile|makefile|jenkinsfile)$"
    ),
}
#: Folders of a repository whose files stand beside code, and of the machines that build it.
_CODE = frozenset({"fixtures", "fixture", "seeds", "seed", "testdata", "__tests__", "tests", "spec", "node_modules"})
_BUILD = frozenset({".github", ".gitlab", ".circleci", "jenkins", "ci", "ci-logs", "ci_logs", "build-logs", "actions-runner"})
#: What may stand behind "log" in the name of a table that is one: access_log_202601, login_log_his.
_BEHIND = re.compile(r"[0-9]{1,8}|bak|his|hist|history|old|archive")


def uses(asset: AssetRecord) -> frozenset[str]:
    """Any of the words of `storage_controls[].assets`, "code" and "page"; empty for an ordinary table or file."""
    place = asset.uri.split("://", 1)[-1].partition("/")[2].lower().partition("#")[0]
    words = set(_WORDS.findall(place.replace("_", " ")))
    told = {use for use, known in _NAMED.items() if use != "log" and words & known}
    if not place.isascii():
        told |= {use for use, known in _HAN.items() if any(word in place for word in known)}
    if asset.kind in _FILES:
        told |= {use for use, ending in _ENDINGS.items() if ending.search(f"/{place}")}
        folders = set(place.split("/")[:-1])
        if words & _NAMED["log"] and (folders & _NAMED["log"] or "log" in told):
            told.add("log")
        if folders & _CODE or ("log" in told and folders & _BUILD):
            told.add("code")
    elif _log_table(re.split("[./]", place)[-1]):
        told.add("log")
    return frozenset(told)


def _log_table(name: str) -> bool:
    """login_log, access_logs_202601, log_access; not catalog, and not log_in_names."""
    words = [word for word in name.replace("-", "_").split("_") if word]
    while len(words) > 1 and _BEHIND.fullmatch(words[-1]):
        words.pop()
    return bool(words) and (words[-1] in ("log", "logs") or (words[0] == "log" and len(words) == 2))


@once
def _uses(context: Context) -> dict[str, frozenset[str]]:
    return {asset.uri: uses(asset) for asset in context.inventory.assets}


def uses_of(context: Context, asset: AssetRecord) -> frozenset[str]:
    """`uses`, worked out once per scan."""
    return _uses(context)[asset.uri]
