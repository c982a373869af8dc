import sqlalchemy as sa

metadata = sa.MetaData()

customers = sa.Table(
    "customers",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True),
    sa.Column("full_name", sa.String(length=64), comment="客户姓名"),
    sa.Column("mobile", sa.String(20), comment="手机号"),
    sa.Column("id_card_no", sa.String(18)),  # 身份证号
    sa.Column("email", sa.String(128), comment="邮箱"),
    sa.Column("birthday", sa.Date, comment="出生日期"),
    sa.Column("home_address", sa.String(255), comment="家庭住址"),
    sa.Column("status", sa.SmallInteger, comment="状态"),
    sa.Column("created_at", sa.DateTime(timezone=True), comment="创建时间"),
    sa.Index("ix_customers_status", "status"),
    comment="客户表",
)
