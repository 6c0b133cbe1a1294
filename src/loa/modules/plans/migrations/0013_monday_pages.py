"""The pages of heads as they stood on Monday mornings."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0002_security"),
        ("plans", "0012_dispatch"),
    ]

    operations = [
        migrations.CreateModel(
            name="MondayPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("monday", models.DateField()),
                ("at", models.DateTimeField()),
                ("figures", models.JSONField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "monday"), name="plans_mondaypage_once"
                    ),
                ],
            },
        ),
    ]
