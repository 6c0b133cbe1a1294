"""An annex of a plan: a file of its own whose rows become tasks."""

from django.db import models
from django.db.models import Q

from loa.modules.plans.types import AnnexState


class Annex(models.Model):
    """One file as received, what was read of it, and what a person corrected before it joined.

    `grids` are its tables as `rules.annex` keeps them; `fixes` maps "grid:row:column" (numbers of
    the sheet) to the words that stand for a cell of them. `start`, `end` are its place in the
    plan's text once it joined.
    """

    plan = models.ForeignKey("plans.Plan", models.CASCADE, related_name="annexes")
    ordinal = models.PositiveIntegerField()
    state = models.CharField(max_length=20, default=AnnexState.READ.value)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    grids = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    fixes = models.JSONField(default=dict)
    with_hidden = models.BooleanField(default=False)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="plans_annex_state",
                condition=Q(state__in=[state.value for state in AnnexState]),
            ),
            models.UniqueConstraint(name="plans_annex_ordinal", fields=("plan", "ordinal")),
            models.UniqueConstraint(
                name="plans_annex_once",
                fields=("plan", "sha256"),
                condition=~Q(state=AnnexState.DROPPED.value),
            ),
            models.CheckConstraint(
                name="plans_annex_place_fits_state",
                condition=Q(state=AnnexState.JOINED.value, start__isnull=False, end__isnull=False)
                | ~Q(state=AnnexState.JOINED.value) & Q(start=None, end=None),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"plans.annex:{self.pk}"
