"""A *postal code* (邮政编码) of China, and of Japan where it carries its mark.

Six digits; the first two are the province (01 Inner Mongolia to 86 Tibet), the third the postal district, the rest the
delivery office. There is no check digit, and any six digits look like one (a date, a code of
authentication, an amount). In text they need a cue (邮编, P.C.); a column of six-digit numbers all of which begin like a
code, two of three do by chance, is a possibility and never more without a name.
〒123-4567 is Japanese wherever it stands.

Stated limits: the first two digits are checked, not the offices; Hong Kong and Macao have no codes (999077 and 999078 are
conventions and pass in columns named for them); Taiwan's and foreign ones are left out.

Sources: GB/T 8416-2003 and the list of 中国邮政 (first two digits in use), 日本郵便 (郵便番号, seven digits).
"""

from __future__ import annotations

from recognizers._shapes import NUMBER_EDGES, NUMBER_END
from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_PROVINCES = "(?:0[1-7]|1[0-6]|2[0-7]|3[0-6]|4[0-7]|5[1-8]|6[1-7]|7[1-5]|8[1-6])"
_CODE = f"{_PROVINCES}[0-9]{{4}}"
_CUE = (
    "(?:邮政编码|邮编|郵政編碼|郵編|郵便番号|[Pp]ostal ?[Cc]ode|[Pp]ost ?[Cc]ode|[Zz]ip(?: ?[Cc]ode)?|ZIP(?: ?CODE)?|P[.]?C[.])"
    "[ 　]?[:：=]?[ 　]?"
)
_JAPANESE = "〒[ 　]?[0-9]{3}[-－‐ー]?[0-9]{4}"

RECOGNIZER = Recognizer(
    entity="POSTAL_CODE",
    category="user.contact.address.postal_code",
    names={"zh": "邮政编码", "en": "Postal code"},
    rank=98,
    patterns=(
        Pattern("lone", _CODE, scope="cell", score=0.2),
        Pattern("number", "99907[78]", scope="header", score=0.4),
        Pattern("labelled", _CODE, before=_CUE, after=NUMBER_END, score=0.8, clue=f"{_CUE}[0-9]"),
        Pattern("japanese", _JAPANESE, edges=NUMBER_EDGES, score=0.8, clue="〒"),
        Pattern("japanese_number", "[0-9]{3}[-－‐ー]?[0-9]{4}", scope="header", score=0.3),
    ),
    headers=words(
        """
        郵便番号
        """
    ),
    hints=words(
        """
        postal_code postalcode zip_code zipcode yzbm youbian youzhengbianma 邮政编码 邮编 郵政編碼 郵編
        postcode post_code zip postal postnum postno yb
        """
    ),
    vetoes=words("file archive url package gzip 文件 压缩 下载"),
    context=("邮编", "邮政编码", "地址", "〒", "postal", "zip"),
    evidence="header",
    examples=("邮编：200120", "邮政编码 310012", "〒150-0001"),
    counter_examples=("980120", "邮编：990000", "验证码200120", "邮编：2001201"),
    sources=("GB/T 8416-2003", "日本郵便 郵便番号"),
    shortest=6,
    keep=(2, 0),
)
