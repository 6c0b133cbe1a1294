"""A set of filters that somebody named, for himself or for his unit."""

from django.db import models
from django.db.models import Q

from loa.modules.plans.types.saved_views import LONGEST_QUERY, ListPage


class SavedView(models.Model):
    """The filters of a list as its address has them.

    `plan` where the list is of one plan; `unit` whose people see it too. The default is its
    owner's alone.
    """

    person_id = models.BigIntegerField()
    page = models.CharField(max_length=20)
    plan = models.ForeignKey("plans.Plan", models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)
    is_default = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="plans_savedview_page",
                condition=Q(page__in=[page.value for page in ListPage]),
            ),
            models.UniqueConstraint(
                name="plans_savedview_name_once",
                fields=("person_id", "page", "plan", "name"),
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                name="plans_savedview_one_default",
                fields=("person_id", "page", "plan"),
                condition=Q(is_default=True),
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"plans.view:{self.pk}"
