from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_customer_email")]

    operations = [
        migrations.RenameField(model_name="customer", old_name="tel", new_name="mobile"),
        migrations.AlterField(
            model_name="customer",
            name="mobile",
            field=models.CharField(max_length=20, unique=True, verbose_name="手机号"),
        ),
    ]
