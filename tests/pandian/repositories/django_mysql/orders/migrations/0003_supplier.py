from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0002_order_line")]

    operations = [
        migrations.CreateModel(
            name="Supplier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=16, unique=True, verbose_name="供应商编码")),
                ("company", models.CharField(max_length=128, verbose_name="公司名称")),
                ("contact", models.CharField(max_length=64, verbose_name="联系人姓名")),
                ("pay_days", models.PositiveSmallIntegerField(default=30, verbose_name="账期天数")),
            ],
            options={"verbose_name": "供应商"},
        ),
    ]
