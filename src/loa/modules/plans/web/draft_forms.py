"""The shape of what an officer sends while checking a draft."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from loa.foundation.files import facade as files
from loa.foundation.ui.facade import DayField, FilesField
from loa.modules.plans.queries import SCHEDULE_WORDS, Plan, Task
from loa.modules.plans.types import Schedule, TaskFacts
from loa.modules.plans.web.forms import StepForm

_BESIDE_A_DOUBT = 2
"""Fields of a form that stands beside one doubt: the field itself and the version."""


class ImportForm(forms.Form):
    """The signed plan, one file or several."""

    documents = FilesField(
        most=files.UPLOAD_LIMITS.document,
        accept=".docx,.doc,.pdf,.txt,.xlsx,.xlsm,.xls,.ods,.csv,.jpg,.jpeg,.png,.webp,.tif,.tiff",
        label=_("Tệp kế hoạch"),
        help_text=_(
            "Word (.docx, .doc), PDF, bản quét hoặc ảnh chụp, hoặc .txt. Chọn kế hoạch cùng các "
            "biểu kèm theo (Excel, Word, PDF) một lần thì biểu vào luôn bản nháp. Bản quét được "
            "đọc bằng máy, mỗi trang mất vài giây."
        ),
        error_messages={"required": _("Chọn tệp kế hoạch cần nhập")},
    )
    as_of = DayField(
        label=_("Ngày lấy danh sách đơn vị"),
        required=False,
        help_text=_("Để trống thì lấy ngày ban hành của văn bản."),
    )

    def sent(self) -> list[tuple[str, bytes]]:
        """The name and the bytes of each file."""
        return [(file.name, file.read()) for file in self.cleaned_data["documents"]]


class HeaderForm(StepForm):
    """The head of the document as a person corrects it; only these fields are sent."""

    number = forms.CharField(label=_("Số"), max_length=50, required=False)
    notation = forms.CharField(label=_("Ký hiệu"), max_length=100, required=False)
    signed_on = DayField(label=_("Ngày ban hành"), required=False)
    place = forms.CharField(label=_("Địa danh"), max_length=200, required=False)
    subject = forms.CharField(
        label=_("Trích yếu"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    issuer_words = forms.CharField(label=_("Cơ quan ban hành"), max_length=500, required=False)
    signer_post = forms.CharField(label=_("Chức vụ người ký"), max_length=200, required=False)
    signer_name = forms.CharField(label=_("Họ tên người ký"), max_length=200, required=False)
    year = forms.IntegerField(label=_("Năm thực hiện"), min_value=2000, max_value=2100)
    as_of = DayField(label=_("Danh sách đơn vị theo ngày"))
    period_rule = forms.ChoiceField(label=_("Báo cáo theo"))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        rules: list[tuple[str, str]],
        initial: dict[str, object] | None = None,
        auto_id: str = "id_%s",
    ) -> None:
        """Offer the period rules of the day; of sent data only the fields that it holds count."""
        super().__init__(data, initial=initial, auto_id=auto_id)
        self.fields["period_rule"].choices = rules  # type: ignore[attr-defined]  # a choice field
        _show_what_was(self)
        if data is not None:
            for name in [name for name in self.fields if name not in data and name != "version"]:
                del self.fields[name]

    def changed(self) -> dict[str, object]:
        """What the officer changed; of a form beside its doubt all that it holds, looked at now."""
        names = self.changed_data if len(self.fields) > _BESIDE_A_DOUBT else list(self.fields)
        return {name: self.cleaned_data[name] for name in names if name != "version"}


class DueForm(StepForm):
    """The day or rhythm of one task, beside the doubt about it."""

    due_on = DayField(label=_("Hạn"), required=False)
    schedule = forms.ChoiceField(
        label=_("Nhịp"), choices=[(code.value, words) for code, words in SCHEDULE_WORDS.items()]
    )

    def __init__(self, data: QueryDict | None = None, *, task: Task) -> None:
        """What stands there now is what is proposed."""
        initial = {"version": task.version, "due_on": task.due_on, "schedule": task.schedule}
        super().__init__(data, initial=initial, auto_id=f"due-{task.pk}-%s")
        self.task_id = task.pk
        _show_what_was(self)

    def applied(self, facts: TaskFacts) -> TaskFacts:
        """The facts with the day that was typed; a typed day of a rhythm makes it a single one."""
        day = self.cleaned_data["due_on"]
        schedule = Schedule(self.cleaned_data["schedule"])
        if day and "due_on" in self.changed_data and "schedule" not in self.changed_data:
            schedule = Schedule.ONCE
        return replace(facts, schedule=schedule, due_on=day if schedule is Schedule.ONCE else None)

    def seen(self, facts: TaskFacts) -> TaskFacts | None:
        """The facts with the day that the officer saw; None where the form does not say."""
        was = what_was(self)
        try:
            schedule = Schedule(str((was or {})["schedule"]))
        except (KeyError, ValueError):
            return None
        day = (was or {}).get("due_on")
        return replace(facts, schedule=schedule, due_on=day if isinstance(day, date) else None)


class BasisForm(StepForm):
    """The symbol and the day of one legal basis, beside the doubt about it."""

    number = forms.CharField(label=_("Số, ký hiệu căn cứ"), max_length=100, required=False)
    issued_on = DayField(label=_("Ngày ban hành căn cứ"), required=False)

    def __init__(self, data: QueryDict | None = None, *, plan: Plan, place: int) -> None:
        """`place` counts the bases of the plan from 1; what stands there now is shown."""
        row = plan.legal_bases[place - 1]
        day = date.fromisoformat(row["date"]) if row["date"] else None
        initial = {"version": plan.version, "number": row["number"] or "", "issued_on": day}
        super().__init__(data, initial=initial, auto_id=f"basis-{place}-%s")
        self.place = place
        _show_what_was(self)

    def typed(self) -> dict[str, object]:
        """What the officer left in the fields."""
        return {name: self.cleaned_data[name] for name in ("number", "issued_on")}


class SplitForm(forms.Form):
    """One line for each task that the split makes."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    parts = forms.CharField(
        label=_("Mỗi nhiệm vụ một dòng"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Đặt con trỏ vào chỗ cần tách rồi nhấn Enter. Ctrl + Enter để lưu."),
    )


