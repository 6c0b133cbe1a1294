"""The chain and its head. The migration adds triggers that refuse every change of a row."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models


class JournalRow(models.Model):
    """One thing done, by whom, on what; `seq` counts 1, 2, 3 … without a gap.

    `before`, `after` and `commitments` are canonical JSON kept as text, so that the bytes hashed
    are the bytes read back; jsonb would rewrite them.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.TextField()
    unit_id = models.BigIntegerField(null=True)
    verb = models.TextField()
    thing = models.TextField()
    before = models.TextField()
    after = models.TextField()
    commitments = models.TextField()
    prev_hash = models.BinaryField(unique=True)
    hash = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="audit_seq_from_one", condition=models.Q(seq__gte=1)),
        )
        indexes = (
            models.Index(name="audit_thing", fields=("thing", "seq")),
            # Rows come in the order of time: blocks of them are told apart by a few bytes.
            BrinIndex(name="audit_at", fields=("at",), pages_per_range=16),
        )

    def __str__(self) -> str:
        return f"audit.row:{self.seq}"


class JournalHead(models.Model):
    """The one row that says how long the chain is and where it ends; its lock orders writers."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    rows = models.BigIntegerField(default=0)
    hash = models.BinaryField()

    class Meta:
        constraints = (models.CheckConstraint(name="audit_head_is_one", condition=models.Q(id=1)),)

    def __str__(self) -> str:
        return f"{self.rows} rows"
