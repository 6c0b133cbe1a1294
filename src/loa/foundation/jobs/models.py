"""Tables of jobs; the queue itself is Procrastinate's."""

from django.db import models
from django.db.models.functions import Now


class Announcement(models.Model):
    """An event, written in the transaction of the write that it tells about."""

    name = models.TextField()
    data = models.JSONField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = (models.Index(name="jobs_announcement_age", fields=("at",)),)

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


class Failure(models.Model):
    """One failed attempt of a job, and why."""

    job_id = models.BigIntegerField(db_index=True)
    reason = models.TextField()
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"job {self.job_id}: {self.reason}"
