"""The shape of what people send about questions and guidance; the law is in the rules."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import DayField, number_asked
from loa.modules.plans.rules.guidance import LONGEST_TITLE
from loa.modules.plans.types.guidance import GuidanceFacts
from loa.modules.plans.web.forms import StepForm

_LONGEST = 4000
_LONGEST_GUIDANCE = 20_000
Choices = list[tuple[str, list[tuple[str, str]]]]


class AskForm(forms.Form):
    """A question. `seen`: what resembles it was shown; `answered_by`: the guidance that answers it.

    Both come with the button that was pressed.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Câu hỏi"),
        help_text=_("Ví dụ: xã không có cổng thông tin thì đăng danh mục thủ tục ở đâu?"),
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Nhập câu hỏi để cấp trên biết cần hướng dẫn việc gì")},
    )

    def is_sent(self) -> bool:
        """Whether it goes to the superior without looking for guidance first."""
        return "seen" in self.data

    def answered_by(self) -> int | None:
        """The guidance in which the answer was found."""
        return number_asked(self.data.get("answered_by", ""))


class AskAboutForm(AskForm):
    """The same with the choice of a task, a clause, or the plan: «task:3», «clause:7», «plan»."""

    about = forms.ChoiceField(label=_("Hỏi về"))
    field_order = ("about", "words", "key")

    def __init__(
        self,
        data: object = None,
        *,
        choices: Choices,
        initial: dict[str, object] | None = None,
    ) -> None:
        """Offer the plan, the unit's tasks and the clauses of the plan."""
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # what was posted
        self.fields["about"].choices = about_first(choices)  # type: ignore[attr-defined]  # a choice field

    def task_and_clause(self) -> tuple[int | None, int | None]:
        """What was chosen; neither for the plan as a whole."""
        return task_and_clause(self.cleaned_data["about"])


class GuidanceForm(forms.Form):
    """What is said once for all that ask the same."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Tên hướng dẫn"),
        help_text=_("Ngắn gọn như câu hỏi. Ví dụ: Xã không có cổng thông tin đăng danh mục ở đâu"),
        max_length=LONGEST_TITLE,
        error_messages={"required": _("Nhập tên hướng dẫn để đơn vị khác tìm được")},
    )
    words = forms.CharField(
        label=_("Nội dung hướng dẫn"),
        max_length=_LONGEST_GUIDANCE,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Nhập nội dung để đơn vị biết phải làm thế nào")},
    )
    basis = forms.CharField(
        label=_("Căn cứ"),
        help_text=_("Điều, khoản của văn bản hoặc mục của kế hoạch, nếu có."),
        max_length=500,
        required=False,
    )
    in_force_from = DayField(
        label=_("Áp dụng từ ngày"), help_text=_("Để trống là từ hôm nay."), required=False
    )
    attachment = forms.FileField(
        label=_("Tệp kèm theo"), help_text=_("Một tệp Word, PDF, Excel hoặc ảnh."), required=False
    )

    def facts(self, file_id: int | None) -> GuidanceFacts:
        """What was typed, with the file as it was stored."""
        data = self.cleaned_data
        return GuidanceFacts(
            data["title"], data["words"], data["basis"], data["in_force_from"], file_id
        )

    def upload(self) -> "UploadedFile[bytes] | None":
        """The file that was sent."""
        found: UploadedFile[bytes] | None = self.cleaned_data["attachment"]
        return found


class PublishForm(GuidanceForm):
    """Guidance without a question: on the plan, a task or a clause."""

    about = forms.ChoiceField(label=_("Hướng dẫn về"))
    field_order = ("about", "title", "words", "basis", "in_force_from", "attachment", "key")

    def __init__(
        self,
        data: object = None,
        files: object = None,
        *,
        choices: Choices,
        initial: dict[str, object] | None = None,
    ) -> None:
        """Offer the plan, its tasks and its clauses."""
        super().__init__(data, files, initial=initial)  # type: ignore[arg-type]  # what was posted
        self.fields["about"].choices = about_first(choices)  # type: ignore[attr-defined]  # a choice field

    def task_and_clause(self) -> tuple[int | None, int | None]:
        """What was chosen; neither for the plan as a whole."""
        return task_and_clause(self.cleaned_data["about"])


class ReviseForm(StepForm, GuidanceForm):
    """A new edition and why."""

    reason = forms.CharField(
        label=_("Vì sao sửa"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Nhập lý do để đơn vị biết bản mới khác bản cũ ở đâu")},
    )
    field_order = (
        "title", "words", "basis", "in_force_from", "attachment", "reason", "version", "key",
    )  # fmt: skip


class AnswerQuestionForm(StepForm, GuidanceForm):
    """An answer that is kept as guidance, and who else it is for."""

    also = forms.MultipleChoiceField(
        label=_("Trả lời cùng lúc cho câu hỏi giống"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = (
        "title", "words", "basis", "in_force_from", "attachment", "also", "version", "key",
    )  # fmt: skip

    def __init__(
        self,
        data: object = None,
        files: object = None,
        *,
        others: list[tuple[str, str]],
        initial: dict[str, object] | None = None,
    ) -> None:
        """Offer those that resemble it."""
        super().__init__(data, files, initial=initial, auto_id="answer_%s")  # type: ignore[arg-type]  # what was posted
        if others:
            self.fields["also"].choices = others  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["also"]

    def others(self) -> list[int]:
        """Those that it answers too."""
        return [int(one) for one in self.cleaned_data.get("also", ())]


class GuidanceFilter(forms.Form):
    """What narrows the list; it stands in the address, and anything unknown means all."""

    xem = forms.CharField(required=False, widget=forms.HiddenInput)
    cua = forms.CharField(required=False, widget=forms.HiddenInput)
    tim = forms.CharField(
        label=_("Tìm (gõ không dấu cũng được)"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    ke_hoach = forms.ChoiceField(label=_("Kế hoạch"), required=False)
    ve = forms.ChoiceField(label=_("Nhiệm vụ, mục"), required=False)

    def __init__(self, data: object, *, plans: list[tuple[str, str]], about: Choices) -> None:
        """Offer the plans, or of one plan its tasks and clauses."""
        super().__init__(data)  # type: ignore[arg-type]  # the address
        if plans:
            self.fields["ke_hoach"].choices = [("", _("Mọi kế hoạch")), *plans]  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["ke_hoach"]
        if about:
            self.fields["ve"].choices = [("", _("Mọi nhiệm vụ, mục")), *about]  # type: ignore[attr-defined]  # as above
        else:
            del self.fields["ve"]

    def wanted(self, name: str) -> str:
        """What was asked for under that name; nothing where it is not offered."""
        self.full_clean()
        return str(self.cleaned_data.get(name, ""))


def about_first(choices: Choices) -> list[object]:
    """The plan as a whole before its tasks and clauses."""
    return [("plan", _("Cả kế hoạch")), *choices]


def task_and_clause(about: str) -> tuple[int | None, int | None]:
    """«task:3» or «clause:7» as numbers; neither for anything else."""
    kind, _sign, number = about.partition(":")
    if kind == "task":
        return int(number), None
    return (None, int(number)) if kind == "clause" else (None, None)
