"""The shape of what people send about difficulties; the law is in the rules."""

from django import forms
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import DayField
from loa.modules.plans.types import DirectionFacts, Effect
from loa.modules.plans.web.forms import ReasonForm, StepForm

_LONGEST = 4000
EFFECT_WORDS = {
    Effect.NONE: _("Chỉ trả lời"),
    Effect.UNIT_DUE: _("Trả lời và dời hạn việc của đơn vị đã nêu"),
    Effect.ALL_DUE: _("Trả lời và dời hạn cho mọi đơn vị làm nhiệm vụ này"),
    Effect.NEW_TASK: _("Trả lời và thêm nhiệm vụ mới vào bản sửa đổi kế hoạch"),
}


class RaiseForm(forms.Form):
    """What stands in the way, and what the unit asks for."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Khó khăn, vướng mắc"),
        help_text=_("Ví dụ: loa của thôn 3 hỏng, xã chưa có tiền sửa."),
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    wish = forms.CharField(
        label=_("Đề nghị với cấp trên"),
        max_length=_LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class RaiseAboutForm(RaiseForm):
    """The same with the choice of a task or a clause: «task:3», «clause:7»."""

    about = forms.ChoiceField(label=_("Nhiệm vụ hoặc mục của kế hoạch"))
    field_order = ("about", "words", "wish", "key")

    def __init__(
        self,
        data: object = None,
        *,
        choices: list[tuple[str, list[tuple[str, str]]]],
        initial: dict[str, object] | None = None,
    ) -> None:
        """Offer the unit's tasks and the clauses of the plan."""
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # what was posted
        self.fields["about"].choices = [("", _("Chọn một dòng")), *choices]  # type: ignore[attr-defined]  # a choice field

    def task_and_clause(self) -> tuple[int | None, int | None]:
        """What was chosen."""
        kind, _sign, number = self.cleaned_data["about"].partition(":")
        return (int(number), None) if kind == "task" else (None, int(number))


class PassUpForm(ReasonForm):
    """Why it goes to who stands above, and which others go with it."""

    also = forms.MultipleChoiceField(
        label=_("Chuyển cùng lúc vướng mắc về cùng nội dung"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: object = None, *, others: list[tuple[str, str]], initial: dict[str, object]
    ) -> None:
        """Offer those that wait with the same holder for the same."""
        super().__init__(data, initial=initial, auto_id="pass_%s")  # type: ignore[arg-type]  # what was posted
        if others:
            self.fields["also"].choices = others  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["also"]


class AnswerForm(StepForm):
    """A direction, what it changes, and who else it is for."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Ý kiến chỉ đạo"),
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    also = forms.MultipleChoiceField(
        label=_("Trả lời cùng lúc cho đơn vị có cùng vướng mắc"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    effect = forms.ChoiceField(
        label=_("Việc đi kèm"), initial=Effect.NONE.value, widget=forms.RadioSelect
    )
    work = forms.ChoiceField(
        label=_("Dời hạn của kỳ"),
        help_text=_("Khi dời hạn. Đơn vị khác được dời cùng kỳ này."),
        required=False,
    )
    due_on = DayField(
        label=_("Hạn mới"),
        help_text=_("Khi dời hạn hoặc thêm nhiệm vụ. Ví dụ 30/09/2022."),
        required=False,
    )

    def __init__(
        self,
        data: object = None,
        *,
        effects: list[Effect],
        others: list[tuple[str, str]],
        times: list[tuple[str, str]],
        initial: dict[str, object] | None = None,
    ) -> None:
        """Offer what this holder may do, those that wait for the same answer, the unit's times."""
        super().__init__(data, initial=initial, auto_id="answer_%s")  # type: ignore[arg-type]  # what was posted
        self.fields["effect"].choices = [(one.value, EFFECT_WORDS[one]) for one in effects]  # type: ignore[attr-defined]  # a choice field
        if others:
            self.fields["also"].choices = others  # type: ignore[attr-defined]  # as above
        else:
            del self.fields["also"]
        if len(times) > 1 and Effect.UNIT_DUE in effects:
            self.fields["work"].choices = times  # type: ignore[attr-defined]  # as above
        else:
            del self.fields["work"]
        if effects == [Effect.NONE]:
            del self.fields["due_on"]

    def facts(self) -> DirectionFacts:
        """What was typed; a day without anything to move is left out."""
        effect = Effect(self.cleaned_data["effect"])
        due_on = self.cleaned_data.get("due_on") if effect is not Effect.NONE else None
        moves = effect in (Effect.UNIT_DUE, Effect.ALL_DUE)
        work = self.cleaned_data.get("work") if moves else ""
        return DirectionFacts(
            self.cleaned_data["words"], effect, due_on, int(work) if work else None
        )

    def others(self) -> list[int]:
        """Those that it answers too."""
        return [int(one) for one in self.cleaned_data.get("also", ())]
