"""*Spellings*: the ways in which one header word is written, brought to one form.

English words are shortened (cust_nm, mbl_no), Chinese ones are written in pinyin (shoujihao), in initials (sjh), half and
half (手机hao, 身fen证) or with tone marks. An abbreviation is read as the word that it stands for; of every Chinese word
the pinyin and the initials are made by table, so that no list has to hold them. What a word means is said elsewhere.

Sources: abbreviations from naming standards of data modelling in general use (ISO/IEC 11179-5 class words and house
lists); syllables as in Hanyu Pinyin (GB/T 16159), for each character the reading that it has in header words.
"""

from __future__ import annotations

from functools import lru_cache

_ABBREVIATED = """
address addr adr adrs adrss addrss; account acct acnt accnt acctn; birth brth bth birt; cell cel cellno; certificate cert
certi certif crtf crtfct; code cd cde; company cmpny cmpy compny coy comp; contact cntct contct cntc ctct ctc contac; credit
crdt; customer cust cus cst cstm cstmr custmr cstmer custm; date dt dte; document docu dcmt; driver drvr; email eml emal
emil; emergency emerg emrg emgcy emer; employee emp emply emplye empl; enterprise entp entrp; first fst frst; gender gndr
gend gdr; guardian grdn gurdn; identity idnt ident idty idntty; last lst; legal lgl; license lic lcns licence lcnse; member
mbr memb mbrs; merchant mcht mrcht merch mrch; mobile mbl mob mobl mobil mbile moble; name nm nme nam; no nbr num numb nmbr
number nmr; occupation occup occptn ocptn occpt; office ofc offc; organization orgn organisation orgnztn; passport psprt pspt
pssprt passpt; password passwd pswd pwrd passwrd psword paswd; patient pat ptnt patnt; person psn prsn pers; phone phn fone
phne fon; plate plt; physician phys; receiver rcvr rcver recver recvr rcv recv; recipient rcpnt recip; residence resid rsdnc;
sender sndr; student stu stud stdnt stdt; supplier splr suppl supplr supp; teacher tchr teach; telephone telep telp; token
tkn; secret scrt secrt; user usr; vendor vndr vend; vehicle veh vhcl; work wrk; card crd; beneficiary bnf bnfcry benef;
holder hldr; insured insrd; manager mgr mngr; policy plcy; owner ownr; applicant aplcnt applcnt; borrower brwr borr;
representative rep reprsnt
"""

_SYLLABLES = """
a阿 an安暗案 ao澳 bai拜百 ban伴办扮板班瓣 bang帮绑 bao保包宝报胞 bei备被 ben本 bi哔比毕 bian变编 biao标表 bie别 bin宾
bing兵病 bo博播 bu步部 cai彩才财采 can参残 cang仓 cao操 ce册测 ceng曾 cha查 chan产 chang厂常 che车 chen辰 cheng乘成承称程
chi持 chong充 chou酬 chu储出初处础 chuan串传船 chuang床 chun纯 ci次 cong从 cun存村 da大打答达 dai代带待贷 dan单担诞
dang党当档 dao刀到导道 de得 deng登等 di地底第递 dian店点电 diao调 ding定订钉 dong东动栋董 dou抖豆 du度读 duan断段短端 dui对队
e额 er二儿耳 fa发法 fan反犯番范返 fang房放方访 fei费飞 fen份分粉 fu付复妇扶服父符负辅附 gai改 gan干 gang岗港 gao告高 ge个格隔
gei给 gen跟 geng更 gong供公工 gou构购 gu估固股雇顾 gua挂 guan关官管贯 guang广 gui归柜规贵 guo国果过 hai孩害还 hang行 hao号好
he何合核 hong红虹 hou候后 hu乎户护 hua划化花话 huai怀 huan患 hui会回徽汇 hun婚 huo伙货 ji击基寄急技既机疾积籍级纪继绩计记际集
jia价加嘉家架甲驾 jian件健兼建检监简肩荐见键间 jiang奖讲 jiao交叫教缴角 jie介借届截接洁结街解 jin紧进金 jing径精経经警靓静
jiu久就究 ju举具居据 juan捐 jun军均 ka卡 kai开 kan勘 kang康 kao考 ke刻客科课 kong控 kou口扣 ku库 kuai快 kuan款 kuang况 kui馈
kuo廓 lai来 lan蓝览 lang浪 lao老 lei类 li例利历哩歴理离里 lian练联脸连链 liang辆量 liao料疗 lie列 lin临赁邻 ling令零领龄
liu流浏留 lou楼 lu录路陆 lun论 luo络落 lv律旅率绿 ma码麻 mai买卖埋脉 man慢 mao貌 mei媒美 men门 meng盟 mi密秘 mian面 miao描苗
min敏民 ming名明 mo末模膜 mu母牧目 na纳 nan男 nei内 neng能 ni匿昵 nian年 nong农 nv女 ou偶 pai排派牌 pan盘 pei配陪 pi批 pian片
piao票 pin品拼聘频 ping凭平评 pu普 qi企器期骑 qian前签 qin亲勤 qing情请 qiu求 qu区去取渠 quan全券权 que确 ran染 rang让 re热
ren人任妊认 ri日 rong容 ru乳入 run润 san三 sao扫 se色 shang上伤商 shao绍 she社设 shen娠审申神身 sheng声生省
shi世事使匙史士实室市师式施时氏视识试驶 shou受售寿手授收 shu书属数术署舒述 shui水税 shun顺 shuo说 si丝司死私 song送 su宿素诉
suan算 sui岁 sun损 suo所索缩 tai台态抬 tang糖 tao淘 te特 teng腾 ti体提 tian填天 tiao条 ting庭町 tong同童统通 tou头投 tu图
tuan团 tui推退 tuo托 wai外 wan宛湾玩 wang往旺望网 wei位唯围委微未纬维 wen文温纹问 wu务屋无武物 xi席息系细 xia下
xian先县嫌献现线衔限险 xiang乡像向箱详香 xiao小效校销 xie写协携 xin信心新薪 xing刑型姓性 xiu休修 xu序蓄需 xuan选 xue学血
xun巡讯询 ya压押牙 yan演盐研顔验 yang仰养様阳 yao药邀钥 ye业 yi一义乙医役意易疑疫益移 yin印因姻引银音 ying婴应影硬英营
yong佣永用 you优友幼有游邮 yu与余育语遇预 yuan元原员园愿源院 yue月约阅 yun孕运 zai在 zan暂 zao造 ze则责 zeng赠 zhai债宅
zhan占站 zhang帐张掌账长 zhao招照 zhe折者 zhen真诊镇 zheng征政正症证 zhi值制址志执指支治知织置职致质 zhong中种终重 zhou周骤
zhu主住助嘱注驻 zhuan专转 zhuang状 zi咨子字自资 zong宗总踪 zu族租组 zui罪醉 zuo作坐座
"""


