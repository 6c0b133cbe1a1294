"""Files that somebody sent to be read: kept first, read when their turn comes."""

from django.db import models
from django.db.models import Q

from loa.modules.plans.types import FileState, UploadState


class Upload(models.Model):
    """Files sent together: plans with their annexes, or annexes of `plan` where that is given.

    `key` tells what was sent and for what: sent again while it is still read, it is the same
    upload. `attempts` counts how often a draft was begun of what was read; `message` is why the
    whole could not become one, for whoever sent it.
    """

    person_id = models.PositiveBigIntegerField()
    unit_id = models.PositiveBigIntegerField(null=True)
    plan = models.ForeignKey("plans.Plan", models.PROTECT, null=True, related_name="uploads")
    as_of = models.DateField(null=True)
    state = models.CharField(max_length=20, default=UploadState.OPEN.value)
    key = models.CharField(max_length=64)
    message = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="plans_upload_state",
                condition=Q(state__in=[state.value for state in UploadState]),
            ),
            models.CheckConstraint(
                name="plans_upload_end_fits_state",
                condition=Q(state=UploadState.OPEN.value, ended_at=None)
                | ~Q(state=UploadState.OPEN.value) & Q(ended_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="plans_upload_once",
                fields=("person_id", "key"),
                condition=Q(state=UploadState.OPEN.value),
            ),
        )
        indexes = (models.Index(name="plans_upload_of_person", fields=("person_id", "state")),)

    def __str__(self) -> str:
        return f"upload {self.pk}"

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"plans.upload:{self.pk}"


class UploadFile(models.Model):
    """One file of an upload, as received, and what was read of it.

    `file` is empty once a plan or an annex has the bytes, or newer uploads took its place. `found`
    is the text as the reading process hands it over, kept until all files of the upload are read.
    `attempts` counts the readings that were begun; `is_at_once` says that a page waits for it.
    `made_plan` or `made_annex` is what became of it; `is_new` is false where that was there before.
    """

    upload = models.ForeignKey("plans.Upload", models.CASCADE, related_name="files")
    ordinal = models.PositiveSmallIntegerField()
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=20, default=FileState.WAITING.value)
    attempts = models.PositiveSmallIntegerField(default=0)
    is_at_once = models.BooleanField(default=False)
    begun_at = models.DateTimeField(null=True)
    pages_read = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    found = models.BinaryField(null=True)
    message = models.TextField(blank=True)
    made_plan = models.ForeignKey("plans.Plan", models.PROTECT, null=True, related_name="+")
    made_annex = models.ForeignKey("plans.Annex", models.PROTECT, null=True, related_name="+")
    is_new = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="plans_uploadfile_state",
                condition=Q(state__in=[state.value for state in FileState]),
            ),
            models.UniqueConstraint(name="plans_uploadfile_ordinal", fields=("upload", "ordinal")),
        )

    def __str__(self) -> str:
        return self.name
