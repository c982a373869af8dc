from django.db import models
from django.utils.translation import gettext_lazy as _


class Customer(models.Model):
    """会员。"""

    LEVELS = [(0, "普通"), (1, "银卡"), (2, "金卡")]

    nickname = models.CharField("昵称", max_length=32, blank=True)
    real_name = models.CharField("真实姓名", max_length=64)
    mobile = models.CharField(_("手机号"), max_length=20, unique=True)
    email = models.EmailField("电子邮箱", blank=True)
    level = models.SmallIntegerField("等级", choices=LEVELS, default=0)
    extra1 = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "会员"

    def __str__(self):
        return f"会员 {self.pk}"

    @property
    def masked_phone(self):
        return self.mobile[:3] + "****" + self.mobile[-4:]


class LevelRule(models.Model):
    level = models.SmallIntegerField("等级", unique=True)
    points = models.PositiveIntegerField("所需积分")
    discount = models.DecimalField("折扣", max_digits=4, decimal_places=2)

    class Meta:
        db_table = "level_rule"
