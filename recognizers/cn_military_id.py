"""Identity documents of the Chinese armed forces (军官证、士兵证、文职人员证).

南字第00123456号: the character of the issuing region, service or kind of card, 字第, six to eight digits, 号. The characters are
those of the former seven military regions and the five theatres, of the services and general departments, of the armed
police, and of the kinds 军 (officer), 士 兵 (soldier), 文 (civilian), 退 离 (retired). Files of courts and offices are numbered
alike (京字第…号, 民终字第…号) with other characters, a province's before them, or a year in brackets; those are left out. Newer
cards carry bare numbers of 7 to 18 digits, without a public check digit: only under a header.

The identity number of servicemen for the tax office and the bank is their resident id: CN_RESIDENT_ID.
Sources: 解放军军官证、士兵证、文职干部证 (specimens of the General Political Department), 中国人民银行 on documents that open
accounts.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_ISSUER = "(?:[军空海政参后装总沈北兰济南广成东西中武边警士兵文职退离火]|海军|空军|军校|[士义]兵|文职|武警|陆军|战略|火箭)"
_FORM = f"{_ISSUER}字第 ?[0-9]{{6,8}} ?号"
#: Before the issuer: a year in brackets, a province, or what makes it a case, a licence or a deed.
_NOT_BEFORE = "0-9A-Za-z)）〕】\\]京津沪渝冀豫鲁晋陕皖苏浙赣鄂湘粤桂琼川贵云藏甘青宁新辽吉黑蒙闽房民刑行执证权土建规公法"
_CUE = (
    "(?:军官证|軍官證|士兵证|士官证|义务兵证|军人(?:身份)?证|文职(?:人员|干部)?证|警官证|军人证件|离休证|退休证)(?:件?号码?|编号)?"
    "[\"']?(?: ?[:：=] ?|为|是| )? ?[\"']?"
)
_SPOKEN = f"(?:{_ISSUER}?(?:字?第) ?)?[0-9]{{6,8}}(?: ?号)?"

_KINDS = {
    "officer": words("officer_card_no officer_id jgzhm jgzbh 军官证 军官证号 军官证号码 军官证编号 军官证件号"),
    "soldier": words("soldier_card_no soldier_id sbzh sbzhm 士兵证 士兵证号 士兵证号码 士官证号 士官证号码 义务兵证号"),
    "civilian": words("wzgbzh 文职证号 文职干部证号 文职人员证号"),
    "police": words("警官证号 警官证号码 武警证号"),
}


RECOGNIZER = Recognizer(
    entity="CN_MILITARY_ID",
    category="user.government_id.military_id",
    names={"zh": "军人证件号", "en": "Military identity number"},
    rank=26,
    patterns=(
        Pattern("issued", _FORM, edges=_NOT_BEFORE, clue="字第 ?[0-9]{6}", score=0.8),
        Pattern("named", f"(?:{_ISSUER}?字?第?)?[0-9]{{7,8}}号?|[0-9]{{7,18}}", scope="header", score=0.4),
        Pattern("after_cue", _SPOKEN, before=_CUE, edges="0-9A-Za-z_-", clue="[官兵人职部休][证證]|军人证件", score=0.6),
    ),
    headers=words(
        "military_id military_id_no military_id_number military_card military_card_no military_no army_card_no serviceman_id jrzh jrzjh"
        " 军人证 军人证号 军人证号码 军人证件号 军人证件号码 军人身份证号 军人身份号码 军队证件号 部队证件号"
    )
    + tuple(w for said in _KINDS.values() for w in said if w != "sbzh"),
    hints=words("sbzh jgzh jgz"),  # also 社保账号 and 机构账号
    vetoes=words("image img photo pic front back face url path 照片 图片 残疾 优待"),
    context=("军官证", "士兵证", "军人", "部队", "武警", "服役"),
    evidence="header",
    examples=("军官证：南字第00123456号", "政字第0123456号", "士兵证号 1234567"),
    counter_examples=("（2020）京字第123456号", "民终字第12345678号", "南字第12号", "12345678"),
    sources=("军官证、士兵证、文职干部证样本", "中国人民银行 人民币银行结算账户管理办法 (身份证件)"),
    kinds=_KINDS,
    holds=("text", "whole"),
    shortest=7,
    keep=(3, 2),
)
