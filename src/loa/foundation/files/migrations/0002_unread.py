"""Uploads that could not be read are kept for whoever sent them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="storedfile",
            name="files_purpose_known",
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "purpose__in",
                        ["PLAN_SOURCE", "EVIDENCE", "SIGNED_COPY", "OUTPUT", "THUMBNAIL", "UNREAD"],
                    )
                ),
                name="files_purpose_known",
            ),
        ),
    ]
