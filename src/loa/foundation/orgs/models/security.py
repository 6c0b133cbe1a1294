"""What guards an account beside its password: the phone, codes on paper, the sessions at work."""

from django.db import models


class SecondFactor(models.Model):
    """The phone of one account.

    `sealed_secret` opens only with the site's own secret (sealing.py). `last_step` is the step of
    the newest code that was taken: no code is taken twice.
    """

    account = models.OneToOneField(
        "orgs.Account", models.CASCADE, primary_key=True, related_name="second_factor"
    )
    sealed_secret = models.BinaryField()
    enrolled_at = models.DateTimeField()
    last_step = models.BigIntegerField(default=0)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"orgs.second-factor:{self.pk}"


class RecoveryCode(models.Model):
    """One code on paper, known by its digest alone; it opens once."""

    account = models.ForeignKey("orgs.Account", models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="orgs_recovery_code_once", fields=("account", "digest")),
        )

    def __str__(self) -> str:
        return f"orgs.recovery-code:{self.pk}"


class OpenSession(models.Model):
    """One browser in which the account is signed in, as its owner recognises it."""

    account = models.ForeignKey("orgs.Account", models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=45, blank=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(name="orgs_session_of", fields=("account", "seen_at")),)

    def __str__(self) -> str:
        return f"orgs.session:{self.pk}"
