"""Who is to do a task: groups and units of the plan's day, to lead and to coordinate."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Picker, PickGroup, PickHeading, PickItem, number
from loa.modules.plans.queries.groups import group_ids, group_label
from loa.modules.plans.rules import merging
from loa.modules.plans.rules import tasks as rules
from loa.modules.plans.types import TaskFacts, TaskRole
from loa.modules.plans.web.forms import StepForm

_NAMES = ("lead_groups", "lead_units", "excluded_units", "coordinate_groups", "coordinate_units")


class Offered:
    """The units of a plan's day as a picker shows them; read once for a page."""

    def __init__(self, as_of: date, within: frozenset[int] | None = None) -> None:
        """Groups with their members, units under headings in official order.

        `within` are the units to which a unit's own plan may give work; groups reach beyond them.
        """
        rows = [row for row in orgs.tree(as_of) if within is None or row.id in within]
        groups = orgs.Group if within is None else ()
        self.members = {group: group_ids(group, as_of) for group in groups}
        self.groups_of: dict[int, list[str]] = {}
        for group, ids in self.members.items():
            for unit in ids:
                self.groups_of.setdefault(unit, []).append(group.value)
        self.names = {row.id: row.name for row in rows}
        self.headings: dict[str, list[orgs.UnitRow]] = {}
        for row in rows:
            self.headings.setdefault(self._heading(row), []).append(row)

    def group_choices(self) -> list[tuple[str, str]]:
        """(code, words) of the groups."""
        return [
            (group.value, f"{group_label(group)} · {len(ids)}")
            for group, ids in self.members.items()
        ]

    def unit_choices(self) -> list[tuple[str, str]]:
        """(id, words) of the units."""
        return [(str(unit), name) for unit, name in self.names.items()]

    def _heading(self, row: orgs.UnitRow) -> str:
        if row.level is orgs.Level.COMMUNE and row.parent_id in self.names:
            parent = self.names[row.parent_id]
            return _("Cấp xã của %(parent)s") % {"parent": parent}
        if row.level is orgs.Level.COMMUNE:
            return _("Cấp xã")
        if row.level is orgs.Level.DISTRICT:
            return _("Cấp huyện")
        return _KINDS.get(row.kind, _("Cấp tỉnh"))


_KINDS = {
    orgs.Kind.VERTICAL: _("Cơ quan ngành dọc"),
    orgs.Kind.PRESS: _("Báo, đài"),
    orgs.Kind.PARTNER: _("Đoàn thể, đơn vị phối hợp"),
}


class SeenField(forms.JSONField):
    """What a page says its officer saw; what no page of ours writes says nothing."""

    def to_python(self, value: object) -> Any:  # noqa: ANN401  whatever JSON holds
        """The value, None for words that no reader of JSON goes through."""
        try:
            return super().to_python(value)
        except (ValueError, RecursionError, forms.ValidationError):
            return None

    def bound_data(self, data: object, initial: object) -> object:
        """What stands in the field when the form is drawn again."""
        try:
            return super().bound_data(data, initial)
        except (ValueError, RecursionError):
            return None


