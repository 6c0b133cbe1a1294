"""The shape of what people send when they urge."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import number_asked
from loa.modules.plans.queries import Task
from loa.modules.plans.rules.naming import head_words


class ChooseForm(forms.Form):
    """Of which task; empty is all of them."""

    nhiem_vu = forms.ChoiceField(label=_("Nhiệm vụ"), required=False)

    def __init__(self, query: QueryDict, *, tasks: Iterable[Task]) -> None:
        """The tasks of the plan to choose from."""
        self._ids = {str(task.ordinal): task.pk for task in tasks}
        super().__init__({"nhiem_vu": query.get("nhiem_vu", "")})
        choices = [
            (str(task.ordinal), f"{task.ordinal}. {head_words(task.title)}") for task in tasks
        ]
        field = self.fields["nhiem_vu"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  as declared above
        field.choices = [("", _("Mọi nhiệm vụ")), *choices]

    def tasks(self) -> tuple[int, ...]:
        """The ids of the tasks chosen; a number that the plan does not have chooses nothing."""
        asked = self.data["nhiem_vu"]
        return (self._ids[asked],) if asked in self._ids else ()


class _Numbers(forms.MultipleChoiceField):
    """Ticks whose values are numbers; the rows were on the page, so no choices are read again."""

    def valid_value(self, value: object) -> bool:
        """Whether it is a number."""
        return number_asked(str(value)) is not None


class UrgeForm(forms.Form):
    """The units ticked; `key` makes a second click the same act."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    unit = _Numbers(label=_("ít nhất một đơn vị"))

    def units(self) -> tuple[int, ...]:
        """The ids of the units; which of them are the actor's to urge is decided later."""
        return tuple(int(each) for each in self.cleaned_data["unit"])

    def ticked(self) -> set[str]:
        """What was ticked when the form was sent, to be ticked again."""
        return set(map(str, self["unit"].value() or ()))
