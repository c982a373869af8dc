from sqlalchemy import Column, Date, DateTime, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class TimestampMixin:
    created_at = Column(DateTime, comment="创建时间")


class Customer(TimestampMixin, Base):
    __tablename__ = "customer"
    __table_args__ = {"comment": "客户表"}

    id = Column(Integer, primary_key=True)
    full_name = Column(String(64), nullable=False, comment="客户姓名")
    mobile = Column(String(20))  # 手机号
    id_card = Column("id_card_no", String(18), comment="身份证号")
    email = Column(String(128), comment="邮箱")
    birthday = Column(Date, comment="出生日期")
    home_address = Column(String(255), comment="家庭住址")
    status = Column(Integer, default=0, comment="状态")

    orders = relationship("Order", back_populates="customer")