class NextForm(StepForm):
    """The task that stands behind another one, on the version that the page showed."""

    with_task_id = forms.IntegerField()


class JoinForm(forms.Form):
    """The task whose content is put behind this one."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    with_task_id = forms.TypedChoiceField(label=_("Gộp với nhiệm vụ"), coerce=int)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        tasks: list[tuple[int, str]],
        initial: dict[str, object] | None = None,
    ) -> None:
        """Offer the other tasks."""
        super().__init__(data, initial=initial)
        self.fields["with_task_id"].choices = tasks  # type: ignore[attr-defined]  # a choice field


class IssueForm(StepForm):
    """Giving out the tasks."""

    as_it_stands = forms.BooleanField(
        label=_("Giao phần đã đủ; việc chưa có đơn vị thì chưa giao"), required=False
    )
    number = forms.CharField(
        label=_("Số văn bản, nếu đã lấy ở sổ"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"id": "so-ban-hanh", "size": 8}),
    )


class AmendsForm(StepForm):
    """Which issued plan this draft amends, if any."""

    amends_id = forms.TypedChoiceField(
        label=_("Văn bản này"), required=False, coerce=int, empty_value=None
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        plans: list[tuple[int, str]],
        initial: dict[str, object] | None = None,
    ) -> None:
        """Offer the issued plans."""
        super().__init__(data, initial=initial)
        self.fields["amends_id"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("là kế hoạch mới")),
            *((pk, _("sửa đổi: %(name)s") % {"name": name}) for pk, name in plans),
        ]


def what_was(form: forms.Form) -> dict[str, object] | None:
    """What stood in the fields of a sent form when it was drawn; None where it does not say.

    Words that no such field draws say nothing.
    """
    found: dict[str, object] = {}
    for name, field in form.fields.items():
        with suppress(forms.ValidationError, KeyError):
            found[name] = field.to_python(form.data[form[name].html_initial_name])
    return found or None


def renew_what_was(form: StepForm, stored: Mapping[str, object]) -> None:
    """Let the sent form say that what is stored now was seen, so that it can be sent again."""
    typed = QueryDict(mutable=True)
    typed.update(form.data)
    for name, value in stored.items():
        typed[form[name].html_initial_name] = "" if value is None else str(value)
    form.data = typed


def _show_what_was(form: forms.Form) -> None:
    for name, field in form.fields.items():
        field.show_hidden_initial = name != "version"
