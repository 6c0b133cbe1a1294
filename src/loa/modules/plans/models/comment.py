"""What people say to each other about a piece of work or a difficulty."""

from django.db import models
from django.db.models import Q


class Comment(models.Model):
    """One remark of one person; never edited. A withdrawn one keeps its place, not its words."""

    assignment = models.ForeignKey(
        "plans.Assignment", models.PROTECT, null=True, related_name="comments"
    )
    difficulty = models.ForeignKey(
        "plans.Difficulty", models.PROTECT, null=True, related_name="comments"
    )
    person_id = models.BigIntegerField()
    author = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    mentions = models.JSONField(default=list)
    key = models.UUIDField(unique=True)
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="plans_comment_about_one_thing",
                condition=Q(assignment=None, difficulty__isnull=False)
                | Q(assignment__isnull=False, difficulty=None),
            ),
            models.CheckConstraint(
                name="plans_comment_words_until_withdrawn",
                condition=Q(withdrawn_at=None) & ~Q(text="")
                | Q(withdrawn_at__isnull=False, text=""),
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"plans.comment:{self.pk}"
