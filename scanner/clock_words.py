"""The words that make a column a *clock* (`scanner/clock.py` reads its values), and what it then dates.

One table of words in English, Chinese, pinyin and its initials (`_ROLES`). A column whose values alone are dates is a clock
only where nothing else dates the rows (`only_dated`). A date about the person or the paper is none: birth, validity, due and
planned dates. Nothing here needs Arrow, so that the outcome of a schema scan can be told without it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_DATED_TYPE = re.compile(r"date|time(?!out)|timestamp", re.IGNORECASE)
_SUFFIX = r"_?(?:at|time|date|day|on|tm|dt|ts|datetime|timestamp|rq|sj)$"
_DATED_NAME = re.compile(r"(?:^|_)(?:at|time|date|datetime|timestamp|day|on|tm|dt|ts|rq|sj)$|[a-z]{3}time$|^gmt_|时间$|日期$")
_DATED_COMMENT = re.compile(r"(?:时间|日期)(?:$|[,，;；:：(（ ])|\b(?:date|time)\b", re.IGNORECASE)

#: Compiled by `re` when first asked for: the gate, which sees no rows, does without.
_NEVER = (
    r"birth|(?:^|_)(?:bday|dob|csrq|csny|sr)$|出生|生日|chusheng|shengri"
    r"|(?:^|_)(?:valid|validity|expir[a-z]*|effective|due|deadline|until|plan|planned|schedul[a-z]*|estimated|expected|issue|issued|next|time_?out)(?:_|$)"
    r"|有效|到期|截止|失效|期限|届满|计划|预计|预约|签发|下次|(?:^|_)(?:yxq|yxrq|dqr|dqrq|dqsj|jzrq|sxrq|qfrq)[a-z]*$"
)


def _words(english: str, chinese: str, initials: str, pinyin: str, bare: str = "") -> str:
    """english: word, then a suffix that dates it; chinese: verb, then 时间 or 日期; pinyin the same; initials: the whole last part;
    bare: names that date rows by themselves."""
    return (
        rf"(?:^|_)(?:{english}){_SUFFIX}|(?:{chinese})[^,，;；:：]{{0,2}}(?:时间|日期|时刻|日$)|(?:^|_)(?:{initials})$"
        rf"|(?:{pinyin})_?(?:shijian|riqi|sj|rq)$" + (rf"|^(?:{bare})$" if bare else "")
    )


#: The one table of words, in the order in which a name is asked: "order_update_time" is of an update, "contract_end_date" no validity.
_ROLES: tuple[tuple[str, str], ...] = (
    (
        "contract_end",
        (
            r"(?:contract|agreement|subscription|lease|service)_(?:[a-z]+_)?(?:end|ended|expir[a-z]*|terminat[a-z]*|finish[a-z]*)(?:_|$)"
            r"|(?:合同|协议|订阅|租约|保单|服务).{0,4}(?:到期|终止|结束|届满|截止|解除)|(?:^|_)ht(?:dq|zz|js|jc)(?:rq|sj|r)$"
            r"|hetong(?:daoqi|zhongzhi|jieshu|jiechu)"
        ),
    ),
    (
        "account_closed",
        _words(
            "clos(?:e|ed|ure)|cancel|cancell?ed|cancell?ation|deactivat(?:e|ed|ion)|unsubscribed?|unregister(?:ed)?|resign(?:ed)?|terminat(?:ed|ion)",
            "注销|销户|关闭|停用|退订|离职|退会|销号|终止", "zxsj|zxrq|xhsj|xhrq|lzsj|lzrq|gbsj", "zhuxiao|xiaohu|guanbi|lizhi",
        ),
    ),
    (
        "purpose_end",
        _words(
            "complet(?:e|ed|ion)|finish(?:ed)?|end|ended|resolved|settled|fulfilled", "完成|结束|完结|办结|结案|签收",
            "wcsj|wcrq|jssj|jsrq|jasj|jarq|bjsj", "wancheng|jieshu|banjie|jiean",
        ),
    ),
    (
        "deleted",
        _words(
            "delet(?:e|ed|ion)|remov(?:e|ed|al)|destroy(?:ed)?|purged?|trash(?:ed)?|archiv(?:e|ed|al)|erased?", "删除|作废|归档|清理|销毁",
            "gdsj|gdrq|shanchusj", "shanchu|guidang|zuofei", "gmt_deleted?",
        ),
    ),
    (
        "updated",
        _words(
            "updated?|modif(?:y|ied|ication)|changed?|edit(?:ed)?|sync|synced|synchroni[sz]ed|refresh(?:ed)?|revised|upd",
            "更新|修改|变更|编辑|同步|维护", "gxsj|gxrq|xgsj|xgrq|bgsj|bgrq|tbsj|tbrq|whsj|whrq", "gengxin|xiugai|biangeng|tongbu",
            "(?:last_)?(?:updated|modified|changed)|mtime|gmt_modified|gmt_update",
        ),
    ),
    (
        "last_activity",
        _words(
            "(?:last|latest|recent)_?(?:[a-z]+_?){0,2}|log_?in|logon|sign_?in|access(?:ed)?|active|activity|seen|contact(?:ed)?",
            "(?:最后|最近|末次|上次|近期)[^,，;；:：]{0,4}|登录|登陆|活跃|活动|联系|回访|跟进",
            "z[hj](?:dl|fw|lx|hy|xf|gj|xd)(?:sj|rq)|dlsj|dlrq|lxrq|gjsj",
            "(?:zuihou|zuijin)[a-z]*|denglu|huoyue|lianxi", "last_(?:login|seen|active|contact|contacted|activity|visit|access)",
        ),
    ),
    (
        "created",
        _words(
            "creat(?:e|ed|ion)|insert(?:ed)?|add|added|reg|regist(?:er|ered|ration)|sign(?:ed)?(?:_?up)?|join(?:ed)?|record(?:ed)?|order(?:ed)?|visit(?:ed)?|event"
            "|log|logged|call|called|paid|pay|payment|sent|send|receiv(?:e|ed)|collect(?:ed|ion)?|import(?:ed)?|upload(?:ed)?|submit(?:ted)?|appl(?:y|ied|ication)"
            "|open|opened|enter|entered|entry|occur(?:red)?|captured?|land(?:ed)?|book|booked|purchased?|reported|post|posted|request(?:ed)?|fetch(?:ed)?|crawl(?:ed)?",
            "创建|新建|建立|注册|录入|登记|下单|报名|采集|收集|录音|建档|提交|申请|上传|导入|开户|入会|加入|发送|支付|付款|购买|签约|签订|生成|产生|发生|记录|开通|访问|签到"
            "|入库|通话|咨询|入职|抓取|接收",
            "cjsj|cjrq|zcsj|zcrq|lrsj|lrrq|djsj|djrq|jlsj|jlrq|xdsj|xdrq|bmsj|bmrq|tjsj|tjrq|sqsj|sqrq|jdsj|jdrq|khsj|khrq|rksj|fssj|fsrq|zfsj|rzsj|rzrq",
            "chuangjian|zhuce|luru|dengji|tijiao|xiadan|baoming|caiji|kaihu|jiandang|fangwen|zhifu|shenqing|shengcheng",
            "created|inserted|registered|ctime|gmt_created?",
        ),
    ),
)  # fmt: skip
_MODERN = "1995-01-01"  # a column that only its values make a clock dates no row before: older dates are somebody's birthdays
_SURE = 0.98  # share of filled cells that are dates, for such a column


def role_of(name: str, comment: str = "") -> str:
    """What a clock's name, else its comment, says that it dates; "" where they do not say."""
    for text in (_snake(name), comment[:40].lower()):
        for role, words in _ROLES:
            if re.search(words, text):
                return "" if re.search(_NEVER, text) and role != "contract_end" else role
        if text and re.search(_NEVER, text):
            return ""
    return ""


def never_dates(name: str, comment: str = "") -> bool:
    """Whether a date in it is of the person or the paper, whatever its type."""
    return not role_of(name, comment) and bool(re.search(_NEVER, _snake(name)) or re.search(_NEVER, comment[:40].lower()))


def is_clock(name: str, type_: str = "", comment: str = "") -> bool:
    """By name, type and comment alone, so that the choice is the same for every batch."""
    if role_of(name, comment):
        return True
    dated = _DATED_NAME.search(_snake(name)) or _DATED_TYPE.match(type_) or _DATED_COMMENT.search(comment[:40])
    return bool(dated) and not never_dates(name, comment)


def only_dated(columns: Iterable[tuple[str, Counter[str], int]]) -> str:
    """The column that dates the rows by its values alone, of (name, days, filled cells): there is just one such, nearly all of it
    is dates, and none of a time before records were kept by computers. "" if none."""
    dated = [name for name, days, filled in columns if days and days.total() >= _SURE * filled and min(days) >= _MODERN]
    return dated[0] if len(dated) == 1 else ""


def _snake(name: str) -> str:
    return re.sub(r"[\s\-.]+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)).lower()
