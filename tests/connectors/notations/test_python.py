"""Tables of Python sources against the tables, columns, comments and lines that must come out of them."""

from __future__ import annotations

import contextlib
import importlib
import itertools
import random
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import cast

import pytest

from connectors import open_source
from connectors.base import Source
from connectors.ddl_tables import Tables
from connectors.notations import Definition, Notation, Unread, worth_reading
from tests.growth import growth

PERSON = Path(__file__).parent / "person"


def notation_of(name: str) -> Notation:
    return cast(Notation, importlib.import_module(f"connectors.notations.{name}"))


ALL = tuple(notation_of(name) for name in ("sqlalchemy", "django_models", "django_migrations", "alembic", "pydantic", "dataclass"))
sqlalchemy, django_models, django_migrations, alembic, pydantic, dataclass = ALL


def shown(definition: Definition) -> dict[str, tuple[str, list[str]]]:
    """Table -> comment and columns "name|type|comment|line"; a table that was not understood is "name?"."""
    tables = Tables()
    for change in definition.changes:
        tables.apply(change)
    return {
        ".".join(p for p in t.shown if p) + "?" * bool(t.unparsed): (
            t.comment,
            [f"{c.name}|{c.type}|{c.comment}|{c.line}" for c in t.columns],
        )
        for t in tables.all
    }


def told(notation: Notation, text: str, path: str = "crm/models.py") -> dict[str, tuple[str, list[str]]]:
    return shown(notation.read(textwrap.dedent(text), path))


# Each case: a source; then for every table its comment and columns.
Cases = dict[str, tuple[str, dict[str, tuple[str, list[str]]]]]

