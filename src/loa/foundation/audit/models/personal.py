"""Personal values, apart from the chain so that they can be erased."""

from django.db import models
from django.db.models import Q


class PersonalValue(models.Model):
    """What a commitment in the journal commits to: SHA-256(salt || value), until it is erased."""

    row = models.ForeignKey(
        "audit.JournalRow", models.PROTECT, related_name="+", db_column="seq", db_index=False
    )
    field = models.TextField()
    salt = models.BinaryField()
    value = models.TextField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="audit_personal_once", fields=("row", "field")),
            models.CheckConstraint(
                name="audit_personal_erased_is_empty",
                condition=Q(erased_at=None) | Q(salt=b"", value=""),
            ),
        )

    def __str__(self) -> str:
        return f"audit.row:{self.row_id} {self.field}"
