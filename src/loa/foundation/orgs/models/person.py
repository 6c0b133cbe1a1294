"""People and the posts they hold."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from loa.foundation.orgs.types import Role


class Person(models.Model):
    """One person: a name in NFC and no more than what work needs."""

    request_key = models.UUIDField(unique=True)
    name = models.CharField(max_length=100)
    sort_key = models.CharField(max_length=300, db_index=True)
    search_key = models.CharField(max_length=100, db_index=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(max_length=100, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.CheckConstraint(name="orgs_person_has_name", condition=~Q(name="")),)

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"orgs.person:{self.pk}"


class PostQuerySet(models.QuerySet["Post"]):
    """Filters by day."""

    def held(self, on: date) -> "PostQuerySet":
        """The posts held on the day."""
        return self.filter(Q(held_to=None) | Q(held_to__gt=on), held_from__lte=on)

    def held_at_all_from(self, day: date) -> "PostQuerySet":
        """The posts that are still, or will be, held on the day or after it."""
        return self.filter(Q(held_to=None) | Q(held_to__gt=day))


class Post(models.Model):
    """A role that a person has in a unit over [held_from, held_to); held_to empty = until now."""

    person = models.ForeignKey("orgs.Person", models.PROTECT, related_name="posts")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    title_vi = models.CharField(max_length=100, blank=True)
    held_from = models.DateField()
    held_to = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="orgs_post_held_half_open",
                condition=Q(held_to=None) | Q(held_to__gt=F("held_from")),
            ),
            models.CheckConstraint(
                name="orgs_post_role_known",
                condition=Q(role__in=sorted(role.value for role in Role)),
            ),
            models.UniqueConstraint(
                name="orgs_post_once_open",
                fields=("person", "unit", "role"),
                condition=Q(held_to=None),
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"orgs.post:{self.pk}"
