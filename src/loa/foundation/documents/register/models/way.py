"""How a unit numbers, from a day on."""

from django.db import models

from loa.foundation.documents.register.types import Layout, Source


class NumberingWay(models.Model):
    """The head's rule for the unit; the newest row that is in force on a day counts."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    in_force_from = models.DateField()
    source = models.CharField(max_length=20)
    layout = models.CharField(max_length=20)
    cites = models.CharField(max_length=300)
    chosen_at = models.DateTimeField()
    chosen_by = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="documents_numberingway_source",
                condition=models.Q(source__in=[each.value for each in Source]),
            ),
            models.CheckConstraint(
                name="documents_numberingway_layout",
                condition=models.Q(layout__in=[each.value for each in Layout]),
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"documents.way:{self.pk}"