SQLALCHEMY: Cases = {
    "declarative 1.x: names, types, comments, relations": (
        """\
        import sqlalchemy as sa
        from sqlalchemy import Column as C, ForeignKey, Integer, String
        from sqlalchemy.orm import deferred, relationship, column_property, synonym
        LIMIT = 3
        class Order(Base):
            '''Orders.

            More of them.'''
            __tablename__ = "t_" "order"
            __mapper_args__ = {"polymorphic_on": "kind"}
            KINDS = ("a", "b")
            id = C(Integer, primary_key=True)
            customer_id = C(ForeignKey("customer.id"))  # 客户
            buyer = sa.Column("buyer_name", sa.String(length=64), comment="买方" "姓名", doc="who bought", info={"pii": True})
            phone = deferred(sa.Column(sa.Unicode(20).with_variant(String(30), "mysql"), comment="a"))
            mail = sa.Column(
                sa.String(99),
                name="e_mail",
            )  # type: ignore  # 邮箱
            total = column_property(a + b)
            other = synonym("phone")
            customer = relationship("Customer")
            kind = sa.Column(type_=sa.Enum("x", "y"))
            def method(self):
                local = C(String)
            @property
            def shown(self):
                return 1
        """,
        {
            "t_order": (
                "Orders.",
                [
                    "id|Integer||12",
                    "customer_id||客户|13",
                    "buyer_name|String(64)|买方姓名; who bought|14",
                    "phone|Unicode(20)|a|15",
                    "e_mail|String(99)|邮箱|18",
                    'kind|Enum("x", "y")||23',
                ],
            )
        },
    ),
    "declarative 2.0": (
        """\
        from typing import Annotated, Optional, List
        from sqlalchemy import String
        from sqlalchemy.orm import Mapped, mapped_column, relationship, DeclarativeBase
        short = Annotated[str, mapped_column(String(30), comment="short")]
        class Base(DeclarativeBase): pass
        class User(Base):
            __tablename__ = "user_account"
            __table_args__ = (UniqueConstraint("name"), {"schema": "crm", "comment": "账号"})
            id: Mapped[int] = mapped_column(primary_key=True)
            name: Mapped[str] = mapped_column("user_name", String(30))
            nick: Mapped["Optional[str]"]
            tag: Mapped[short]
            phone: Mapped[str | None] = mapped_column(comment="电话")
            '''where to call'''
            addresses: Mapped[List["Address"]] = relationship(back_populates="user")
            boss: Mapped["User"] = relationship()
            plain: int = 3
        """,
        {
            "crm.user_account": (
                "账号",
                [
                    "id|int||9",
                    "user_name|String(30)||10",
                    "nick|Optional[str]||11",
                    "tag|String(30)|short|12",
                    "phone|str | None|电话; where to call|13",
                ],
            )
        },
    ),
    "mixins, abstract bases, inheritance": (
        """\
        from sqlalchemy import Column, String, Integer, ForeignKey
        class Contact:
            mobile = Column(String(20))
            @declared_attr
            def owner_id(cls):
                return Column(Integer, ForeignKey("o.id"))
        class Base(Contact, Model):
            __abstract__ = True
            id = Column(Integer, primary_key=True)
        class Person(Base):
            __tablename__ = "person"
            mobile = Column(String(11), comment="own")
        class Staff(Person):
            badge = Column(String(9))
        class Guest(Person):
            __tablename__ = "guest"
            visit = Column(String(9))
        """,
        {
            "person": ("", ["mobile|String(11)|own|12", "owner_id|Integer||5", "id|Integer||9", "badge|String(9)||14"]),
            "guest": ("", ["visit|String(9)||17"]),
        },
    ),
    "a mixin alone, a class that names no table": (
        """\
        from sqlalchemy import Column, String
        class WechatMixin:
            wechat = Column(String(9), comment="微信")
        class GoodsItem(Base):
            title = Column(String(9))
        class Grid:
            name = TextColumn("Name")
        """,
        {"wechat_mixin": ("", ["wechat|String(9)|微信|3"]), "goods_item": ("", ["title|String(9)||5"])},
    ),
    "table names made by a base": (
        """\
        from sqlalchemy import Column, String
        class Base(DeclarativeBase):
            id = Column(String)
            @declared_attr.directive
            def __tablename__(cls) -> str:
                return cls.__name__.lower()
        class UserInfo(Base):
            phone = Column(String)
        """,
        {"userinfo": ("", ["id|String||3", "phone|String||8"])},
    ),
    "flask": (
        """\
        from .extensions import db
        class UserProfile(db.Model):
            id = db.Column(db.Integer, primary_key=True)
            real_name = db.Column(db.String(80), comment="姓名")
            posts = db.relationship("Post", backref="author")
        class HTTPLog(db.Model):
            ip = db.Column("client_ip", db.String(45))
        class Admin(UserProfile):
            level = db.Column(db.Integer)
        tags = db.Table("tags", db.Column("tag_id", db.Integer, db.ForeignKey("tag.id")))
        """,
        {
            "user_profile": ("", ["id|Integer||3", "real_name|String(80)|姓名|4", "level|Integer||9"]),
            "http_log": ("", ["client_ip|String(45)||7"]),
            "tags": ("", ["tag_id|Integer||10"]),
        },
    ),
    "sqlmodel": (
        """\
        from sqlmodel import SQLModel, Field, Relationship
        from sqlalchemy import Column, Text
        from typing import ClassVar
        class Base(SQLModel):
            name: str = Field(index=True, description="姓名")
        class Hero(Base, table=True):
            id: int | None = Field(default=None, primary_key=True)
            bio: str = Field(sa_column=Column("biography", Text, comment="简介"))
            note: str = Field(sa_type=Text, title="备注")
            team_id: int | None = Field(default=None, foreign_key="team.id")
            team: "Team" = Relationship(back_populates="heroes")
            limit: ClassVar[int] = 3
        class HeroPublic(SQLModel):
            id: int
        """,
        {
            "hero": (
                "",
                ["name|str|姓名|5", "id|int | None||7", "biography|Text|简介|8", "note|Text|备注|9", "team_id|int | None||10"],
            )
        },
    ),
    "core": (
        """\
        from sqlalchemy import Table, Column, MetaData, String, Integer
        COMMON = [Column("made_by", String(20))]
        def stamps():
            return [Column("made_at", String(20))]
        class Holder:
            __table__ = Table("in_class", MetaData(), Column("x", Integer))
        def build(meta):
            return Table(
                "late", meta, Column("phone", String(20), comment="电话"), *COMMON, *stamps(),
                schema="s", comment="表",
            )
        a = Table("reflected", MetaData(), autoload_with=engine)
        b = Table("odd", MetaData(), Column("known", String), *elsewhere)
        """,
        {
            "in_class": ("", ["x|Integer||6"]),
            "s.late": ("表", ["phone|String(20)|电话|9", "made_by|String(20)||2", "made_at|String(20)||4"]),
            "odd?": ("", ["known|String||13"]),
        },
    ),
    "dataclasses that are mapped, helpers that make columns": (
        """\
        from functools import partial
        from sqlalchemy import Column, String
        Needed = partial(Column, nullable=False)
        def text(n): return Column(String(64), comment="made")
        @mapper_registry.mapped
        @dataclass
        class User:
            __tablename__ = "users"
            __sa_dataclass_metadata_key__ = "sa"
            name: str = field(metadata={"sa": Column(String(50), comment="姓名")})
            phone = Needed(String(20))
            mail = text(3)
            point: Mapped[Point] = composite(mapped_column("home_x"), mapped_column("home_y"))
        """,
        {
            "users": (
                "",
                ["name|String(50)|姓名|10", "phone|String(20)||11", "mail|String(64)|made|12", "home_x|Point||13", "home_y|Point||13"],
            )
        },
    ),
    "columns of other libraries": (
        """\
        import django_tables2 as tables
        from rich.table import Table, Column
        class PersonTable(tables.Table):
            phone = tables.Column(verbose_name="电话")
        t = Table("Title", Column("Name"))
        """,
        {},
    ),
}

