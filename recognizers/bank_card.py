"""Payment card number (银行卡号), as issued in China and abroad.

ISO/IEC 7812-1: an issuer prefix, an account number and a Luhn check digit. Luhn alone says yes to one number in ten,
so prefix and length must be an issuer's too; a serial number of 16 digits that begins with 62 still passes one time in
ten, and only the column can tell. Some debit cards from before the 62 prefix are 15 to 19 digits with prefixes of
their own; those of small banks from before 2000 (90 to 99) are not in the list. Lengths are those in use: Visa of 13 digits
(a timestamp), of 19 (a serial number) and Maestro of fewer than 16 are left out. An IMEI begins with 01, 35, 86, 99 …, never
with the 34 or 37 of the only network that issues 15 digits. Of which network a card is, its first digits tell; the pattern
does not say. Sources: ISO/IEC 7812-1:2017, the card networks' published ranges, JR/T 0008-2000.
"""

from __future__ import annotations

from recognizers._shapes import MASK_CLASS, NUMBER_EDGES, NUMBER_END, SEPARATOR, digits_of, is_masked, luhn
from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_LONG = (16, 17, 18, 19)

#: first and last prefix of a range -> lengths issued
_ISSUERS: tuple[tuple[str, str, tuple[int, ...]], ...] = (
    ("62", "62", _LONG),  # UnionPay
    ("8100", "8171", (16,)),  # UnionPay, since 2017
    ("4", "4", (16,)),  # Visa
    ("405512", "405512", (17,)),  # Bank of Communications, debit
    ("436742", "436742", (19,)),  # China Construction Bank, debit
    ("436745", "436745", (19,)),
    ("456351", "456351", (19,)),  # Bank of China, debit
    ("51", "55", (16,)),  # Mastercard
    ("2221", "2720", (16,)),
    ("2200", "2204", _LONG),  # Mir
    ("5018", "5018", _LONG),  # Maestro
    ("5020", "5020", _LONG),
    ("5038", "5038", _LONG),
    ("5893", "5893", _LONG),
    ("6304", "6304", _LONG),
    ("6759", "6759", _LONG),
    ("6761", "6763", _LONG),
    ("34", "34", (15,)),  # American Express
    ("37", "37", (15,)),
    ("3528", "3589", _LONG),  # JCB
    ("508", "508", (16,)),  # RuPay
    ("606985", "607984", (16,)),
    ("608001", "608500", (16,)),
    ("6521", "6522", (16,)),
    ("817200", "820199", (16,)),
    ("601382", "601382", (19,)),  # Bank of China, debit
    ("601428", "601428", (17,)),  # Bank of Communications, debit
    ("602969", "602969", (16,)),  # Bank of Beijing, debit
    ("603367", "603367", (18,)),  # Bank of Hangzhou, debit
    ("690755", "690755", (15, 18)),  # China Merchants Bank, debit
    ("9555", "9555", (16,)),  # the same
    ("9558", "9559", _LONG),  # ICBC and Agricultural Bank, debit
    ("6011", "6011", _LONG),  # Discover
    ("644", "659", _LONG),
    ("300", "305", (14, 16)),  # Diners Club
    ("3095", "3095", (14, 16)),
    ("36", "36", (14, 16)),
    ("38", "39", (14, 16)),
)
_BY_FIRST = {first: tuple(row for row in _ISSUERS if row[0][0] <= first <= row[1][0]) for first in "23456789"}

_FOUR = "[0-9]{4}"
_GROUPS = f"[2-9][0-9]{{3}}(?:{SEPARATOR}{_FOUR}){{3}}"
_MASK = f"[{MASK_CLASS}]"


def is_issued(digits: str) -> bool:
    """Whether some issuer gives out numbers of this prefix and length."""
    issuers = _BY_FIRST.get(digits[:1], ())
    return any(len(digits) in lengths and first <= digits[: len(first)] <= last for first, last, lengths in issuers)


def validate(value: str) -> bool | None:
    """True: issuer, length and Luhn digit are right. None: masked, and may be right."""
    if is_masked(value):
        return _masked(value)
    digits = value if value.isdecimal() and value.isascii() else digits_of(value)
    return is_issued(digits) and luhn(digits)


def _masked(value: str) -> bool | None:
    """A masked number keeps its length or shows its issuer."""
    shown = "".join(c for c in value if c.isdigit() or is_masked(c))
    return None if 15 <= len(shown) <= 19 and shown[:1] in tuple("2345689") else False


