"""Income of a person (收入信息): wage, salary, income, bonus, housing fund, income tax.

A number, so values alone never confirm: the header must say whose money it is. The income of firms is something else (营业收入,
主营业务收入, 销售收入), and a plain `income` or 收入 names the account book's other side as often as a person's wage: both stay
silent. In text an amount counts behind a label (月薪：8000元). What a post pays (薪资范围 in a job advertisement) cannot be
told from what a person has. Not recognised: amounts in Han numerals, foreign currencies. Sources: PIPL Art. 28 (financial
accounts), GB/T 35273-2020 annex A (个人财产信息), Individual Income Tax Law Art. 2.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_AMOUNT = "[0-9][0-9,]{0,11}(?:[.][0-9]{1,4})?"
_UNIT = "(?: ?(?:万元|千元|元|万|千|[kKwW]))"
_PER = "(?:[/／每](?:月|年|天|小时|[a-z]{2,6}))?"
_LABEL = (
    "(?:月薪|年薪|日薪|时薪|底薪|税前薪资|税后薪资|税前工资|税后工资|基本工资|基础工资|应发工资|实发工资|到手工资"
    "|绩效工资|岗位工资|工资|薪资|薪水|薪酬"
    "|月收入|年收入|月均收入|年均收入|家庭年收入|家庭月收入|个人年收入|个人月收入|税前收入|税后收入|公积金月缴"
    "|公积金缴存额|个人所得税|个税|年终奖)"
)

RECOGNIZER = Recognizer(
    entity="INCOME",
    category="user.financial.income",
    names={"zh": "收入信息", "en": "Income"},
    rank=92,
    patterns=(
        Pattern(
            "labelled",
            f"(?:{_AMOUNT}{_UNIT}?(?:[~～-]|至|到))?{_AMOUNT}(?:{_UNIT}{_PER})?",
            before=f"{_LABEL}(?:[(（](?:元|万元|税前|税后|人民币)[)）])?约?[ 　]?(?:[:：=]|为|是|约)[ 　]?(?:约|人民币|￥|¥|RMB ?)?",
            after="(?:[^0-9.,%％年月日]|[,.](?:[^0-9]|$)|$)",
            score=0.7,
            clue="薪|工资|收入|公积金|所得税|个税|年终奖",
        ),
        Pattern(
            "labelled_english",
            f"{_AMOUNT}(?:{_UNIT}{_PER})?",
            before="(?:[Ss]alary|[Mm]onthly [Ii]ncome|[Aa]nnual [Ii]ncome|[Ww]age)[\"']? ?[:=] ?[\"']?(?:CNY|RMB|¥|￥)? ?",
            edges="0-9A-Za-z_.,%",
            score=0.6,
        ),
        Pattern("amount", f"[¥￥]? ?-?{_AMOUNT}{_UNIT}?{_PER}", scope="header", score=0.3),
        Pattern(
            "range",
            f"{_AMOUNT}{_UNIT}? ?(?:[~～-]|至|到) ?{_AMOUNT}{_UNIT}?{_PER}|{_AMOUNT}{_UNIT}?(?:以上|以下|以内|及以上)",
            scope="header",
            score=0.4,
        ),
        Pattern("masked", "[0-9]{0,2}[*]{2,8}(?:[.][0-9*]{2})?", scope="header", state="masked", score=0.3),
    ),
    headers=words(
        """
        salary salaries base_salary basic_salary gross_salary net_salary monthly_salary annual_salary month_salary year_salary
        before_salary after_salary all_salary total_salary actual_salary final_salary probation_salary perform_salary
        performance_salary post_salary expected_salary expect_salary salary_range salary_amount salary_total salary_net
        salary_gross wage wages base_wage basic_wage month_wage gross_wage net_wage payable_wage real_wage gross_pay net_pay
        month_income monthly_income annual_income year_income yearly_income personal_income family_income household_income
        income_level income_range person_income user_income individual_income_tax income_tax personal_tax housing_fund
        provident_fund accumulation_fund accumulation_fund_base housing_fund_base social_security_base year_end_bonus
        annual_bonus pension_amount gongzi jbgz yfgz sfgz gwgz jxgz yuexin nianxin yuegongzi nianshouru yueshouru gjj gjjjs
        gongjijin grsds 工资 月工资 基本工资 基础工资 岗位工资 绩效工资 应发工资 实发工资 应发薪资 实发薪资 税前工资 税后工资
        转正工资 试用期工资 调前薪资 调后薪资 薪资 薪酬 薪水 薪金 底薪 月薪 年薪 时薪 日薪 期望薪资 期望月薪 目前薪资 当前薪资
        薪资范围 薪资待遇 工资总额 工资收入 月收入 年收入 月均收入 年均收入 家庭收入 家庭年收入 家庭月收入 家庭人均收入
        人均年收入 个人收入 个人年收入 个人月收入 税前收入 税后收入 收入水平 收入区间 收入范围 年纯收入 工资金额 公积金
        公积金基数 公积金缴存基数 公积金账户余额 住房公积金 社保基数 个税 个人所得税 代扣个税 年终奖 年终奖金 奖金 养老金 给与
        年収
        """
    ),
    vetoes=words(
        """
        total_operating operating business main company firm corporate sales product project interest rental fee shop store
        platform show ad min max proof 营业 主营 业务 公司 企业 单位 销售 产品 项目 财务 利息 租金 店铺 平台 门店 体现 岗位最低
        职位 提取 公司缴纳 财政
        """
    ),
    context=("工资", "薪", "收入", "salary", "income", "wage"),
    evidence="header",
    examples=("月薪：8000元", "年收入：25万元", "期望薪资：15-20K", "Salary: 12000"),
    counter_examples=("营业收入：120000", "8000", "工资表", "工资2024年发放", "收入：300"),
    sources=("PIPL Art. 28", "GB/T 35273-2020 annex A", "Individual Income Tax Law Art. 2"),
    kinds={
        "wage": words("salary wage base_salary basic_salary monthly_salary 工资 薪资 月薪 年薪 基本工资 应发工资 实发工资"),
        "housing_fund": words(
            "housing_fund provident_fund accumulation_fund accumulation_fund_base gjj gongjijin 公积金 住房公积金 公积金基数"
        ),
        "tax": words("individual_income_tax income_tax personal_tax grsds 个税 个人所得税"),
        "income": words("month_income monthly_income annual_income family_income household_income 月收入 年收入 家庭年收入 个人收入"),
    },
    holds=("text", "whole", "fraction"),
    keep=(0, 0),
)
