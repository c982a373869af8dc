from datetime import date, datetime
from typing import Optional

from sqlalchemy import Column, String
from sqlmodel import Field, Relationship, SQLModel


class CustomerBase(SQLModel):
    full_name: str = Field(max_length=64, description="客户姓名")
    mobile: Optional[str] = Field(default=None, description="手机号")


class Customer(CustomerBase, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    id_card: str = Field(sa_column=Column("id_card_no", String(18), comment="身份证号"))
    email: str
    birthday: Optional[date] = Field(default=None, title="出生日期")
    home_address: Optional[str] = Field(default=None, sa_column_kwargs={"comment": "家庭住址"})
    status: int = 0
    created_at: datetime
    orders: list["Order"] = Relationship(back_populates="customer")
