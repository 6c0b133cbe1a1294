from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0024_remarks"),
    ]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="asked_back",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="plan",
            name="proposed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="plan",
            name="proposed_by",
            field=models.CharField(blank=True, max_length=200),
        ),
    ]
