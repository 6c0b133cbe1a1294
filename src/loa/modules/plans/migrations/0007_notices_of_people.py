"""Notices are of one kind about one thing on one day, and each person takes them off for himself.

Those that somebody of a unit had taken off are let go of: they stood on nobody's list any more. The
others become news to each of the unit's people; no two of them are one.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

_TELL = """
    UPDATE plans_notice SET
        kind = 'TOLD-' || id,
        day = (at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date,
        thing = CASE
            WHEN report_id IS NOT NULL THEN 'plans.report:' || report_id
            WHEN assignment_id IS NOT NULL THEN 'plans.assignment:' || assignment_id
            ELSE '' END
"""


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0001_initial"),
        ("plans", "0006_tables_of_the_file"),
    ]

    operations = [
        migrations.RunSQL("DELETE FROM plans_notice WHERE seen_at IS NOT NULL"),
        migrations.RemoveIndex(model_name="notice", name="plans_notice_unseen"),
        migrations.RemoveField(model_name="notice", name="seen_at"),
        migrations.AddField(
            model_name="notice",
            name="person_id",
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="notice",
            name="kind",
            field=models.CharField(default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="notice",
            name="thing",
            field=models.CharField(blank=True, default="", max_length=100),
            preserve_default=False,
        ),
        migrations.AddField(model_name="notice", name="day", field=models.DateField(null=True)),
        migrations.RunSQL(_TELL),
        migrations.AlterField(model_name="notice", name="day", field=models.DateField()),
        migrations.AlterField(
            model_name="notice",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orgs.unit",
            ),
        ),
        migrations.CreateModel(
            name="NoticeSeen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person_id", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seen",
                        to="plans.notice",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("notice", "person_id"), name="plans_noticeseen_once"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["unit", "at"], name="plans_notice_of_unit"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["person_id", "at"], name="plans_notice_of_person"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=Q(unit=None, person_id__isnull=False)
                | Q(unit__isnull=False, person_id=None),
                name="plans_notice_for_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("unit", "kind", "thing", "day"), name="plans_notice_once_a_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("person_id", "kind", "thing", "day"), name="plans_notice_once_a_person"
            ),
        ),
    ]
