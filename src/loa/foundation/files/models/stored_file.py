"""A file that was stored; its bytes lie in the data folder under their hash."""

from django.db import models
from django.db.models import Q

from loa.foundation.files.extract.media import MediaType
from loa.foundation.files.types import Purpose, StoredFileRef


class StoredFile(models.Model):
    """One upload. The same bytes sent twice are two rows and one file on disk."""

    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    media_type = models.TextField()
    name = models.TextField()
    purpose = models.TextField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="files_sha256_is_hex", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(name="files_size_positive", condition=Q(size__gt=0)),
            models.CheckConstraint(name="files_name_given", condition=~Q(name="")),
            models.CheckConstraint(
                name="files_purpose_known",
                condition=Q(purpose__in=[purpose.value for purpose in Purpose]),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def thing(self) -> str:
        """The row as the journal names it."""
        return f"files.file:{self.pk}"

    @property
    def ref(self) -> StoredFileRef:
        """The row as other rooms see it."""
        return StoredFileRef(
            id=self.pk,
            sha256=self.sha256,
            name=self.name,
            size=self.size,
            media_type=MediaType(self.media_type),
        )
