"""Who may sign in: a name and a password, one account for one person."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import BaseUserManager
from django.db import models


class AccountStore(BaseUserManager["Account"]):
    """How Django finds the account that signs in; accounts are made by operations only."""


class Account(AbstractBaseUser):
    """The account of one person. Rights come from posts alone, so there is no staff flag."""

    username = models.CharField(max_length=60, unique=True)
    person = models.OneToOneField("orgs.Person", models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    objects = AccountStore()

    USERNAME_FIELD = "username"

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="orgs_account_username_plain",
                condition=models.Q(username__regex=r"^[a-z0-9][a-z0-9.\-]*$"),
            ),
        )

    def __str__(self) -> str:
        return self.username

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"orgs.account:{self.pk}"
