"""From where somebody asks who has no account: the address itself is kept nowhere."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def place_of(request: HttpRequest) -> str:
    """A keyed hash of the address, the same as long as the site keeps its key."""
    address = get_adapter().get_client_ip(request)
    return salted_hmac("portal", address, secret=settings.SECRET_KEY).hexdigest()[:32]
