"""The secret address under which a person's due days are read by his own calendar."""

from django.db import models
from django.db.models import Q


class CalendarFeed(models.Model):
    """One a person. Of the secret only a hash is kept, none once the address was ended.

    `key` is that of the form by which the address was made: the same form gives the same one.
    """

    person_id = models.BigIntegerField(unique=True)
    secret_hash = models.BinaryField(null=True, unique=True)
    key = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="plans_calendarfeed_key_with_secret",
                condition=Q(key=None, secret_hash=None)
                | Q(key__isnull=False, secret_hash__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"plans.feed:{self.pk}"
