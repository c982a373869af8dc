from dataclasses import dataclass
from decimal import Decimal


@dataclass
class Totals:
    goods: Decimal
    freight: Decimal

    @property
    def amount(self):
        return self.goods + self.freight


def freight_of(city_code, weight):
    """运费只看城市编码和重量，不看收货地址。"""
    base = Decimal("8.00") if city_code.startswith("31") else Decimal("12.00")
    return base + max(Decimal(0), Decimal(weight) - 1) * 2


def label_of(order):
    name, phone = order.receiver_name, order.receiver_phone
    return f"{name[:1]}** {phone[-4:]}"
