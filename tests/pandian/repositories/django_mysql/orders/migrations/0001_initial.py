from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):
    initial = True

    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Product",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("sku", models.CharField(max_length=32, unique=True, verbose_name="货号")),
                ("title", models.CharField(max_length=128, verbose_name="商品名称")),
                ("price", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="价格")),
                ("stock", models.IntegerField(default=0, verbose_name="库存")),
            ],
            options={"db_table": "product"},
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("order_no", models.CharField(max_length=32, unique=True, verbose_name="订单号")),
                ("receiver_name", models.CharField(max_length=64, verbose_name="收货人姓名")),
                ("receiver_phone", models.CharField(max_length=20, verbose_name="收货人电话")),
                ("receiver_address", models.CharField(max_length=255, verbose_name="收货地址")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="金额")),
                ("state", models.SmallIntegerField(default=0, verbose_name="状态")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("customer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.customer")),
            ],
            options={"db_table": "shop_order", "verbose_name": "订单"},
        ),
    ]