RECOGNIZER = Recognizer(
    entity="BANK_CARD",
    category="user.financial.account_number",
    names={"zh": "银行卡号", "en": "Bank card number"},
    rank=20,
    patterns=(
        Pattern("cell", "(?:[2-6]|8[12]|955)[0-9]{13,18}", scope="cell", score=0.6),
        Pattern("number", "(?:[2-6]|8[12]|955)[0-9]{13,18}", edges=NUMBER_EDGES, after=NUMBER_END, score=0.6),
        Pattern("groups_of_four", _GROUPS, edges="0-9A-Za-z_-", score=0.6),
        Pattern("groups_and_rest", f"{_GROUPS}{SEPARATOR}[0-9]{{1,3}}", edges="0-9A-Za-z_-", score=0.6),
        Pattern("six_and_rest", f"[2-9][0-9]{{5}}{SEPARATOR}[0-9]{{10,13}}", edges="0-9A-Za-z_-", score=0.6),
        Pattern("four_six_five", f"3[47][0-9]{{2}}{SEPARATOR}[0-9]{{6}}{SEPARATOR}[0-9]{{5}}", edges="0-9A-Za-z_-", score=0.6),
        Pattern(
            "masked",
            f"[2-9][0-9]{{3,15}}{SEPARATOR}?(?:{_MASK}{SEPARATOR}?){{2,12}}[0-9]{{1,11}}",
            edges=f"0-9A-Za-z_{MASK_CLASS}",
            state="masked",
            score=0.4,
        ),
    ),
    validate=validate,
    headers=words(
        """
        bank_card bank_card_no bank_card_num bank_card_number bankcard bankcard_no bank_account bank_account_no
        bank_account_number bank_no bank_number bank_acct debit_card credit_card credit_card_no credit_card_number yhkh yhzh
        yhkhm yhkahao yinhangka yinhangkahao yinhangzhanghao gzkh gzkzh deposit_account wage_card_number wage_card_no
        salary_card salary_card_no iban bank_card_code bankcard_number bankcardno bank_card_id unionpay_card card_pan
        payee_account payer_account receipt_account 银行卡 银行卡号 银行卡号码 银行账号 银行帐号 银行账户 银行帐户 银行卡账号
        开户账号 开户帐号 开户账户 对公账号 对公账户 收款账号 收款账户 付款账号 提现账号 借记卡 信用卡 信用卡号 工资卡 工资卡号
        工资卡账户 工资账号 储蓄卡 储蓄卡号 储蓄卡账号 收款人账号 收款人账户 付款人账号 クレジットカード番号 口座番号 结算账号 结算账户
        bank_acct_no bank_ac_no bankaccno bank_acc_no bankcardnum cc_number cc_num ccno credit_card_num creditcard
        payroll_account salary_account repayment_account repay_card_no settle_account settlement_account settlement_card
        withdraw_account withdrawal_account deposit_card khzh skzh fkzh hkzh kkzh dgzh txzh dkzh ckzh yhkzh skkh hkkh kkkh
        khyhzh yhzhh yhkhao yhkbh 银行卡卡号 银行账户号 银行账号号码 收款卡号 还款卡号 扣款卡号 扣款账号 扣款账户 还款账号
        还款账户 放款账号 提现卡号 提现账户 打款账号 打款账户 打款卡号 付款账户 付款卡号 结算卡号 代发账号 银联卡号 贷记卡号
        存折账号 存折号 存款账号 贷款账号 汇款账号 汇款账户 转账账号 公户账号 开户行账号 开户银行账号 开户卡号 薪资账号
        退款账号 银行账户号码 銀行口座 口座
        """
    ),
    hints=words(
        """
        account_number account_no acct_no card_no card_number cardno zhh kh bank_code bk_num account_num 账号 帐号 卡号 账户
        帐户
        receive_account receiving_account collection_account pay_account pan repayment_card bankcard_id 账户号码 账号号码
        资金账号 账户号 户头
        """
    ),
    vetoes=words(
        """
        bank_name user login member mail email game wechat weixin qq alipay admin operator system 用户 登录 登陆 会员 微信
        支付宝 邮箱 钉钉 管理员 系统 游戏 后台 子账户
        """
    ),
    context=("银行", "銀行", "卡号", "卡號", "账号", "信用卡", "借记卡", "储蓄卡", "bank", "card"),
    evidence="checksum",
    examples=("4111111111111111", "卡号 6222 0200 0000 0007"),
    counter_examples=("4111111111111112", "1234567890123452"),
    sources=("ISO/IEC 7812-1:2017", "JR/T 0008-2000"),
    holds=("text", "whole", "fraction"),
    shortest=12,
    support="banking",
    keep=(4, 4),
)
