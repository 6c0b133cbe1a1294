"""What units are told about late work, and when: rounds, texts, works."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0002_security"),
        ("plans", "0008_task_of_its_plan"),
    ]

    operations = [
        migrations.CreateModel(
            name="UrgingRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=200)),
                ("send_at", models.DateTimeField()),
                ("already", models.JSONField(default=list)),
                ("unreachable", models.JSONField(default=list)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="urging_rounds",
                        to="plans.plan",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Urging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("way", models.CharField(default="HOUSE", max_length=10)),
                ("step", models.CharField(max_length=30)),
                ("to", models.JSONField(default=list)),
                ("by", models.JSONField(default=list)),
                ("day", models.DateField()),
                ("at", models.DateTimeField()),
                ("sender", models.CharField(max_length=200)),
                ("send_at", models.DateTimeField()),
                ("state", models.CharField(max_length=10)),
                ("sent_at", models.DateTimeField(null=True)),
                ("text", models.TextField()),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("acknowledged_by", models.CharField(blank=True, max_length=200)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="urgings",
                        to="plans.plan",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="urgings",
                        to="plans.urginground",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UrgedWork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("was_settled", models.BooleanField(default=False)),
                (
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.occurrence",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                    ),
                ),
                (
                    "urging",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="works",
                        to="plans.urging",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "day"], name="plans_urgedwork_of_unit")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("occurrence", "unit", "day"), name="plans_urgedwork_once_a_day"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="urging",
            index=models.Index(fields=["plan", "day"], name="plans_urging_of_plan"),
        ),
        migrations.AddIndex(
            model_name="urging",
            index=models.Index(
                condition=models.Q(("state", "QUEUED")),
                fields=["send_at"],
                name="plans_urging_queued",
            ),
        ),
        migrations.AddConstraint(
            model_name="urging",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["HOUSE", "PHONE", "ZALO"])), name="plans_urging_way"
            ),
        ),
        migrations.AddConstraint(
            model_name="urging",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_at", None), ("state__in", ["QUEUED", "SETTLED"])),
                    models.Q(("sent_at__isnull", False), ("state", "SENT")),
                    _connector="OR",
                ),
                name="plans_urging_sent_fits_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="urging",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("acknowledged_at", None), ("acknowledged_by", "")),
                    models.Q(
                        ("acknowledged_at__isnull", False),
                        models.Q(("acknowledged_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="plans_urging_acknowledged_with_name",
            ),
        ),
    ]
