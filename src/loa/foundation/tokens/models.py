"""The table of tokens; of their secrets it knows only hashes."""

from django.db import models
from django.db.models import Q

from loa.foundation.orgs.facade import Role


class Token(models.Model):
    """A token of one machine. `code` is its public part; it holds to the end of `last_day`."""

    code = models.CharField(max_length=12, unique=True)
    secret_hash = models.BinaryField()
    person = models.ForeignKey("orgs.Person", models.PROTECT, related_name="+")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    scopes = models.JSONField()
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=200)
    last_day = models.DateField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="tokens_token_role_known",
                condition=Q(role__in=sorted(role.value for role in Role)),
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"tokens.token:{self.pk}"