class ActorsForm(StepForm):
    """Who leads and who coordinates one task."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = SeenField(widget=forms.HiddenInput, required=False)
    lead_groups = forms.MultipleChoiceField(label=_("Nhóm đơn vị chủ trì"), required=False)
    lead_units = forms.MultipleChoiceField(label=_("Đơn vị chủ trì"), required=False)
    excluded_units = forms.MultipleChoiceField(label=_("Trừ ra"), required=False)
    coordinate_groups = forms.MultipleChoiceField(label=_("Nhóm phối hợp"), required=False)
    coordinate_units = forms.MultipleChoiceField(label=_("Đơn vị phối hợp"), required=False)
    everywhere = forms.BooleanField(required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        offered: Offered,
        facts: TaskFacts | None = None,
        initial: dict[str, object] | None = None,
        start: str = "",
        alike: int = 0,
    ) -> None:
        """Offer groups and units of the plan's day; `facts` is the task as it stands.

        `start` are words to look for at once; `alike` other tasks have the same doubt.
        """
        there: dict[str, object] = {}
        if facts is not None:
            there = {"seen": rules.as_asked(facts), **_actors_of(facts)}
        super().__init__(data, initial={**there, **(initial or {})})
        self._offered, self._start, self._alike = offered, start, alike
        groups, units = offered.group_choices(), offered.unit_choices()
        for name in _NAMES:
            choices = groups if name.endswith("_groups") else units
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field

    def lead_picker(self) -> Picker:
        """Who leads, with who is taken out of a group."""
        names = ("lead_groups", "lead_units", "excluded_units")
        return self._picker(_("Đơn vị chủ trì"), names, self._start)

    def partner_picker(self) -> Picker:
        """Who coordinates."""
        names = ("coordinate_groups", "coordinate_units", "")
        return self._picker(_("Đơn vị phối hợp"), names, "")

    def alike_words(self) -> str:
        """What choosing for all of the same doubt would do; empty where there is one alone."""
        return (
            _("Chọn như vậy cho cả %(count)s nhiệm vụ khác có cùng cách gọi này")
            % {"count": number(self._alike)}
            if self._alike
            else ""
        )

    def has_partners(self) -> bool:
        """Whether somebody coordinates, so that the folded part starts open."""
        return any(self[name].value() for name in ("coordinate_groups", "coordinate_units"))

    def with_actors(self, facts: TaskFacts) -> TaskFacts:
        """The facts with the groups and units that were chosen."""
        data = self.cleaned_data
        named = {*data["lead_units"], *data["coordinate_units"]}
        return replace(
            facts,
            groups=(
                *((TaskRole.LEAD, group) for group in data["lead_groups"]),
                *((TaskRole.COORDINATE, group) for group in data["coordinate_groups"]),
            ),
            units=(
                *((TaskRole.LEAD, int(unit)) for unit in data["lead_units"]),
                *((TaskRole.COORDINATE, int(unit)) for unit in data["coordinate_units"]),
            ),
            excluded_units=tuple(int(one) for one in data["excluded_units"] if one not in named),
        )

    def was(self) -> TaskFacts | None:
        """The task as the officer saw it when the form was drawn; None where it does not say."""
        try:
            return rules.from_asked(self.cleaned_data["seen"])
        except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):
            return None

    def seen_actors(self, stored: TaskFacts) -> TaskFacts | None:
        """The stored task with the units that the officer saw, for a form that holds only those."""
        was = self.was()
        return None if was is None else merging.with_parts(stored, was, ("leads", "partners"))

    def only_actors(self, stored: TaskFacts) -> TaskFacts:
        """The task as stored, with the units that were chosen, for a form that holds only those."""
        return merging.with_parts(stored, self.with_actors(stored), ("leads", "partners"))

    def renew_task(self, version: int, stored: TaskFacts) -> None:
        """Let the form say that what is stored now was seen, so that it can be sent again."""
        self.renew(version)
        field = self.fields["seen"]
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed["seen"] = str(field.prepare_value(rules.as_asked(stored)))
        self.data = typed

    def _picker(self, legend: str, names: tuple[str, str, str], start: str) -> Picker:
        groups, units, outs = (
            set(map(str, self[name].value() or ())) if name else set() for name in names
        )
        headings = []
        for words, rows in self._offered.headings.items():
            items = tuple(self._item(row, units, outs) for row in rows)
            is_open = any(item.is_on for item in items)
            has_out = any(item.is_out for item in items)
            headings.append(PickHeading(words, number(len(rows)), items, is_open, has_out))
        return Picker(
            id=f"chon-{names[1]}",
            legend=legend,
            noun=_("đơn vị"),
            group_name=names[0],
            item_name=names[1],
            out_name=names[2],
            groups=tuple(
                PickGroup(code.value, group_label(code), number(len(ids)), code.value in groups)
                for code, ids in self._offered.members.items()
            ),
            headings=tuple(headings),
            total=number(len(self._offered.names)),
            start=start,
            errors=tuple(
                str(error) for name in names if name for error in self.errors.get(name, ())
            ),
        )

    def _item(self, row: orgs.UnitRow, units: set[str], outs: set[str]) -> PickItem:
        is_commune = row.level is orgs.Level.COMMUNE
        key = str(row.id)
        return PickItem(
            key,
            row.name,
            note=self._offered.names.get(row.parent_id or 0, "") if is_commune else "",
            also=row.short_name if row.short_name != row.name else "",
            groups=" ".join(self._offered.groups_of.get(row.id, ())),
            is_on=key in units,
            is_out=key in outs,
        )


def _actors_of(facts: TaskFacts) -> dict[str, object]:
    lead, partner = TaskRole.LEAD, TaskRole.COORDINATE
    return {
        "lead_groups": [group for role, group in facts.groups if role is lead],
        "coordinate_groups": [group for role, group in facts.groups if role is partner],
        "lead_units": [str(unit) for role, unit in facts.units if role is lead],
        "coordinate_units": [str(unit) for role, unit in facts.units if role is partner],
        "excluded_units": [str(unit) for unit in facts.excluded_units],
    }
