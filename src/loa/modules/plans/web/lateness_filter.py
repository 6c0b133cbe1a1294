"""What of a list is overdue, or was handed in late: one choice, under one name in addresses."""

from django import forms
from django.utils.translation import gettext as _

from loa.modules.plans.types import Lateness

LATENESS_CODES = {Lateness.OVERDUE: "on", Lateness.DONE_LATE: "xong"}
"""The values in addresses."""
LATENESS_WORDS = {
    Lateness.OVERDUE: _("Chỉ việc quá hạn"),
    Lateness.DONE_LATE: _("Chỉ nộp, xong muộn"),
}


def lateness_field() -> forms.ChoiceField:
    """The choice, of a form that filters a list."""
    offered = [(LATENESS_CODES[one], words) for one, words in LATENESS_WORDS.items()]
    return forms.ChoiceField(
        label=_("So với hạn"), required=False, choices=[("", _("Đúng hạn hay muộn")), *offered]
    )


def lateness_asked(code: str) -> Lateness:
    """What was asked for; NONE for everything."""
    return next((one for one, known in LATENESS_CODES.items() if known == code), Lateness.NONE)
