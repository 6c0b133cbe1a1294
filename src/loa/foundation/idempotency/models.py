"""The table of answers given."""

from django.db import models


class Answer(models.Model):
    """What was answered to one key, to whom, for what."""

    key = models.UUIDField(primary_key=True)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.TextField()
    verb = models.TextField()
    asked_digest = models.BinaryField()
    answer = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(name="idempotency_age", fields=("at",)),)

    def __str__(self) -> str:
        return f"{self.verb} {self.key}"
