from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Customer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name1", models.CharField(max_length=64, verbose_name="客户姓名")),
                ("mobile", models.CharField(max_length=20, verbose_name="手机号")),
                ("passport_no", models.CharField(max_length=20, verbose_name="护照号")),
                ("birthday", models.DateField(null=True, verbose_name="出生日期")),
                ("status", models.IntegerField(default=0, verbose_name="状态")),
            ],
            options={"verbose_name": "客户", "db_table": "customer"},
        ),
    ]
