"""What a unit did for an assignment, with quantities and evidence."""

from django.db import models
from django.db.models import Q


class Activity(models.Model):
    """One activity; it counts from the moment it is recorded until it is withdrawn.

    `entered_for_by` and `paper` are set where the superior entered it for the unit («nhập thay»),
    `document` where the unit's own plan or dispatch is what was done.
    `cost` in đồng.
    """

    occurrence = models.ForeignKey("plans.Occurrence", models.PROTECT, related_name="activities")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="+")
    done_on = models.DateField()
    title = models.CharField(max_length=300)
    form = models.CharField(max_length=30)
    audience = models.CharField(max_length=30, blank=True)
    place = models.CharField(max_length=200, blank=True)
    cost = models.DecimalField(max_digits=18, decimal_places=0, null=True)
    material = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    entered_for_by = models.CharField(max_length=200, blank=True)
    paper = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey("plans.Plan", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="plans_activity_cost_not_negative", condition=Q(cost=None) | Q(cost__gte=0)
            ),
            models.CheckConstraint(
                name="plans_activity_entered_for_with_paper",
                condition=Q(entered_for_by="", paper=None)
                | ~Q(entered_for_by="") & Q(paper__isnull=False),
            ),
            models.CheckConstraint(
                name="plans_activity_withdrawn_with_reason",
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""),
            ),
            models.UniqueConstraint(
                name="plans_activity_of_document_once",
                fields=("occurrence", "document"),
                condition=Q(withdrawn_at=None, document__isnull=False),
            ),
        )
        indexes = (models.Index(name="plans_activity_by_plan", fields=("plan", "unit", "done_on")),)

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"plans.activity:{self.pk}"


class ActivityQuantity(models.Model):
    """How much of a measure an activity reached."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="quantities")
    measure = models.CharField(max_length=30)
    amount = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="plans_activityquantity_once", fields=("activity", "measure")
            ),
        )

    def __str__(self) -> str:
        return f"{self.measure} {self.amount}"


class Evidence(models.Model):
    """A file or a link that shows an activity took place."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="evidence")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    thumbnail = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    url = models.URLField(max_length=500, blank=True)
    caption = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="plans_evidence_file_or_link",
                condition=Q(file__isnull=False, url="") | Q(file=None) & ~Q(url=""),
            ),
        )

    def __str__(self) -> str:
        return self.caption or self.url