DJANGO: Cases = {
    "fields": (
        """\
        from django.contrib.gis.db import models
        from django.utils.translation import gettext_lazy as _, pgettext_lazy
        from phonenumber_field.modelfields import PhoneNumberField
        HELP = "as on the card"
        class Customer(models.Model):
            LEVELS = [(1, "a")]
            name = models.CharField(_("姓名"), max_length=64, help_text=HELP)
            phone = PhoneNumberField(verbose_name=pgettext_lazy("ctx", "电话"))  # noqa: X
            mail = models.EmailField("邮箱", db_column="e_mail", db_comment="邮箱")
            shop = models.ForeignKey("Shop", on_delete=models.CASCADE, verbose_name="店")
            card = models.OneToOneField(Card, models.CASCADE, db_column="card_ref")
            tags = models.ManyToManyField(Tag)
            target = GenericForeignKey("a", "b")
            objects = CustomerManager()
            secret = fields.EncryptedTextField(null=True)
            '''what nobody reads'''
            @property
            def age(self): return models.IntegerField()
        """,
        {
            "crm_customer": (
                "",
                [
                    "name|CharField(64)|姓名; as on the card|7",
                    "phone|PhoneNumberField|电话|8",
                    "e_mail|EmailField|邮箱|9",
                    "shop_id|ForeignKey|店|10",
                    "card_ref|OneToOneField||11",
                    "secret|EncryptedTextField|what nobody reads|15",
                ],
            )
        },
    ),
    "Meta, abstract, proxy, inheritance": (
        """\
        from django.db.models import CharField, Model
        class Timed(Model):
            made = CharField(max_length=9)
            class Meta:
                abstract = True
        class Person(Timed):
            '''People.'''
            name = CharField("姓名", max_length=9)
            class Meta:
                db_table = "t_person"
                db_table_comment = "人"
                verbose_name = "人员"
        class Staff(Person):
            badge = CharField(max_length=9)
            class Meta:
                app_label = "hr"
        class Shown(Person):
            class Meta:
                proxy = True
        class Alone(Model):
            wechat = CharField(max_length=9)
            class Meta:
                abstract = True
        """,
        {
            "t_person": ("人; 人员", ["made|CharField(9)||3", "name|CharField(9)|姓名|8"]),
            "hr_staff": ("", ["badge|CharField(9)||14"]),
            "crm_alone": ("", ["wechat|CharField(9)||21"]),
        },
    ),
    "bases that are elsewhere": (
        """\
        from django.db import models
        from model_utils.models import TimeStampedModel
        from django.contrib.auth.models import AbstractUser
        class User(AbstractUser):
            phone = models.CharField(max_length=11)
        class Note(TimeStampedModel):
            text = EncryptedTextField()
        """,
        {"crm_user": ("", ["phone|CharField(11)||5"]), "crm_note": ("", ["text|EncryptedTextField||7"])},
    ),
    "forms, serializers, other ORMs": (
        """\
        from django import forms
        from django.db import models
        from rest_framework import serializers
        class CustomerForm(forms.ModelForm):
            phone = forms.CharField()
            class Meta:
                model = Customer
        class CustomerSerializer(serializers.ModelSerializer):
            phone = serializers.CharField()
        class Kind(models.TextChoices):
            A = "a"
        """,
        {},
    ),
    "tortoise": ("from tortoise import fields, models\nclass A(models.Model):\n    x = fields.CharField()\n", {}),
}

