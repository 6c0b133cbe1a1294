"""Messages that leave the house."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("channel", models.CharField(max_length=10)),
                ("person_id", models.PositiveBigIntegerField()),
                ("reference", models.CharField(max_length=120, unique=True)),
                ("subject", models.CharField(max_length=300)),
                ("text", models.TextField()),
                ("thing", models.CharField(db_index=True, max_length=100)),
                ("state", models.CharField(default="QUEUED", max_length=10)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("words", models.CharField(blank=True, max_length=300)),
                ("queued_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["EMAIL"])),
                        name="messaging_message_channel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "SENT")),
                            models.Q(("sent_at", None), ("state__in", ["QUEUED", "FAILED"])),
                            _connector="OR",
                        ),
                        name="messaging_message_sent_fits_state",
                    ),
                    models.UniqueConstraint(
                        fields=("thing", "channel", "person_id"), name="messaging_message_once"
                    ),
                ],
            },
        ),
    ]
