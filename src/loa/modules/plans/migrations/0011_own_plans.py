"""A unit's own documents under a plan, and what they answer of it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0002_unread"),
        ("orgs", "0002_security"),
        ("plans", "0010_difficulties"),
    ]

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("confirmed_by", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.AddField(
            model_name="plan",
            name="answer_kind",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="plan",
            name="parent",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="plans.plan",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer_kind", ""), ("parent", None)),
                    models.Q(
                        ("answer_kind__in", ["OWN_PLAN", "DISPATCH", "WORKED_INTO"]),
                        ("parent__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="plans_plan_answer_kind_fits_parent",
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="duty",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="plans.task"
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="plans.plan"
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="task",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answers",
                to="plans.task",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("task__isnull", False)),
                fields=("task", "duty"),
                name="plans_answer_of_task_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("task", None)),
                fields=("plan", "duty"),
                name="plans_answer_of_document_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at", None), ("confirmed_by", "")),
                    models.Q(
                        ("confirmed_at__isnull", False),
                        models.Q(("confirmed_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="plans_answer_confirmed_by_somebody",
            ),
        ),
    ]