def _table() -> dict[str, str]:
    found = {}
    for entry in _ABBREVIATED.split(";"):
        whole, *short = entry.split()
        found.update(dict.fromkeys(short, whole))
    return found


#: How a word is shortened, and the word itself.
ABBREVIATIONS = _table()

#: The syllable of each character of header words.
SYLLABLES = {
    character: entry.rstrip(entry.lstrip("abcdefghijklmnopqrstuvwxyz"))
    for entry in _SYLLABLES.split()
    for character in entry.lstrip("abcdefghijklmnopqrstuvwxyz")
}

_SPELT = str.maketrans(SYLLABLES)
_FIRST = str.maketrans({character: syllable[0] for character, syllable in SYLLABLES.items()})

#: Behind Chinese, a Latin abbreviation of 号 (手机no).
_NUMBERS = ("no", "id")


def pinyin(word: str) -> str:
    """客户 -> kehu; "" when a character is not of the table."""
    spelt = word.translate(_SPELT)
    return spelt if spelt.isascii() else ""


def initials(word: str) -> str:
    """客户姓名 -> khxm; "" when a character is not of the table."""
    spelt = word.translate(_FIRST)
    return spelt if spelt.isascii() else ""


_SOUNDS = frozenset(SYLLABLES.values())


def sounds(letters: str) -> bool:
    """Whether letters are syllables of Pinyin throughout."""
    reached = {0}
    for end in range(1, len(letters) + 1):
        if any(end - length in reached and letters[end - length : end] in _SOUNDS for length in range(1, 7)):
            reached.add(end)
    return len(letters) in reached


def mixed(units: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Readings of a name that is Chinese and Latin at once, the likeliest first; () where it is not."""
    latin = [unit.isascii() for unit in units]
    if all(latin) or not any(latin):
        return ()
    return _mixed(units)


@lru_cache(maxsize=4_096)
def _mixed(units: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    found = []
    if units[-1] in _NUMBERS and not units[-2].isascii():
        found.append((*units[:-1], "号"))
    text = "".join(units)
    number = next((n for n in ("号码", "编号", "号") if text.endswith(n)), "")
    if number and len(units) > len(number) and units[-len(number) - 1].isascii():
        found.append((*units[: -len(number)], "no"))
    for spell in (pinyin, initials):
        spelt = [unit if unit.isascii() else spell(unit) for unit in units]
        if all(spelt):
            found.append(("".join(spelt),))
    return tuple(found)
