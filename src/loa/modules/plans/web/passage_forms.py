"""The shape of what an officer sends about a passage of a consolidated report."""

from django import forms
from django.utils.translation import gettext as _

from loa.modules.plans.web.forms import StepForm


class WordsForm(StepForm):
    """A passage in the officer's own words."""

    text = forms.CharField(
        label=_("Lời trong báo cáo"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Viết lời của ý này, hoặc bấm «Bỏ khỏi báo cáo»")},
    )


class PlaceForm(StepForm):
    """Where a passage goes, counted from 0."""

    to = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
