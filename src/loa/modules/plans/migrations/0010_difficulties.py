"""Difficulties with their steps and directions; a due day that a direction set is marked so."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0002_security"),
        ("plans", "0009_urging"),
    ]

    operations = [
        migrations.CreateModel(
            name="Difficulty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                ("wish", models.TextField(blank=True)),
                ("state", models.CharField(default="OPEN", max_length=20)),
                ("raised_at", models.DateTimeField()),
                ("raised_by", models.CharField(max_length=200)),
                ("reached_at", models.DateTimeField()),
                ("rounds", models.PositiveSmallIntegerField(default=1)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="DifficultyStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField()),
                ("move", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=200)),
                ("words", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Direction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                ("effect", models.CharField(default="NONE", max_length=20)),
                ("due_on", models.DateField(null=True)),
                ("given_at", models.DateTimeField()),
                ("given_by", models.CharField(max_length=200)),
            ],
        ),
        migrations.AddField(
            model_name="occurrence",
            name="directed_due_on",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="occurrence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("directed_due_on", None),
                    ("directed_due_on", models.F("due_on")),
                    _connector="OR",
                ),
                name="plans_occurrence_directed_day_holds",
            ),
        ),
        migrations.AddField(
            model_name="difficulty",
            name="clause",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="plans.clause",
            ),
        ),
        migrations.AddField(
            model_name="difficulty",
            name="holder",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.unit"
            ),
        ),
        migrations.AddField(
            model_name="difficulty",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="difficulties",
                to="plans.plan",
            ),
        ),
        migrations.AddField(
            model_name="difficulty",
            name="task",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="plans.task",
            ),
        ),
        migrations.AddField(
            model_name="difficulty",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.unit"
            ),
        ),
        migrations.AddField(
            model_name="difficultystep",
            name="difficulty",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="plans.difficulty",
            ),
        ),
        migrations.AddField(
            model_name="difficultystep",
            name="holder",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.unit"
            ),
        ),
        migrations.AddField(
            model_name="direction",
            name="draft",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="plans.plan",
            ),
        ),
        migrations.AddField(
            model_name="direction",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="directions",
                to="plans.plan",
            ),
        ),
        migrations.AddField(
            model_name="direction",
            name="task",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="plans.task",
            ),
        ),
        migrations.AddField(
            model_name="direction",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.unit"
            ),
        ),
        migrations.AddField(
            model_name="difficultystep",
            name="direction",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="plans.direction",
            ),
        ),
        migrations.AddField(
            model_name="difficulty",
            name="direction",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="difficulties",
                to="plans.direction",
            ),
        ),
        migrations.AddConstraint(
            model_name="direction",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="plans_direction_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="direction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_on", None), ("effect", "NONE")),
                    models.Q(
                        ("effect__in", ["UNIT_DUE", "ALL_DUE", "NEW_TASK"]),
                        ("due_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="plans_direction_day_fits_effect",
            ),
        ),
        migrations.AddConstraint(
            model_name="difficultystep",
            constraint=models.UniqueConstraint(
                fields=("difficulty", "ordinal"), name="plans_difficultystep_ordinal"
            ),
        ),
        migrations.AddConstraint(
            model_name="difficultystep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "move__in",
                        ["RAISED", "PASSED_UP", "ANSWERED", "WITHDRAWN", "REOPENED", "HANDED_ON"],
                    )
                ),
                name="plans_difficultystep_move",
            ),
        ),
        migrations.AddIndex(
            model_name="difficulty",
            index=models.Index(fields=["holder", "state"], name="plans_difficulty_of_holder"),
        ),
        migrations.AddIndex(
            model_name="difficulty",
            index=models.Index(fields=["unit", "state"], name="plans_difficulty_of_unit"),
        ),
        migrations.AddConstraint(
            model_name="difficulty",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["OPEN", "ANSWERED", "WITHDRAWN"])),
                name="plans_difficulty_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="difficulty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("clause", None), ("task__isnull", False)),
                    models.Q(("clause__isnull", False), ("task", None)),
                    _connector="OR",
                ),
                name="plans_difficulty_task_or_clause",
            ),
        ),
        migrations.AddConstraint(
            model_name="difficulty",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="plans_difficulty_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="difficulty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("direction__isnull", False), ("state", "ANSWERED")),
                    models.Q(models.Q(("state", "ANSWERED"), _negated=True), ("direction", None)),
                    _connector="OR",
                ),
                name="plans_difficulty_direction_fits_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="difficulty",
            constraint=models.CheckConstraint(
                condition=models.Q(("rounds__in", (1, 2))),
                name="plans_difficulty_raised_again_once",
            ),
        ),
    ]
