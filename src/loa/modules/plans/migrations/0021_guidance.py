"""Questions of units, and guidance in its editions."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0002_unread"),
        ("orgs", "0002_security"),
        ("plans", "0020_delivery"),
    ]

    operations = [
        migrations.CreateModel(
            name="Guidance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("search_key", models.TextField()),
                ("given_at", models.DateTimeField()),
                ("given_by", models.CharField(max_length=200)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
            ],
        ),
        migrations.CreateModel(
            name="GuidanceAbout",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "clause",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.clause",
                    ),
                ),
                (
                    "guidance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="abouts",
                        to="plans.guidance",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.task",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GuidanceEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("words", models.TextField()),
                ("basis", models.TextField(blank=True)),
                ("in_force_from", models.DateField()),
                ("reason", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=200)),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "guidance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="editions",
                        to="plans.guidance",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                ("state", models.CharField(default="OPEN", max_length=20)),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=200)),
                ("reached_at", models.DateTimeField()),
                ("passed_by", models.CharField(blank=True, max_length=200)),
                ("passed_reason", models.TextField(blank=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "clause",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.clause",
                    ),
                ),
                (
                    "difficulty",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.difficulty",
                    ),
                ),
                (
                    "guidance",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="plans.guidance",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                    ),
                ),
                (
                    "passed_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.plan",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.task",
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
            ],
        ),
        migrations.AddIndex(
            model_name="guidance",
            index=models.Index(fields=["plan", "given_at"], name="plans_guidance_of_plan"),
        ),
        migrations.AddConstraint(
            model_name="guidance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="plans_guidance_withdrawn_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="guidanceabout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("clause", None), ("task__isnull", False)),
                    models.Q(("clause__isnull", False), ("task", None)),
                    _connector="OR",
                ),
                name="plans_guidanceabout_task_or_clause",
            ),
        ),
        migrations.AddConstraint(
            model_name="guidanceabout",
            constraint=models.UniqueConstraint(
                fields=("guidance", "task"), name="plans_guidanceabout_task_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="guidanceabout",
            constraint=models.UniqueConstraint(
                fields=("guidance", "clause"), name="plans_guidanceabout_clause_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="guidanceedition",
            constraint=models.UniqueConstraint(
                fields=("guidance", "ordinal"), name="plans_guidanceedition_ordinal"
            ),
        ),
        migrations.AddConstraint(
            model_name="guidanceedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("title", ""), _negated=True), models.Q(("words", ""), _negated=True)
                ),
                name="plans_guidanceedition_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="guidanceedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ordinal", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="plans_guidanceedition_later_with_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(fields=["plan", "state"], name="plans_question_of_plan"),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(fields=["holder", "state"], name="plans_question_of_holder"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("task", None), ("clause", None), _connector="OR"),
                name="plans_question_not_of_both",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="plans_question_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at", None),
                        ("difficulty", None),
                        ("guidance", None),
                        ("state", "OPEN"),
                    ),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("difficulty", None),
                        ("guidance", None),
                        ("state", "WITHDRAWN"),
                    ),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("difficulty", None),
                        ("guidance__isnull", False),
                        ("state__in", ("ANSWERED", "SETTLED")),
                    ),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("difficulty__isnull", False),
                        ("guidance", None),
                        ("state", "TURNED"),
                    ),
                    _connector="OR",
                ),
                name="plans_question_state_fits",
            ),
        ),
    ]
