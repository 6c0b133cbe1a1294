"""Between which days, for whom and what of it somebody asks in the address of the changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import DayField, Link
from loa.kernel.text import fold
from loa.kernel.words import short_date
from loa.modules.plans.queries import Plan
from loa.modules.plans.queries.changes import Window, cut_off_before
from loa.modules.plans.queries.matrix import COMMUNES, UnitSet, unit_sets, units_seen
from loa.modules.plans.queries.visits import visited_before
from loa.modules.plans.types.changes import Changed, ChangeKind
from loa.modules.plans.web.presenters import plan_name
from loa.modules.plans.web.reading import Moment

KIND_WORDS = {
    ChangeKind.DUE: _("Đổi hạn"),
    ChangeKind.STATE: _("Đổi trạng thái"),
    ChangeKind.ADDED: _("Thêm việc"),
    ChangeKind.REMOVED: _("Bỏ việc"),
    ChangeKind.TRANSFERRED: _("Chuyển đơn vị"),
}
_ASKED = ("ke_hoach", "tu", "den", "khoi", "q", "loai")


class ChangeForm(forms.Form):
    """What of the changes to show; what is not offered means all of it."""

    ke_hoach = forms.ChoiceField(label=_("Kế hoạch"), required=False)
    tu = DayField(label=_("Từ cuối ngày"), required=False)
    den = DayField(label=_("Đến cuối ngày"), required=False)
    khoi = forms.ChoiceField(label=_("Nhóm đơn vị"), required=False)
    q = forms.CharField(
        label=_("Tìm đơn vị"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    loai = forms.ChoiceField(label=_("Thay đổi"), required=False)

    def __init__(
        self, query: QueryDict, plans: Sequence[Plan], groups: Iterable[tuple[str, str]]
    ) -> None:
        """Offer the plans, where there is a choice of them, and the groups of units."""
        super().__init__(query)
        kinds = [(kind.value, words) for kind, words in KIND_WORDS.items()]
        for name, first, offered in (
            ("ke_hoach", _("Tất cả kế hoạch"), [(str(one.pk), plan_name(one)) for one in plans]),
            ("khoi", _("Tất cả nhóm"), groups),
            ("loai", _("Mọi thay đổi"), kinds),
        ):
            self.fields[name].choices = [("", first), *offered]  # type: ignore[attr-defined]  # a choice field
        if not plans:
            del self.fields["ke_hoach"]


@dataclass(frozen=True)
class Asked:
    """What the address asks for, read once; what it asks in vain counts as not asked."""

    query: QueryDict
    form: ChangeForm
    plans: tuple[Plan, ...]
    window: Window
    units: frozenset[int]
    kind: ChangeKind | None
    presets: tuple[Link, ...]

    @property
    def narrows(self) -> bool:
        """Whether anything beside the days is left out."""
        return any(self.query.get(name) for name in ("ke_hoach", "khoi", "q", "loai"))

    def fits(self, row: Changed) -> bool:
        """Whether the change is of the kind that was asked for."""
        return self.kind is None or row.kind is self.kind


def asked_of(now: Moment, plans: Sequence[Plan], query: QueryDict, *, offers: bool) -> Asked:
    """Read an address; with `offers` one of the plans may be chosen in it."""
    chosen = [one for one in plans if str(one.pk) == query.get("ke_hoach")] if offers else []
    shown = tuple(chosen or plans)
    sets = _sets(now, shown)
    form = ChangeForm(query, plans if offers else (), _group_choices(sets))
    form.full_clean()
    starts = _starts(now, shown)
    days = form.cleaned_data
    first = days.get("tu") or starts[0][1]
    last = min(days.get("den") or now.today, now.today)
    window = Window(min(first, last), last)
    shown_days = query.copy()
    shown_days["tu"], shown_days["den"] = short_date(window.first), short_date(window.last)
    form = ChangeForm(shown_days, plans if offers else (), _group_choices(sets))
    presets = tuple(
        Link(
            words,
            address(query, tu=day.isoformat(), den=""),
            is_current=window == (day, now.today),
        )
        for words, day in starts
    )
    kind = next((one for one in ChangeKind if one.value == query.get("loai")), None)
    return Asked(query, form, shown, window, _units(sets, query), kind, presets)


def address(query: QueryDict, **changes: str) -> str:
    """The same view with something else about it; empty words take a part away."""
    clean = QueryDict(mutable=True)
    for name in _ASKED:
        if value := changes.get(name, query.get(name, "")).strip():
            clean[name] = value
    return f"?{clean.urlencode()}"


def _starts(now: Moment, plans: Sequence[Plan]) -> list[tuple[str, date]]:
    """The days from which people ask, the one that is taken unasked first."""
    found = []
    if day := cut_off_before(plans, now.today):
        found.append((_("Từ ngày chốt kỳ trước (%(day)s)") % {"day": short_date(day)[:5]}, day))
    monday = now.today - timedelta(days=now.today.weekday())
    found.append((_("Từ thứ Hai"), monday - timedelta(days=1)))
    if visit := visited_before(now.actor, now.today):
        found.append((_("Từ lần tôi xem trước (%(day)s)") % {"day": short_date(visit)[:5]}, visit))
    return found


def _sets(now: Moment, plans: Sequence[Plan]) -> list[UnitSet]:
    sets: list[UnitSet] = []
    for plan in plans:
        sets += unit_sets(plan, units_seen(now.actor, plan, now.today))
    return sets


def _group_choices(sets: Iterable[UnitSet]) -> list[tuple[str, str]]:
    return list({found.code: (found.code, found.label) for found in sets}.values())


def _units(sets: Iterable[UnitSet], query: QueryDict) -> frozenset[int]:
    words, group = fold(query.get("q", "").strip()), query.get("khoi", "")
    return frozenset(
        unit.id
        for found in sets
        if group in {"", found.code, COMMUNES if found.is_communes else found.code}
        for unit in found.units
        if words in fold(f"{unit.body_name} {unit.code}")
    )
