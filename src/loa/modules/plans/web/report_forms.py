"""The shape of what people send about period reports."""

from django import forms
from django.utils.translation import gettext as _

from loa.foundation.documents.register import facade as register
from loa.foundation.ui.facade import DayField
from loa.modules.plans.rules.reporting import EDITABLE, SECTIONS
from loa.modules.plans.web.forms import StepForm

NUMBER_FIELDS = {
    register.NumberTaken.code: "number",
    register.NumberMissing.code: "number",
    register.NumberIsGivenHere.code: "number",
    register.NumberUnreadable.code: "number",
    register.DayOutOfOrder.code: "signed_on",
}


class SectionsForm(StepForm):
    """The words of the sections; an emptied one goes back to what the figures say."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        """One text field for each section that a person may write."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # the base class's
        for section in SECTIONS:
            if section.code in EDITABLE:
                self.fields[section.code] = forms.CharField(
                    label=f"{section.label} {section.title}",
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 4}),
                )

    def changed(self) -> dict[str, str]:
        """The sections that the officer changed."""
        return {
            code: self.cleaned_data[code].replace("\r\n", "\n")
            for code in self.changed_data
            if code in EDITABLE
        }


class NumberForm(StepForm):
    """Number and day given by văn thư, and the signed copy."""

    number = forms.CharField(label=_("Số"), max_length=50, required=False)
    signed_on = DayField(label=_("Ngày ký"))
    official = forms.FileField(label=_("Bản đã ký (PDF)"), required=False)
