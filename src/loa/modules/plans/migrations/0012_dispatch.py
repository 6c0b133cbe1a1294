"""The official dispatch of a round of urging, with its list as it was then."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0002_unread"),
        ("orgs", "0002_security"),
        ("plans", "0011_own_plans"),
    ]

    operations = [
        migrations.CreateModel(
            name="Dispatch",
            fields=[
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="dispatch",
                        serialize=False,
                        to="plans.urginground",
                    ),
                ),
                ("counted_on", models.DateField()),
                ("reply_by", models.DateField()),
                ("drafting", models.CharField(blank=True, max_length=20)),
                ("lines", models.JSONField(default=list)),
                ("number", models.CharField(blank=True, max_length=50)),
                ("signed_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "issuer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                    ),
                ),
                (
                    "official_file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", ""), ("signed_on", None)),
                            models.Q(
                                models.Q(("number", ""), _negated=True),
                                ("signed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="plans_dispatch_numbered_with_day",
                    )
                ],
            },
        ),
    ]