ALEMBIC: Cases = {
    "operations": (
        """\
        from alembic import op
        import sqlalchemy as sa
        from sqlalchemy.dialects import mysql
        revision = "r2"
        down_revision = "r1"
        def upgrade():
            op.create_table("person", sa.Column("id", mysql.BIGINT(unsigned=True), comment="号"), *extra(), schema="crm", comment="人")
            op.add_column("person", sa.Column("phone", sa.String(20)), schema="crm")  # 电话
            op.add_column("person", column=sa.Column("old", sa.String(20)), schema="crm")
            op.alter_column("person", "phone", type_=sa.String(length=30), comment="手机", schema="crm")
            op.alter_column("person", "old", new_column_name="new", existing_type=sa.String(20), schema="crm")
            op.drop_column("person", "id", schema="crm")
            op.create_index("ix", "person", ["phone"])
            op.create_table_comment("person", "人员", schema="crm")
            op.create_table("gone", sa.Column("x", sa.Integer))
            op.drop_table("gone")
            op.rename_table("person", "people", schema="crm")
            op.bulk_insert(t, [{"a": 1}])
        def extra():
            return [sa.Column("mail", sa.String(9))]
        def downgrade():
            op.add_column("people", sa.Column("undone", sa.Text))
        """,
        {"crm.people": ("人员", ["mail|String(9)||20", "phone|String(30)|手机|10", "new|String(20)||11"])},
    ),
    "loops, calls, conditions, batches": (
        """\
        import alembic.op as o
        import sqlalchemy as sa
        T = "person"
        def upgrade():
            bind = o.get_bind()
            if bind.dialect.name == "mysql":
                add(T, name="wechat")
            else:
                add(T, "qq")
            for table, word in [("a", "phone"), ("b", "mail")]:
                o.add_column(table, sa.Column(word, sa.String(9), comment="of " + table))
            with o.batch_alter_table("c") as b, open("x") as f:
                b.add_column(sa.Column("tel", sa.String(9)))
                b.alter_column("tel", new_column_name="telephone")
            try:
                o.add_column("d", sa.Column("x", sa.Text))
            except Exception:
                pass
        def add(table, name):
            o.add_column(table, sa.Column(name, sa.String(9)))
        """,
        {
            "person": ("", ["wechat|String(9)||7", "qq|String(9)||9"]),
            "a": ("", ["phone|String(9)|of a|10"]),
            "b": ("", ["mail|String(9)|of b|10"]),
            "c": ("", ["telephone|String(9)||14"]),
            "d": ("", ["x|Text||16"]),
        },
    ),
    "SQL": (
        '''\
        from alembic import op
        import sqlalchemy as sa
        MORE = """
        ALTER TABLE person
          ADD COLUMN qq varchar(9); -- qq
        """
        def upgrade():
            op.execute("CREATE TABLE person (id int, "
                       "phone varchar(20) COMMENT '手\\"机', "  # why
                       "`mail` varchar(9))")
            op.execute(sa.text(MORE))
            op.get_bind().execute(
                r"""ALTER TABLE person
                    ADD wechat varchar(9)"""
            )
            op.execute("UPDATE person SET phone = ''")
            op.execute(t.update().values(x=1))
            conn.execute(f"ALTER TABLE person ADD {'tel'} int")
        ''',
        {
            "person": (
                "",
                [
                    "id|int||8",
                    'phone|varchar(20)|手 "机|9',
                    "mail|varchar(9)||10",
                    "qq|varchar(9)||5",
                    "wechat|varchar(9)||14",
                    "tel|int||18",
                ],
            )
        },
    ),
    "what cannot be told": (
        """\
        from alembic import op
        def upgrade():
            op.add_column("known", make())
            op.create_table("partly", sa.Column("a", sa.Text), *columns)
            op.drop_column("known", NAME)
        """,
        {"known?": ("", []), "partly?": ("", ["a|Text||4"])},
    ),
    "a database each": (
        """\
        from alembic import op
        import sqlalchemy as sa
        def upgrade(engine_name):
            globals()["upgrade_%s" % engine_name]()
        def upgrade_main():
            op.add_column("t", sa.Column("phone", sa.Text))
        def downgrade_main():
            op.add_column("t", sa.Column("no", sa.Text))
        """,
        {"t": ("", ["phone|Text||6"])},
    ),
    "no migration": ("from alembic import op\ndef other():\n    op.add_column('t', sa.Column('x', sa.Text))\n", {}),
}

MIGRATION = "from django.db import migrations, models\nclass Migration(migrations.Migration):\n    operations = [\n"

DJANGO_MIGRATIONS: Cases = {
    "models and fields": (
        MIGRATION
        + """\
        migrations.CreateModel("Person", [
            ("id", models.AutoField(primary_key=True)),
            ("name", models.CharField("姓名", max_length=9)),  # who
            ("shop", models.ForeignKey(to="x.Shop", on_delete=1)),
            ("tags", models.ManyToManyField(to="x.Tag")),
            ("objects", taggit.managers.TaggableManager()),
            ("secret", vault.Encrypted(help_text="h")),
        ], {"verbose_name": "人"}),
        migrations.AddField("Person", "mail", models.EmailField(db_column="e_mail")),
        migrations.AlterField(model_name="person", name="name", field=models.CharField(max_length=64)),
        migrations.RenameField("person", "shop", "store"),
        migrations.RenameField("person", "mail", "email"),
        migrations.RemoveField("person", "secret"),
        migrations.CreateModel(name="Shown", fields=[], options={"proxy": True}, bases=("crm.person",)),
        migrations.CreateModel(name="Gone", fields=[("x", models.TextField())]),
        migrations.DeleteModel("gone"),
        migrations.RenameModel("Person", "Human"),
        migrations.AlterModelOptions("human", {"verbose_name": "人类"}),
        migrations.AddIndex("human", models.Index(fields=["name"], name="i")),
        migrations.RunPython(forwards),
    ]
""",
        {"crm_human": ("人类", ["id|AutoField||5", "name|CharField(64)|姓名; who|13", "store_id|ForeignKey||14", "e_mail|EmailField||12"])},
    ),
    "tables with names of their own": (
        MIGRATION
        + """\
        migrations.CreateModel(name="A", fields=[("x", models.TextField())], options={"db_table": "t_a", "db_table_comment": "c"}),
        migrations.AddField("a", "y", models.TextField()),
        migrations.RenameModel("A", "B"),
        migrations.AddField("b", "z", models.TextField()),
        migrations.CreateModel(name="C", fields=[("x", models.TextField())]),
        migrations.AlterModelTable("c", "t_c"),
        migrations.AlterModelTable("c", None),
        migrations.AlterModelTableComment("c", "of c"),
    ]
""",
        {"t_a": ("c", ["x|TextField||4", "y|TextField||5", "z|TextField||7"]), "crm_c": ("of c", ["x|TextField||8"])},
    ),
    "SQL, and the state apart from the database": (
        MIGRATION
        + """\
        migrations.RunSQL([("ALTER TABLE t ADD a int", None), "ALTER TABLE t ADD b int"], migrations.RunSQL.noop),
        migrations.RunSQL(migrations.RunSQL.noop),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL('''ALTER TABLE u
                ADD c int''')],
            state_operations=[migrations.AddField("u", "c", models.IntegerField())],
        ),
        migrations.SeparateDatabaseAndState(state_operations=[migrations.AddField("v", "d", models.IntegerField())]),
    ]
""",
        {"t": ("", ["a|int||4", "b|int||4"]), "u": ("", ["c|int||8"]), "crm_v": ("", ["d|IntegerField||11"])},
    ),
}

