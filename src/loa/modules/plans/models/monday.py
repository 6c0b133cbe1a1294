"""The page of a head as it stood on a Monday morning."""

from django.db import models


class MondayPage(models.Model):
    """What a unit's head read that week: counted once, at `at`, and never again.

    `figures` is the JSON of `rules.oversight.Overview`. Rows change afterwards, so a page that was
    not made then cannot be made later.
    """

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    monday = models.DateField()
    at = models.DateTimeField()
    figures = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="plans_mondaypage_once", fields=("unit", "monday")),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.monday}"
