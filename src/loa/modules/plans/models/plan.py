"""A plan: one signed document, what was read from it, and what is still doubtful."""

from django.db import models
from django.db.models import F, Q

from loa.modules.plans.rules.own_plan import AnswerKind
from loa.modules.plans.types import ClauseKind, DoubtState, PlanState

_ANSWERS = [kind.value for kind in AnswerKind]
_STATES = [state.value for state in PlanState]


class Plan(models.Model):
    """One signed document as received, with the header a person checked.

    The same bytes are the same plan, and a revision that an annex made has the bytes of the plan it
    amends. `text` is what was read of the file and behind it of each annex that joined; `grids` are
    the tables of the file as `rules.annex` keeps them, `is_laid_out` as extraction tells. `spans`
    maps a header field to {"start", "end", "confidence"} in `text`. `as_of` is the day on which
    unit groups resolve. `closing_reason` says why it was closed with something left open.

    A unit's own document has the plan that it carries out as `parent` and says in `answer_kind`
    what it is; the text of one that was made here is ours, and its file is that text;
    `official_file` is the signed copy. A draft of one is handed to the unit's head (`proposed_at`),
    who issues it or gives it back with what is to be mended (`asked_back`).
    """

    issuer = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default=PlanState.DRAFT.value)
    amends = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    answer_kind = models.CharField(max_length=20, blank=True)
    revision = models.PositiveSmallIntegerField(default=1)
    source_file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    source_name = models.CharField(max_length=255)
    source_sha256 = models.CharField(max_length=64)
    text = models.TextField()
    grids = models.JSONField(default=list)
    is_laid_out = models.BooleanField(default=False)
    kind = models.CharField(max_length=20, blank=True)
    parent_body = models.CharField(max_length=500, blank=True)
    issuer_words = models.CharField(max_length=500, blank=True)
    number = models.CharField(max_length=50, blank=True)
    notation = models.CharField(max_length=100, blank=True)
    place = models.CharField(max_length=200, blank=True)
    signed_on = models.DateField(null=True)
    subject = models.TextField(blank=True)
    signer_authority = models.JSONField(default=list)
    signer_post = models.CharField(max_length=200, blank=True)
    signer_name = models.CharField(max_length=200, blank=True)
    legal_bases = models.JSONField(default=list)
    recipients = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    spans = models.JSONField(default=dict)
    year = models.PositiveSmallIntegerField()
    as_of = models.DateField()
    period_rule = models.CharField(max_length=50)
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=200)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.CharField(max_length=200, blank=True)
    official_file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.CharField(max_length=200, blank=True)
    asked_back = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=200, blank=True)
    closing_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(name="plans_plan_state", condition=Q(state__in=_STATES)),
            models.CheckConstraint(
                name="plans_plan_issued_at_fits_state",
                condition=Q(state=PlanState.DRAFT.value, issued_at=None)
                | ~Q(state=PlanState.DRAFT.value) & Q(issued_at__isnull=False),
            ),
            models.CheckConstraint(
                name="plans_plan_closed_at_fits_state",
                condition=Q(state=PlanState.CLOSED.value, closed_at__isnull=False)
                | ~Q(state=PlanState.CLOSED.value) & Q(closed_at=None),
            ),
            models.CheckConstraint(
                name="plans_plan_revision_fits_amends",
                condition=Q(amends=None, revision=1) | Q(amends__isnull=False, revision__gt=1),
            ),
            models.CheckConstraint(
                name="plans_plan_answer_kind_fits_parent",
                condition=Q(parent=None, answer_kind="")
                | Q(parent__isnull=False, answer_kind__in=_ANSWERS),
            ),
            models.UniqueConstraint(
                name="plans_plan_source_once", fields=("source_sha256", "revision")
            ),
            models.UniqueConstraint(
                name="plans_plan_one_successor",
                fields=("amends",),
                condition=~Q(state=PlanState.DRAFT.value),
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"plans.plan:{self.pk}"


class Clause(models.Model):
    """A passage of the plan with its place; `label` is what stands before it ("III.2")."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="clauses")
    ordinal = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    path = models.CharField(max_length=100, blank=True)
    label = models.CharField(max_length=100, blank=True)
    text = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="plans_clause_ordinal", fields=("plan", "ordinal")),
            models.CheckConstraint(
                name="plans_clause_kind",
                condition=Q(kind__in=[kind.value for kind in ClauseKind]),
            ),
            models.CheckConstraint(name="plans_clause_span", condition=Q(end__gte=F("start"))),
        )

    def __str__(self) -> str:
        return f"{self.label} {self.text[:60]}"


class Doubt(models.Model):
    """Something that a person should look at; `target` names the field, e.g. "task:12"."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="doubts")
    task = models.ForeignKey("plans.Task", models.CASCADE, null=True, related_name="doubts")
    ordinal = models.PositiveIntegerField()
    code = models.CharField(max_length=30)
    target = models.CharField(max_length=60)
    message = models.TextField()
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=20, default=DoubtState.OPEN.value)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="plans_doubt_ordinal", fields=("plan", "ordinal")),
            models.CheckConstraint(
                name="plans_doubt_state",
                condition=Q(state__in=[state.value for state in DoubtState]),
            ),
        )

    def __str__(self) -> str:
        return self.message
