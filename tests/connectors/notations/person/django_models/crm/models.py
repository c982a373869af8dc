from django.db import models
from django.utils.translation import gettext_lazy as _


class Timed(models.Model):
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)

    class Meta:
        abstract = True


class Customer(Timed):
    full_name = models.CharField("客户姓名", max_length=64)
    mobile = models.CharField(verbose_name=_("手机号"), max_length=20, blank=True)
    id_card = models.CharField(max_length=18, db_column="id_card_no", help_text="身份证号")
    email = models.EmailField("邮箱", unique=True)
    birthday = models.DateField("出生日期", null=True)
    home_address = models.CharField(max_length=255, db_comment="家庭住址")
    status = models.IntegerField("状态", default=0)
    tags = models.ManyToManyField("Tag", blank=True)

    class Meta:
        db_table = "customer"
        verbose_name = "客户"

    def __str__(self):
        return str(self.pk)
