"""The shape of one whole task of a draft as an officer sends it."""

from decimal import Decimal
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import DayField
from loa.modules.plans import queries
from loa.modules.plans.queries import SCHEDULE_WORDS, Plan, Task, own_plans
from loa.modules.plans.rules.naming import task_title
from loa.modules.plans.rules.vocabulary import Vocabulary, vocabulary
from loa.modules.plans.types import Quantity, Schedule, TaskFacts
from loa.modules.plans.web.actor_forms import ActorsForm, Offered

_TARGET_ROWS = 3


class TaskForm(ActorsForm):
    """One task of a draft: words, units, day or rhythm, forms, product, target, money."""

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
        offered: Offered,
        facts: TaskFacts | None = None,
        initial: dict[str, object] | None = None,
    ) -> None:
        """Offer groups and units of the plan's day, and a few rows for targets."""
        start = {**(_initial(facts) if facts else {}), **(initial or {})}
        super().__init__(data, offered=offered, facts=facts, initial=start)
        choices = {
            "forms_chosen": [(code, form.label) for code, form in words.forms.items()],
            "audiences": [(code, one.label) for code, one in words.audiences.items()],
            "money_source": [("", _("Chưa chọn")), *words.money_sources.items()],
        }
        for name, codes in choices.items():
            self.fields[name].choices = codes  # type: ignore[attr-defined]  # a choice field
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
        facts = TaskFacts(
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
        )
        return self.with_actors(facts)


def offered_by(plan: Plan) -> Offered:
    """The units to which the plan may give work: a unit's own only to it and those below."""
    within = own_plans.reach_of(plan) if plan.parent_id is not None else None
    return Offered(plan.as_of, within)


def new_task_form(plan: Plan, place: tuple[int | None, int | None]) -> TaskForm:
    """The form of a new task; of a passage of the source its words are there already."""
    content = " ".join(plan.text[place[0] : place[1]].split()) if place[0] is not None else ""
    initial = {"key": uuid4(), "content": content, "title": task_title(content) if content else ""}
    offered = offered_by(plan)
    return TaskForm(words=vocabulary(), offered=offered, initial=initial)


def actors_form(
    plan: Plan, task: Task, *, sent: QueryDict | None = None, start: str = "", alike: int = 0
) -> ActorsForm:
    """Who is to do one task, as it stands or as it was sent; `alike` others have its doubt."""
    return ActorsForm(
        sent,
        offered=offered_by(plan),
        facts=queries.task_facts(task),
        initial={"version": task.version},
        start=start,
        alike=alike,
    )


def task_form(plan: Plan, task: Task) -> TaskForm:
    """The form of one task."""
    return TaskForm(
        words=vocabulary(),
        offered=offered_by(plan),
        facts=queries.task_facts(task),
        initial={"version": task.version},
    )


def sent_task_form(plan: Plan, sent: QueryDict) -> TaskForm:
    """The form of one task as it was sent."""
    return TaskForm(sent, words=vocabulary(), offered=offered_by(plan))


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
    }
    for row, target in enumerate(facts.targets[:_TARGET_ROWS]):
        start[f"target_measure_{row}"] = target.measure
        start[f"target_amount_{row}"] = target.amount
    return start