PYDANTIC: Cases = {
    "models": (
        """\
        from typing import Annotated, ClassVar, Generic, Literal, Optional, TypeVar
        from pydantic import BaseModel, ConfigDict, EmailStr, Field, PrivateAttr, RootModel, computed_field
        from pydantic_settings import BaseSettings
        Phone = Annotated[str, Field(description="电话")]
        class Address(BaseModel):
            street: str
        class User(BaseModel):
            '''A user.

            Args:
                mail: where to write
            '''
            model_config = ConfigDict(frozen=True)
            LIMIT: ClassVar[int] = 3
            _cache: dict = PrivateAttr(default_factory=dict)
            name: str = Field(..., alias="fullName", title="姓名", description="as  on the card", max_length=9)
            phone: Phone
            other: Optional[Annotated[str, Field(description="其他")]] = None
            mail: EmailStr
            address: Optional[Address] = None
            addresses: "list[Address]" = []
            either: str | Address
            nick: "str | None" = None  # 昵称
            @computed_field
            def age(self) -> int: return 1
            constant = 3
        class Vip(User):
            level: int
        class Same(User): pass
        class Numbers(RootModel[list[str]]):
            root: list[str]
        class Settings(BaseSettings):
            smtp_user: str
        class Plain:
            x: int
        """,
        {
            "Address": ("", ["street|str||6"]),
            "User": (
                "A user.",
                [
                    "fullName|str|姓名; as on the card|16",
                    "phone|str|电话|17",
                    'other|Optional[Annotated[str, Field(description="其他")]]|其他|18',
                    "mail|EmailStr|where to write|19",
                    "either|str | Address||22",
                    "nick|str | None|昵称|23",
                ],
            ),
            "Vip": ("", ["level|int||28"]),
            "Numbers": ("", ["root|list[str]||31"]),
            "Settings": ("", ["smtp_user|str||33"]),
        },
    ),
    "a base that is elsewhere, other people's BaseModel": (
        """\
        from app.schemas import Schema
        from pydantic import Field
        class A(Schema):
            phone: str = Field(description="电话")
        class B(Schema):
            phone: str
        class BaseModel(Model):
            x: int
        class C(BaseModel):
            y: str = CharField()
        """,
        {"A": ("", ["phone|str|电话|4"])},
    ),
    "tables of SQLModel": (
        """\
        from sqlmodel import SQLModel, Field
        class Base(SQLModel):
            name: str
        class Hero(Base, table=True):
            id: int
        class HeroPublic(Base):
            age: int
        class Account(BaseModel):
            __tablename__ = "account"
            name: Mapped[str] = mapped_column()
        class Old(BaseModel):
            name: str = models.CharField()
        """,
        {"HeroPublic": ("", ["age|int||7"])},
    ),
}

