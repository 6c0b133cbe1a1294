"""The shape of what officers send about remarks; the law is in the rules."""

from django import forms
from django.utils.translation import gettext as _

from loa.modules.plans.web.forms import ReasonForm, StepForm

_LONGEST = 4000


class AnswerRemarkForm(StepForm):
    """The answer."""

    words = forms.CharField(
        label=_("Trả lời"),
        help_text=_("Viết cho người dân: kết luận trước, rồi đã làm gì, khi nào xong."),
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class PassRemarkForm(ReasonForm):
    """To whom, and why."""

    unit_id = forms.TypedChoiceField(label=_("Chuyển cho"), coerce=int)
    field_order = ("unit_id", "reason", "version")

    def __init__(
        self,
        data: object = None,
        *,
        units: list[tuple[int, str]],
        initial: dict[str, object] | None = None,
    ) -> None:
        """Offer the units that lead."""
        super().__init__(data, initial=initial, auto_id="pass_%s")  # type: ignore[arg-type]  # what was posted
        self.fields["unit_id"].choices = [("", _("Chọn đơn vị")), *units]  # type: ignore[attr-defined]  # a choice field


class PublishRemarkForm(StepForm):
    """Whether everybody reads question and answer."""

    is_public = forms.BooleanField(required=False, widget=forms.HiddenInput)
