from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Customer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("nickname", models.CharField(blank=True, max_length=32, verbose_name="昵称")),
                ("real_name", models.CharField(max_length=64, verbose_name="真实姓名")),
                ("tel", models.CharField(max_length=20, verbose_name="手机号")),
                ("fax", models.CharField(blank=True, max_length=32)),
                ("level", models.SmallIntegerField(default=0, verbose_name="等级")),
                ("extra1", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={"verbose_name": "会员"},
        ),
        migrations.CreateModel(
            name="LevelRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("level", models.SmallIntegerField(unique=True, verbose_name="等级")),
                ("points", models.PositiveIntegerField(verbose_name="所需积分")),
                ("discount", models.DecimalField(decimal_places=2, max_digits=4, verbose_name="折扣")),
            ],
            options={"db_table": "level_rule"},
        ),
    ]
