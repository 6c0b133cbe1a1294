"""News for people: what others did to their unit's work, and what concerns one person alone."""

from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """One line of news for a unit's people, or for one person; each takes it off for himself.

    Of one kind about one thing there is one line a day (hazard J06): the newer words replace the
    older, and it is news again. `day` is the day that it tells of, which for what comes by the
    calendar is not the day on which it was written. `thing` is an address of the journal.
    """

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, null=True, related_name="+")
    person_id = models.PositiveBigIntegerField(null=True)
    kind = models.CharField(max_length=40)
    thing = models.CharField(max_length=100, blank=True)
    day = models.DateField()
    at = models.DateTimeField()
    text = models.TextField()
    assignment = models.ForeignKey("plans.Assignment", models.CASCADE, null=True, related_name="+")
    report = models.ForeignKey("plans.PeriodReport", models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="plans_notice_for_somebody",
                condition=Q(unit=None, person_id__isnull=False)
                | Q(unit__isnull=False, person_id=None),
            ),
            models.UniqueConstraint(
                name="plans_notice_once_a_unit", fields=("unit", "kind", "thing", "day")
            ),
            models.UniqueConstraint(
                name="plans_notice_once_a_person", fields=("person_id", "kind", "thing", "day")
            ),
        )
        indexes = (
            models.Index(name="plans_notice_of_unit", fields=("unit", "at")),
            models.Index(name="plans_notice_of_person", fields=("person_id", "at")),
        )

    def __str__(self) -> str:
        return self.text


class NoticeSeen(models.Model):
    """That a person has seen a notice; one that was told anew since is news again."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="seen")
    person_id = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="plans_noticeseen_once", fields=("notice", "person_id")),
        )

    def __str__(self) -> str:
        return f"{self.notice_id} seen by {self.person_id}"
