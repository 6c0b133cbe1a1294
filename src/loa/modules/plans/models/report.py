"""The period report of a unit."""

from django.db import models
from django.db.models import Q

from loa.modules.plans.types import FROZEN_REPORTS, ReportState

_STATES = [state.value for state in ReportState]
_FROZEN = sorted(state.value for state in FROZEN_REPORTS)


class PeriodReport(models.Model):
    """What a unit reports of one plan for one period; a correction is a new edition.

    Covers [starts_on, ends_on]. `sections` maps a section code to its text; `figures` is frozen
    when the head submits: {"measures": {code: amount}, "activities": [ids], …}. `passages` maps a
    section to what an officer made of its units' sentences (rules/passages.py). `returns` lists
    how often it was given back: {"handed_in", "returned", "reason"}, oldest first. `number`,
    `signed_on` and `official_file` come from văn thư after the signature.
    """

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="reports")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    period = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField()
    edition = models.PositiveSmallIntegerField(default=1)
    correction_reason = models.TextField(blank=True)
    state = models.CharField(max_length=20, default=ReportState.DRAFT.value)
    is_consolidated = models.BooleanField(default=False)
    sections = models.JSONField(default=dict)
    passages = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    returns = models.JSONField(default=list)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=200)
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.CharField(max_length=200, blank=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=200, blank=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=200, blank=True)
    return_reason = models.TextField(blank=True)
    number = models.CharField(max_length=50, blank=True)
    signed_on = models.DateField(null=True)
    official_file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="plans_periodreport_edition", fields=("plan", "unit", "period", "edition")
            ),
            models.CheckConstraint(name="plans_periodreport_state", condition=Q(state__in=_STATES)),
            models.CheckConstraint(
                name="plans_periodreport_frozen_with_day",
                condition=Q(state__in=_FROZEN, submitted_at__isnull=False)
                | ~Q(state__in=_FROZEN) & Q(submitted_at=None),
            ),
            models.CheckConstraint(
                name="plans_periodreport_correction_with_reason",
                condition=Q(edition=1, correction_reason="")
                | Q(edition__gt=1) & ~Q(correction_reason=""),
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"plans.report:{self.pk}"

    def is_repeat(self, version: int, **asked: object) -> bool:
        """Whether the same call, sent before, has already made of `version` what is asked now."""
        return self.version == version + 1 and all(getattr(self, k) == asked[k] for k in asked)
