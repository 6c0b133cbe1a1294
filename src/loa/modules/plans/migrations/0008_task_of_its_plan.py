"""An assignment's task is one of its plan, by one key; indexes that another begins with go."""

import django.db.models.deletion
from django.db import migrations, models

KEY = """
    ALTER TABLE plans_assignment ADD CONSTRAINT plans_assignment_task_of_plan
        FOREIGN KEY (task_id, plan_id) REFERENCES plans_task (id, plan_id)
        DEFERRABLE INITIALLY DEFERRED
"""
NO_KEY = "ALTER TABLE plans_assignment DROP CONSTRAINT plans_assignment_task_of_plan"


class Migration(migrations.Migration):
    dependencies = [("orgs", "0001_initial"), ("plans", "0007_notices_of_people")]

    operations = [
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(fields=("id", "plan"), name="plans_task_of_plan"),
        ),
        migrations.RunSQL(KEY, NO_KEY),
        migrations.AlterField(
            model_name="assignment",
            name="plan",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignments",
                to="plans.plan",
            ),
        ),
        migrations.AlterField(
            model_name="assignment",
            name="task",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignments",
                to="plans.task",
            ),
        ),
        migrations.AlterField(
            model_name="assignment",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orgs.unit",
            ),
        ),
        migrations.AlterField(
            model_name="occurrence",
            name="assignment",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="occurrences",
                to="plans.assignment",
            ),
        ),
    ]
