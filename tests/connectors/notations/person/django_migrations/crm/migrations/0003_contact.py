from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("auth", "0012_alter_user_first_name_max_length"), ("crm", "0002_names")]

    operations = [
        migrations.AddField("customer", "email", models.EmailField(max_length=128, verbose_name="邮箱")),
        migrations.RunSQL(
            sql="""
                ALTER TABLE customer
                    ADD COLUMN home_address varchar(255);
                COMMENT ON COLUMN customer.home_address IS '家庭住址';
            """,
            reverse_sql="ALTER TABLE customer DROP COLUMN home_address",
        ),
    ]
