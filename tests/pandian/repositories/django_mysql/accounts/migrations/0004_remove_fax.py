from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_rename_tel")]

    operations = [
        migrations.RemoveField(model_name="customer", name="fax"),
    ]
