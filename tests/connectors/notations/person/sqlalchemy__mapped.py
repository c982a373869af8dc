from __future__ import annotations

import datetime
from typing import Optional

from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Customer(Base):
    """客户"""

    __tablename__ = "customer"

    id: Mapped[int] = mapped_column(primary_key=True)
    full_name: Mapped[str] = mapped_column(String(64), comment="客户姓名")
    mobile: Mapped[Optional[str]] = mapped_column("mobile", String(20))
    """手机号"""
    id_card_no: Mapped[str | None]  # 身份证号
    email: Mapped[str] = mapped_column(String(128))
    birthday: Mapped[Optional[datetime.date]]
    home_address: Mapped[Optional[str]] = mapped_column(
        String(255),
        comment="家庭"
        "住址",
    )
    status: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime.datetime]
    orders: Mapped[list[Order]] = relationship()