DATACLASS: Cases = {
    "dataclasses and attrs": (
        """\
        import attr, attrs, dataclasses as dc
        from dataclasses import dataclass, field, InitVar, KW_ONLY
        from dataclasses_json import config
        from pydantic.dataclasses import dataclass as checked
        @dataclass
        class Person:
            name: str = field(default="", metadata={"description": "姓名"})
            phone: str = field(metadata=config(field_name="phoneNumber"))
            _: KW_ONLY
            _mail: str  # 邮箱
            key: InitVar[str] = ""
            friends: list["Person"] = field(default_factory=list)
            count = 0
        @dc.dataclass(slots=True)
        class B:
            x: int
        class C(B):
            y: int
        @attr.s(auto_attribs=False)
        class D:
            tel = attr.ib(type=str, metadata={"help": "电话"})
            other = 3
        @attrs.define
        class E:
            z: str = attrs.field(alias="zed")
        @checked
        class F:
            w: int
        """,
        {
            "Person": ("", ["name|str|姓名|7", "phoneNumber|str||8", "_mail|str|邮箱|10"]),
            "B": ("", ["x|int||16"]),
            "D": ("", ["tel|str|电话|21"]),
            "E": ("", ["z|str||25"]),
            "F": ("", ["w|int||28"]),
        },
    ),
    "TypedDict and NamedTuple": (
        """\
        from collections import namedtuple
        from typing import NamedTuple, NotRequired, TypedDict
        class Card(TypedDict, total=False):
            number: NotRequired[str]
            '''card number'''
        class More(Card):
            name: str
        class Pair(NamedTuple):
            first: str
        X = TypedDict("X", {"id-card": str})  # 证
        Y = NamedTuple("Y", [("phone", str), ("mail", "str")])
        Z = namedtuple("Z", "name, qq")
        W = namedtuple("W", ["wechat"])
        """,
        {
            "Card": ("", ["number|str|card number|4"]),
            "More": ("", ["name|str||7"]),
            "Pair": ("", ["first|str||9"]),
            "X": ("", ["id-card|str|证|10"]),
            "Y": ("", ["phone|str||11", 'mail|"str"||11']),
            "Z": ("", ["name|||12", "qq|||12"]),
            "W": ("", ["wechat|||13"]),
        },
    ),
    "what others read": (
        """\
        from dataclasses import dataclass
        from django.db import models
        @dataclass
        class Mapped:
            __tablename__ = "users"
            name: str = field(metadata={"sa": Column(String)})
        class Customer(models.Model):
            name = models.CharField()
        class Plain:
            x: int
        """,
        {},
    ),
}

CASES = [
    (notation, name, *case)
    for notation, cases in (
        (sqlalchemy, SQLALCHEMY), (django_models, DJANGO), (alembic, ALEMBIC), (django_migrations, DJANGO_MIGRATIONS), (pydantic, PYDANTIC),
        (dataclass, DATACLASS),
    )
    for name, case in cases.items()
]  # fmt: skip


PATHS = {"alembic": "db/versions/r2.py", "django_migrations": "src/crm/migrations/0002_x.py"}


@pytest.mark.parametrize("notation, text, expected", [c[:1] + c[2:] for c in CASES], ids=[f"{c[0].NAME}: {c[1]}" for c in CASES])
def test_tables_columns_comments_and_lines(notation: Notation, text: str, expected: dict[str, tuple[str, list[str]]]) -> None:
    path = PATHS.get(notation.NAME, "src/crm/models.py")
    assert told(notation, text, path) == expected
    assert worth_reading(notation, textwrap.dedent(text)) or not expected


@pytest.mark.parametrize(
    "notation, text, places",
    [
        (sqlalchemy, "class A(B):\n  __tablename__ = 'a'\n  x = Column( 'name', String); 手 = Column(String)\n", ["3:16", "3:32"]),
        (sqlalchemy, "t = Table('t', m, Column(r'名', String, comment='姓名'), Column('mail', String))", ["1:28", "1:63"]),
        (django_models, "class A(models.Model):\n  x = models.CharField('姓名', db_column='名')\n", ["2:41"]),
        (pydantic, "class A(BaseModel):\n  姓: str; 名: str = Field(alias='x')\n", ["2:3", "2:33"]),
        (dataclass, "@dataclass\nclass A:\n\t姓: 'str'\n", ["3:2"]),
    ],
)
def test_places_are_counted_in_characters(notation: Notation, text: str, places: list[str]) -> None:
    columns = [column for change in notation.read(text, "a.py").changes for column in change.columns]
    assert [f"{column.line}:{column.at}" for column in columns] == places
    for change in notation.read(text, "a.py").changes:
        assert change.line and change.at


