"""The official dispatch («công văn đôn đốc») of a round of urging."""

from django.db import models
from django.db.models import Q


class Dispatch(models.Model):
    """A letter to all late units of one act, drafted with it; the list is frozen as it was then.

    `issuer` writes and numbers it. A line of `lines` is one late work: [unit, occurrence, due day,
    working days late, how often its unit was urged before, when last or null], days as ISO text.
    `drafting` is the notation of the desk that drafts («THCBKS»); `reply_by` until when units are
    to be done. `number`, `signed_on` and `official_file` come from văn thư after the signature.
    """

    round = models.OneToOneField(
        "plans.UrgingRound", models.PROTECT, related_name="dispatch", primary_key=True
    )
    issuer = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    counted_on = models.DateField()
    reply_by = models.DateField()
    drafting = models.CharField(max_length=20, blank=True)
    lines = models.JSONField(default=list)
    number = models.CharField(max_length=50, blank=True)
    signed_on = models.DateField(null=True)
    official_file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="plans_dispatch_numbered_with_day",
                condition=Q(number="", signed_on=None) | ~Q(number="") & Q(signed_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Its address in the journal and in the register of outgoing documents."""
        return f"plans.dispatch:{self.pk}"

    def is_repeat(self, version: int, **asked: object) -> bool:
        """Whether the same call, sent before, has already made of `version` what is asked now."""
        return self.version == version + 1 and all(getattr(self, k) == asked[k] for k in asked)
