"""Messages: what was sent to whom, over which channel, and what became of it."""

from django.db import models
from django.db.models import Q

from loa.foundation.messaging.types import Channel, MessageState


class Contact(models.Model):
    """A body outside the house (a newspaper, a department of a ministry) and where it gets letters.

    `key` is its name folded, so that it is found again however it is typed.
    """

    key = models.CharField(max_length=300, unique=True)
    name = models.CharField(max_length=300)
    email = models.EmailField()
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Message(models.Model):
    """One message to one person, or to a body outside; the address is read when it goes out.

    Only of whoever is no person of the house it is kept, until the message is sent or given up.

    `reference` is its Message-ID, the same at every attempt: whoever gets it twice can tell.
    """

    channel = models.CharField(max_length=10)
    person_id = models.PositiveBigIntegerField(null=True)
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=254, blank=True)
    reference = models.CharField(max_length=120, unique=True)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    thing = models.CharField(max_length=100, db_index=True)
    state = models.CharField(max_length=10, default=MessageState.QUEUED.value)
    attempts = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(max_length=300, blank=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="messaging_message_channel",
                condition=Q(channel__in=[channel.value for channel in Channel]),
            ),
            models.CheckConstraint(
                name="messaging_message_sent_fits_state",
                condition=Q(state=MessageState.SENT.value, sent_at__isnull=False)
                | Q(state__in=[MessageState.QUEUED.value, MessageState.FAILED.value], sent_at=None),
            ),
            models.UniqueConstraint(
                name="messaging_message_once_to_strangers",
                fields=("thing", "channel"),
                condition=Q(person_id=None, contact=None),
            ),
            models.UniqueConstraint(
                name="messaging_message_once", fields=("thing", "channel", "person_id")
            ),
            models.UniqueConstraint(
                name="messaging_message_once_outside", fields=("thing", "channel", "contact")
            ),
            models.CheckConstraint(
                name="messaging_message_to_somebody",
                condition=Q(person_id=None, contact__isnull=False, address="")
                | Q(person_id__isnull=False, contact=None, address="")
                | Q(person_id=None, contact=None)
                & (~Q(address="") | ~Q(state=MessageState.QUEUED.value)),
            ),
        )

    def __str__(self) -> str:
        return self.reference