@pytest.mark.parametrize(
    "notation, text, lines",
    [
        (alembic, "from alembic import op\ndef upgrade():\n  op.add_column(NAME, sa.Column('x', sa.Text))\n", (3,)),
        (alembic, "from alembic import op\ndef upgrade():\n  op.execute(open('x.sql').read())\n", (3,)),
        (alembic, "from alembic import op\ndef upgrade():\n  op.execute(f'ALTER TABLE {t} ADD phone int')\n", (3,)),
        (alembic, "from alembic import op\ndef upgrade():\n  op.execute('UPDATE %s SET x = 1' % t)\n  op.execute(t.delete())\n", ()),
        (
            alembic,
            "from alembic import op\ndef upgrade():\n  op.add_column_if_missing('t', 'x')\n  op.create_index('i', 't', ['x'])\n",
            (3,),
        ),
        (django_migrations, MIGRATION + "  migrations.AddField(NAME, 'x', models.TextField()),\n]", (4,)),
        (django_migrations, MIGRATION + "  migrations.AddField('a', NAME, models.TextField()),\n]", (4,)),
        (
            django_migrations,
            MIGRATION + "  migrations.RunSQL(sql_of('x')),\n  *more,\n  tools.AddFieldLater('a'),\n  TrigramExtension(),\n]",
            (5, 6),
        ),
        (django_migrations, MIGRATION.replace("[\n", "made()\n"), (3,)),
    ],
)
def test_what_cannot_be_told_is_said(notation: Notation, text: str, lines: tuple[int, ...]) -> None:
    definition = notation.read(text, "crm/migrations/0001_x.py")
    assert definition.unread == lines
    assert not definition.changes


def test_steps_of_histories() -> None:
    text = MIGRATION + "]\n    dependencies = [('crm', '0006_a'), ('auth', '0001_initial')]\n    replaces = [('crm', '0005_b')]\n"
    django = django_migrations.read(text, "src/crm/migrations/0007_c.py")
    assert (django.history, django.step, django.version) == ("src/crm/migrations", "0007_c", (7, "0007_c"))
    assert django.after == ("0006_a", "0005_b")
    text = (
        "from alembic import op\nrevision: str = 'c'\ndown_revision: Union[str, None] = {!r}\ndepends_on = {!r}\ndef upgrade():\n    pass\n"
    )
    for down, needs, after in ((None, None, ()), ("b", "x", ("b", "x")), (("a", "b"), ["y"], ("a", "b", "y"))):
        step = alembic.read(text.format(down, needs), "db/versions/c_x.py")
        assert (step.history, step.step, step.after) == ("db/versions", "c", after)


def test_a_history_is_replayed_in_the_order_of_its_chain(tmp_path: Path) -> None:
    crm = tmp_path / "crm" / "migrations"
    crm.mkdir(parents=True)
    steps = {
        "0001_initial": "migrations.CreateModel('A', [('x', models.TextField()), ('shop', models.ForeignKey('s.S', 1))])",
        "0002_aa": "migrations.RenameField('a', 'y', 'z')",
        "0002_zz": "migrations.RenameField('a', 'x', 'y'), migrations.RemoveField('a', 'shop')",
        "0003_last": "migrations.RenameModel('A', 'B'), migrations.AddField('b', 'phone', models.TextField())",
    }
    after = {"0002_zz": "0001_initial", "0002_aa": "0002_zz", "0003_last": "0002_aa"}
    for name, operations in steps.items():
        needs = f"    dependencies = [('crm', {after[name]!r})]\n" if name in after else ""
        (crm / f"{name}.py").write_text(f"{MIGRATION}{operations}\n]\n{needs}", "utf-8")
    (crm / "__init__.py").write_text("", "utf-8")
    [asset] = open_source(Source("s", f"schema://{tmp_path}")).discover()
    assert asset.name == "crm_b"
    assert [(c.name, Path(c.file or asset.path).stem) for c in asset.columns] == [("z", "0002_aa"), ("phone", "0003_last")]


# -- damaged and hostile texts --------------------------------------------------------------------------------------------


def samples() -> list[str]:
    return [textwrap.dedent(case[2]) for case in CASES] + [p.read_text("utf-8") for p in sorted(PERSON.rglob("*.py"))]


def read_by_all(text: str) -> None:
    for notation in ALL:
        with contextlib.suppress(Unread):
            assert isinstance(notation.read(text, "crm/migrations/0001_x.py"), Definition)


@pytest.mark.parametrize("seed", range(8))
def test_damaged_texts_end_in_a_definition_or_unread(seed: int) -> None:
    chance = random.Random(seed)
    for text in samples():
        lines = text.splitlines(keepends=True)
        n, m = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[n], lines[m] = lines[m], lines[n]
        del lines[chance.randrange(len(lines))]
        read_by_all("".join(lines))
        cut = chance.randrange(len(text))
        read_by_all(text[:cut])
        read_by_all(text[:cut] + chance.choice("()[]{}'\"\\#:=,.*\0\n\t☃") + text[cut + chance.randrange(3) :])
        words = text.split(" ")
        for _ in range(3):
            a, b = chance.randrange(len(words)), chance.randrange(len(words))
            words[a], words[b] = words[b], words[a]
        read_by_all(" ".join(words))


