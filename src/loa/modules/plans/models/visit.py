"""When somebody last looked at what had changed."""

from django.db import models


class Visit(models.Model):
    """The days on which a person looked: the last one, and the last one before that."""

    person_id = models.BigIntegerField(unique=True)
    seen_on = models.DateField()
    before_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.seen_on}"
