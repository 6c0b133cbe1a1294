"""The shape of what an officer sends while checking a draft."""

from decimal import Decimal

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import DayField, FilesField
from loa.modules.plans.queries import SCHEDULE_WORDS
from loa.modules.plans.rules.vocabulary import Vocabulary
from loa.modules.plans.types import Quantity, Schedule, TaskFacts, TaskRole
from loa.modules.plans.web.forms import StepForm

_TARGET_ROWS = 3


class ImportForm(forms.Form):
    """The signed plan, one file or several."""

    documents = FilesField(
        accept=".docx,.pdf,.txt",
        label=_("Tệp kế hoạch"),
        help_text=_("Word (.docx), PDF có chữ, hoặc .txt. Chọn được nhiều tệp cùng lúc."),
        error_messages={"required": _("Chọn tệp kế hoạch cần nhập")},
    )
    as_of = DayField(
        label=_("Ngày lấy danh sách đơn vị (không bắt buộc)"),
        required=False,
        help_text=_("Để trống thì lấy ngày ban hành của văn bản."),
    )


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
    period_rule = forms.ChoiceField(label=_("Kỳ báo cáo"))

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
        if data is not None:
            for name in [name for name in self.fields if name not in data and name != "version"]:
                del self.fields[name]

    def changed(self) -> dict[str, object]:
        """What the officer changed."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name != "version"}


class TaskForm(StepForm):
    """One task of a draft: words, units, day or rhythm, forms, product, target, money."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("Tên ngắn"), max_length=300, error_messages={"required": _("Nhập tên nhiệm vụ")}
    )
    content = forms.CharField(
        label=_("Nội dung"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Nhập nội dung nhiệm vụ")},
    )
    schedule = forms.ChoiceField(
        label=_("Nhịp"), choices=[(code.value, words) for code, words in SCHEDULE_WORDS.items()]
    )
    due_on = DayField(label=_("Hạn (khi làm một lần)"), required=False)
    deadline_words = forms.CharField(label=_("Văn bản ghi hạn"), max_length=300, required=False)
    product = forms.CharField(
        label=_("Sản phẩm"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    money = forms.DecimalField(
        label=_("Kinh phí (đồng)"),
        required=False,
        min_value=Decimal(0),
        max_digits=18,
        decimal_places=0,
        localize=True,
    )
    money_source = forms.ChoiceField(label=_("Nguồn kinh phí"), required=False)
    lead_groups = forms.MultipleChoiceField(
        label=_("Nhóm đơn vị"), required=False, widget=forms.CheckboxSelectMultiple
    )
    lead_units = forms.MultipleChoiceField(
        label=_("Đơn vị khác"),
        required=False,
        widget=forms.SelectMultiple,
        help_text=_("Giữ Ctrl để chọn nhiều đơn vị."),
    )
    excluded_units = forms.MultipleChoiceField(
        label=_("Không giao cho"), required=False, widget=forms.SelectMultiple
    )
    coordinate_groups = forms.MultipleChoiceField(
        label=_("Nhóm phối hợp"), required=False, widget=forms.CheckboxSelectMultiple
    )
    coordinate_units = forms.MultipleChoiceField(
        label=_("Đơn vị phối hợp"), required=False, widget=forms.SelectMultiple
    )
    forms_chosen = forms.MultipleChoiceField(
        label=_("Hình thức"), required=False, widget=forms.CheckboxSelectMultiple
    )
    audiences = forms.MultipleChoiceField(
        label=_("Đối tượng"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        words: Vocabulary,
        groups: list[tuple[str, str]],
        units: list[tuple[str, str]],
        facts: TaskFacts | None = None,
        initial: dict[str, object] | None = None,
    ) -> None:
        """Offer groups and units of the plan's day, and a few rows for targets."""
        start = {**(_initial(facts) if facts else {}), **(initial or {})}
        super().__init__(data, initial=start)
        offered = {
            "lead_groups": groups,
            "coordinate_groups": groups,
            "lead_units": units,
            "coordinate_units": units,
            "excluded_units": units,
            "forms_chosen": [(code, form.label) for code, form in words.forms.items()],
            "audiences": [(code, one.label) for code, one in words.audiences.items()],
            "money_source": [("", _("Chưa chọn")), *words.money_sources.items()],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field
        measures = [
            ("", _("Chọn chỉ số")),
            *((code, f"{m.label} ({m.unit})") for code, m in words.measures.items()),
        ]
        for row in range(_TARGET_ROWS):
            self.fields[f"target_measure_{row}"] = forms.ChoiceField(
                label=_("Chỉ tiêu %(n)d") % {"n": row + 1}, choices=measures, required=False
            )
            self.fields[f"target_amount_{row}"] = forms.IntegerField(
                label=_("Mỗi đơn vị đạt"), min_value=1, required=False, localize=True
            )

    def has_partners(self) -> bool:
        """Whether somebody coordinates, so that the folded part starts open."""
        return any(self[name].value() for name in ("coordinate_groups", "coordinate_units"))

    def target_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The rows of measure and amount."""
        return [
            (self[f"target_measure_{row}"], self[f"target_amount_{row}"])
            for row in range(_TARGET_ROWS)
        ]

    def facts(self) -> TaskFacts:
        """What was typed."""
        data = self.cleaned_data
        targets = [
            Quantity(measure, data[f"target_amount_{row}"])
            for row in range(_TARGET_ROWS)
            if (measure := data[f"target_measure_{row}"]) and data[f"target_amount_{row}"]
        ]
        schedule = Schedule(data["schedule"])
        return TaskFacts(
            title=data["title"],
            content=" ".join(data["content"].split()),
            schedule=schedule,
            due_on=data["due_on"] if schedule is Schedule.ONCE else None,
            deadline_words=data["deadline_words"],
            forms=tuple(data["forms_chosen"]),
            audiences=tuple(data["audiences"]),
            product=data["product"],
            targets=tuple({target.measure: target for target in targets}.values()),
            money=data["money"],
            money_source=data["money_source"],
            groups=(
                *((TaskRole.LEAD, group) for group in data["lead_groups"]),
                *((TaskRole.COORDINATE, group) for group in data["coordinate_groups"]),
            ),
            units=(
                *((TaskRole.LEAD, int(unit)) for unit in data["lead_units"]),
                *((TaskRole.COORDINATE, int(unit)) for unit in data["coordinate_units"]),
            ),
            excluded_units=tuple(
                int(unit)
                for unit in data["excluded_units"]
                if unit not in set(data["lead_units"]) | set(data["coordinate_units"])
            ),
        )


class SplitForm(forms.Form):
    """One line for each task that the split makes."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    parts = forms.CharField(
        label=_("Mỗi nhiệm vụ một dòng"), widget=forms.Textarea(attrs={"rows": 8})
    )


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


def unit_choices(rows: list[orgs.UnitRow]) -> list[tuple[str, str]]:
    """Units to choose from, a commune with its district."""
    names = {row.id: row.name for row in rows}
    return [
        (
            str(row.id),
            f"{row.name}, {names[row.parent_id]}"
            if row.level is orgs.Level.COMMUNE and row.parent_id in names
            else row.name,
        )
        for row in rows
    ]


def _initial(facts: TaskFacts) -> dict[str, object]:
    start: dict[str, object] = {
        "title": facts.title,
        "content": facts.content,
        "schedule": facts.schedule.value,
        "due_on": facts.due_on,
        "deadline_words": facts.deadline_words,
        "product": facts.product,
        "money": facts.money,
        "money_source": facts.money_source,
        "forms_chosen": list(facts.forms),
        "audiences": list(facts.audiences),
        "lead_groups": [group for role, group in facts.groups if role is TaskRole.LEAD],
        "coordinate_groups": [group for role, group in facts.groups if role is TaskRole.COORDINATE],
        "lead_units": [str(unit) for role, unit in facts.units if role is TaskRole.LEAD],
        "coordinate_units": [
            str(unit) for role, unit in facts.units if role is TaskRole.COORDINATE
        ],
        "excluded_units": [str(unit) for unit in facts.excluded_units],
    }
    for row, target in enumerate(facts.targets[:_TARGET_ROWS]):
        start[f"target_measure_{row}"] = target.measure
        start[f"target_amount_{row}"] = target.amount
    return start
