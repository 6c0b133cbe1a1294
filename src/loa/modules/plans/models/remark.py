"""A remark of a citizen on a public plan, and who sent it, kept apart and only for a time."""

from django.db import models
from django.db.models import Q

from loa.modules.plans.types import RemarkState

_STATES = [state.value for state in RemarkState]
_OPEN, _ANSWERED = RemarkState.OPEN.value, RemarkState.ANSWERED.value
_HIDDEN = RemarkState.HIDDEN.value


class Remark(models.Model):
    """What somebody without an account says of a plan or of one of its tasks.

    `holder` is to answer; by when is derived from `sent_at` (`rules.remark`), whoever holds it.
    `code` is known to the sender alone. `reason` says why it was put aside.
    """

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="remarks")
    task = models.ForeignKey("plans.Task", models.PROTECT, null=True, related_name="+")
    holder = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    code = models.CharField(max_length=12, unique=True)
    words = models.TextField()
    state = models.CharField(max_length=10, default=_OPEN)
    sent_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(name="plans_remark_state", condition=Q(state__in=_STATES)),
            models.CheckConstraint(name="plans_remark_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="plans_remark_settled_fits_state",
                condition=Q(state=_OPEN, settled_at=None, answer="")
                | Q(state=_ANSWERED, settled_at__isnull=False) & ~Q(answer="")
                | Q(state=_HIDDEN, settled_at__isnull=False) & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="plans_remark_published_answered",
                condition=Q(published_at=None) | Q(published_at__isnull=False, state=_ANSWERED),
            ),
        )
        indexes = (models.Index(name="plans_remark_of_holder", fields=("holder", "state")),)

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"plans.remark:{self.pk}"


class RemarkContact(models.Model):
    """Name and way to reach whoever sent a remark; gone after the days that the data say."""

    remark = models.OneToOneField(Remark, models.CASCADE, related_name="contact")
    name = models.CharField(max_length=100, blank=True)
    email = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"{self.remark_id}"
