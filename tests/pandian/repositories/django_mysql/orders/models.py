from django.db import models


class Product(models.Model):
    sku = models.CharField("货号", max_length=32, unique=True)
    title = models.CharField("商品名称", max_length=128)
    price = models.DecimalField("价格", max_digits=10, decimal_places=2)
    stock = models.IntegerField("库存", default=0)

    class Meta:
        db_table = "product"


class Order(models.Model):
    order_no = models.CharField("订单号", max_length=32, unique=True)
    customer = models.ForeignKey("accounts.Customer", on_delete=models.PROTECT)
    receiver_name = models.CharField("收货人姓名", max_length=64)
    receiver_phone = models.CharField("收货人电话", max_length=20)
    receiver_address = models.CharField("收货地址", max_length=255)
    amount = models.DecimalField("金额", max_digits=10, decimal_places=2)
    state = models.SmallIntegerField("状态", default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "shop_order"
        verbose_name = "订单"


class OrderLine(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT)
    quantity = models.PositiveIntegerField("数量")
    price = models.DecimalField("成交价", max_digits=10, decimal_places=2)

    class Meta:
        db_table = "order_line"


class Supplier(models.Model):
    code = models.CharField("供应商编码", max_length=16, unique=True)
    company = models.CharField("公司名称", max_length=128)
    contact = models.CharField("联系人姓名", max_length=64)
    pay_days = models.PositiveSmallIntegerField("账期天数", default=30)

    class Meta:
        verbose_name = "供应商"
