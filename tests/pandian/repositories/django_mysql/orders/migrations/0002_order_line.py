from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="OrderLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("quantity", models.PositiveIntegerField(verbose_name="数量")),
                ("price", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="成交价")),
                ("order", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="orders.order")),
                ("product", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="orders.product")),
            ],
            options={"db_table": "order_line"},
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["receiver_phone"], name="idx_receiver_phone"),
        ),
    ]
