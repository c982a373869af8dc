"""What data is about, as far as the names of tables, folders and systems tell: orders, tickets, mailings, visits.

One table: the words of a topic in names from sources, and the words by which a policy speaks of the same thing. With it a
suggested activity finds its purpose and scenario among those that the company has declared. A topic is a guess for a person to
confirm; nothing is judged by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from register.violation import Text

_BREAKS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^a-zA-Z0-9\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Topic:
    """english: words of names, whole; chinese: parts of names; policy: parts of a purpose or scenario; uses: fideslang data uses."""

    name: Text
    english: frozenset[str]
    chinese: tuple[str, ...]
    policy: tuple[str, ...]
    uses: tuple[str, ...]


def _topic(zh: str, en: str, english: str, chinese: str, policy: str, uses: str) -> Topic:
    return Topic(Text(zh, en), frozenset(english.split()), tuple(chinese.split()), tuple(policy.split()), tuple(uses.split()))


TOPICS: tuple[Topic, ...] = (
    _topic(
        "订单与合同",
        "Orders and contracts",
        "order orders contract contracts purchase purchases sale sales trade trades sku cart dd ht",
        "订单 合同 订购 购买 交易 签约 下单",
        "订立 履行 合同 提供产品 提供服务 产品和服务 产品、服务 产品,服务 购买 订购 交易 签约",
        "essential.service",
    ),
    _topic(
        "咨询与工单",
        "Enquiries and tickets",
        "ticket tickets support helpdesk issue issues case cases inquiry enquiry enquiries feedback complaint "
        "complaints call calls callrec chat chats service gd",
        "工单 咨询 客服 反馈 投诉 留言 通话 录音 会话 售后",
        "咨询 工单 客服 解答 回答 投诉 支援 售后 接待 问题",
        "essential.service.operations.support",
    ),
    _topic(
        "营销与通知",
        "Marketing and mailings",
        "marketing campaign campaigns mailing mailings newsletter subscriber subscribers subscription edm promo "
        "promotion promotions lead leads prospect prospects coupon sms",
        "营销 推广 群发 订阅 线索 潜客 活动推送 优惠",
        "营销 推广 新产品 新功能 通知有关 介绍 广告 推送 优惠 市场",
        "marketing",
    ),
    _topic(
        "研讨会与活动",
        "Events",
        "seminar seminars event events webinar webinars conference registration registrations attendee attendees signup badge meetup",
        "研讨会 报名 参会 活动 会议 签到 展会",
        "研讨会 报名 参会 会议 展会",
        "operations",
    ),
    _topic(
        "问卷",
        "Surveys",
        "survey surveys questionnaire questionnaires poll polls answers nps",
        "问卷 调查 答卷 满意度",
        "问卷 调查 满意度 充实 改进 基础数据",
        "functional.service.improve",
    ),
    _topic(
        "配送",
        "Deliveries",
        "delivery deliveries shipping shipment shipments express courier logistics parcel parcels gift gifts address addresses",
        "物流 配送 快递 发货 收货 礼品 奖品 邮寄",
        "配送 发送信函 奖品 邮寄 快递 发货 物流",
        "operations",
    ),
    _topic(
        "网站访问",
        "Visits of the website",
        "visit visits visitor visitors pageview pageviews access weblog log logs cookie cookies track tracking session sessions analytics",
        "访问 浏览 埋点 日志",
        "访问数据 解析 统计 浏览 Cookie 分析",
        "analytics functional.service",
    ),
    _topic(
        "财务与发票",
        "Invoices and accounts",
        "invoice invoices tax payment payments refund refunds finance billing bill bills receipt receipts fapiao",
        "发票 开票 付款 退款 财务 结算 对账 账单",
        "遵守法律 法定义务 法律法规 财税 开票 付款 结算 退款",
        "essential.legal_obligation finance",
    ),
    _topic(
        "员工与招聘",
        "Staff and applicants",
        "employee employees staff hr payroll salary attendance recruit recruiting recruitment applicant applicants "
        "candidate candidates resume resumes",
        "员工 人事 薪资 工资 考勤 招聘 简历 应聘",
        "员工 人力资源 劳动 招聘 应聘 薪酬",
        "personnel",
    ),
    _topic(
        "客户资料",
        "Customer records",
        "customer customers client clients crm contact contacts account accounts member members user users kh khxx",
        "客户 会员 用户 联系人 账户",
        "提供产品 提供服务 产品和服务 产品、服务 产品,服务 履行 客户 会员 账户",
        "essential.service",
    ),
    _topic(
        "统计与分析",
        "Statistics",
        "dw dwd dws ods dim fact warehouse bi report reports stat stats statistics mart feature features training",
        "数仓 统计 报表 分析 画像",
        "基础数据 统计 分析 改进 充实 画像",
        "functional.service.improve analytics",
    ),
)


def words(text: str) -> frozenset[str]:
    """The words of a name: "t_OrderItem" has t, order and item; Chinese stays together."""
    return frozenset(word.lower() for word in _BREAKS.split(text) if word)


def topics_of(names: Iterable[str]) -> list[Topic]:
    """Topics by how many of the names speak of them, the most spoken of first; none that no name speaks of."""
    counts = dict.fromkeys(range(len(TOPICS)), 0)
    for name in names:
        spoken = words(name)
        for i, topic in enumerate(TOPICS):
            counts[i] += bool(topic.english & spoken) or any(part in name for part in topic.chinese)
    return [TOPICS[i] for i in sorted(counts, key=lambda i: (-counts[i], i)) if counts[i]]


def fit(topic: Topic, text: str, use: str = "") -> int:
    """How well a purpose or scenario with these words fits: 0 is not at all."""
    said = "".join(text.split())
    fits_use = any(use == known or use.startswith(known + ".") for known in topic.uses)
    return 2 * sum(part in said for part in topic.policy) + fits_use