HEAD = "from alembic import op\nimport sqlalchemy as sa\nfrom pydantic import BaseModel\n"


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "(" * 500 + ")" * 500, "x = " + "-" * 100_000 + "1", "x = a" + ".b" * 5_000, "x = 1" + "+1" * 5_000, "x = " + "9" * 10_000, "\0", "",
        "class A(A):\n  x = Column(String)\n", "class A(B):\n  x = Column(S)\nclass B(A):\n  __tablename__ = 'b'\n  y = Column(S)\n",
        "A = B\nB = A\nclass C(M):\n  __tablename__ = A\n  x = Column(A, S)\n", "x: 'List[' = 3\nclass A(BaseModel):\n  y: 'List[' = 3\n",
        "class A(M):\n  __tablename__ = a\n  x = Column(**y)\n  x2 = Column(*y)\n  z: Mapped[()]\n",
        "class A(BaseModel):\n  x: Annotated[()]\n  y: Annotated[*z]\n  z: dict[()]\n  w: Union[None]\n",
        HEAD + "def upgrade():\n  upgrade()\n  upgrade()\n",
        HEAD + "def upgrade():\n" + "".join(f"{' ' * (n + 2)}for a{n} in (1, 2, 3, 4, 5, 6, 7, 8, 9):\n" for n in range(30)) + " " * 40 + "op.x()\n",
        HEAD + "A0 = 'a'\n" + "".join(f"A{n + 1} = A{n} + A{n}\n" for n in range(60)) + "def upgrade():\n  op.drop_table(A60)\n",
        HEAD + "class B(M):\n" + "".join(f"  c{n} = Column(String)\n" for n in range(400)) + "".join(f"class T{n}(B):\n  __tablename__ = 't'\n" for n in range(400)),
        HEAD + "".join(f"class T{n + 1}(T{n}):\n  x{n} = Column(String)\n" for n in range(300)),
        MIGRATION + "  migrations._Step(),\n  migrations.separate(),\n  migrations.CreateModel(),\n  migrations.RunSQL(),\n  migrations.CreateModel('A', [()]),\n]",
    ],
    ids=range(19),
)  # fmt: skip
def test_hostile_texts_end_in_a_definition_or_unread(text: str) -> None:
    read_by_all(text)


def one_line(n: int) -> str:
    return "class A(BaseModel): " + "; ".join(f"名{i}: str = Field(title='x')" for i in range(n))


GROWING = {
    "models": (
        sqlalchemy,
        lambda n: "".join(f"class T{i}(Base):\n  __tablename__ = 't{i}'\n  x = Column('x', String(9))  # x\n" for i in range(n)),
    ),
    "one line": (pydantic, one_line),
    "one call": (sqlalchemy, lambda n: "t = Table('t', m, " + ", ".join(f"Column('列{i}', String)" for i in range(n)) + ")"),
    "blanks": (pydantic, lambda n: "class A(BaseModel):\n  '''x" + " " * n * 40 + "\n  '''\n  x: int " + " " * n * 40 + "; y: int\n"),
    "strings": (alembic, lambda n: HEAD + "def upgrade():\n  op.execute('ALTER TABLE t ADD (' " + "'a int,' " * n + "'b int)')\n"),
    "operations": (
        alembic,
        lambda n: (
            HEAD + "def upgrade():\n" + "".join(f"  with op.batch_alter_table('t') as b{i}:\n    b{i}.drop_column('x')\n" for i in range(n))
        ),
    ),
    "dataclasses": (dataclass, lambda n: "".join(f"@dataclass\nclass C{i}:\n  x: 'Optional[C{i}]'\n  y: int\n" for i in range(n))),
    "migrations": (
        django_migrations,
        lambda n: MIGRATION + "".join(f"  migrations.AddField('a', 'x{i}', models.TextField()),\n" for i in range(n)) + "]",
    ),
    "django": (
        django_models,
        lambda n: "from django.db import models\n" + "".join(f"class M{i}(models.Model):\n  x = models.TextField('x')\n" for i in range(n)),
    ),
}


@pytest.mark.parametrize("case", GROWING)
def test_cost_grows_with_the_text(case: str) -> None:
    notation, text = GROWING[case]
    texts = {n: text(n) for n in (10, 100, 400)}
    fresh = itertools.count()  # no text is read twice: what was parsed is kept
    assert growth(lambda n: notation.read(texts[n] + f"\n# {next(fresh)}", "crm/migrations/0001_x.py"), 100, 4) < 9


def test_nothing_is_run(tmp_path: Path) -> None:
    mark = tmp_path / "run"
    read_by_all(f"{HEAD}open({str(mark)!r}, 'w')\nrevision = open({str(mark)!r}, 'w')\ndef upgrade():\n    open({str(mark)!r}, 'w')\n")
    assert not mark.exists()


def test_importing_costs_no_parser() -> None:
    code = f"import sys; before = set(sys.modules); import {', '.join(f'connectors.notations.{n.NAME}' for n in ALL)}; print(*(set(sys.modules) - before))"
    loaded = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"sqlglot", "yaml", "sqlalchemy", "pydantic"} & set(loaded)
