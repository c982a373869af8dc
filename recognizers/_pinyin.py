"""Chinese names in *Latin letters*: surnames and syllables of Hanyu Pinyin as expressions.

Surnames that are common English words (man, she, ran) are left out: a lone cell "Man Made" is not a name. The syllable is a
grammar of initials and finals, a little wider than the table of the 400 that exist.

Sources: GB/T 16159-2012 and GB/T 28039-2011 (names: surname first, given name in one word), 汉语拼音方案 (1958).
"""

from __future__ import annotations

from recognizers.header_words import words

SURNAMES = words(
    """
    bai bao bian bo bu cai cao cen chai chang chao che chen cheng chi chu cui dai deng diao ding dong dongfang dou du duan
    fan fang fei feng fu gan gao ge geng gong gu guan gui guo han hao he hong hou hu hua huang huangfu hui huo ji jia jian
    jiang jiao jin jing ju kang ke kong kuang lai lan lei leng li lian liang liao lin ling linghu liu long lou lu luan luo lv
    lyu ma mao mei meng mi miao min ming mo mou mu murong nangong ni nie ning niu ouyang pan pang pei peng piao ping pu qi
    qian qiang qiao qin qiu qu quan ren rong ruan rui sha shan shang shangguan shao shen sheng shi shu sikong sima situ song
    su sui sun tan tang tao teng tian tong tu wan wang wei wen weng wu xia xiahou xian xiang xiao xie xin xing xiong xiu xu
    xuan xue yan yang yao yi yin ying yong you yu yuan yue yun yuwen zang zeng zha zhai zhan zhang zhangsun zhao zhen zheng
    zhong zhou zhu zhuang zhuge zong zou zuo
    """
)
_FINAL = "(?:ang?|ai|ao|a|eng?|ei|er|e|iang?|iao|iong|ing?|iu|ie|ia|i|ong|ou|o|uang?|uai|uan|ui|un|uo|ua|ue|u|ve|v)"
_INITIAL = "(?:[zcs]h?|[bpmfdtnlgkhjqxryw])"
_BARE = "(?:ang?|ai|ao|eng?|er|ou)"
SYLLABLE = f"(?:{_INITIAL}{_FINAL}|{_BARE})"
CAPITAL_SYLLABLE = f"(?:(?:[ZCS]h?|[BPMFDTNLGKHJQXRYW]){_FINAL}|(?:Ang?|Ai|Ao|Eng?|Er|Ou))"
_UPPER_SYLLABLE = f"(?:(?:[ZCS]H?|[BPMFDTNLGKHJQXRYW]){_FINAL.upper()}|{_BARE.upper()})"
_SURNAME = f"(?:{'|'.join(s.capitalize() for s in SURNAMES)})"
_UPPER_SURNAME = f"(?:{'|'.join(s.upper() for s in SURNAMES)})"
_GIVEN = f"{CAPITAL_SYLLABLE}(?:['’-]?{SYLLABLE}|[ -]{CAPITAL_SYLLABLE})?"
_UPPER_GIVEN = f"{_UPPER_SYLLABLE}(?:['’ -]?{_UPPER_SYLLABLE})?"
_APART = "(?:[ 　]|, ?|/)"

#: Zhang San, Zhang, Xiaoming, ZHANG/SAN, ZHANG Xiaoming; and Xiaoming Zhang, as abroad.
NAME = (
    f"(?:{_SURNAME}|{_UPPER_SURNAME}){_APART}{_GIVEN}|{_UPPER_SURNAME}{_APART}{_UPPER_GIVEN}(?:[ ](?:MR|MS|MRS))?"
    f"|{CAPITAL_SYLLABLE}(?:['’-]?{SYLLABLE})? (?:{_SURNAME}|{_UPPER_SURNAME})"
)
