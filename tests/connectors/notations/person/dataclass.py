from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Customer:
    """A customer in memory.

    Attributes:
        home_address: 家庭住址
    """

    id: int
    full_name: str = field(metadata={"description": "客户姓名"})
    mobile: str  # 手机号
    id_card_no: str
    email: str | None = None
    birthday: date | None = None
    home_address: str = ""
    status: int = 0
    created_at: datetime | None = None
