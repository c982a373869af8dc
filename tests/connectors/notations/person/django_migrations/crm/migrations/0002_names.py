from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("crm", "0001_initial")]

    operations = [
        migrations.RenameField(model_name="customer", old_name="name1", new_name="full_name"),
        migrations.RemoveField(model_name="customer", name="passport_no"),
        migrations.AddField(
            model_name="customer",
            name="id_card",
            field=models.CharField(db_column="id_card_no", max_length=18, null=True, verbose_name="身份证号"),
        ),
    ]
