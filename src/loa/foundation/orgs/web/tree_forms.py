"""The shape of what administrators send to change the tree of units."""

from collections.abc import Sequence
from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from loa.foundation.orgs.types import Kind, Level, SuccessionKind
from loa.foundation.orgs.units_rows import KIND_WORDS, LEVEL_WORDS, LONGEST
from loa.foundation.ui.facade import DayField

SUCCESSION_WORDS = {
    SuccessionKind.MERGED: _("Nhập vào đơn vị kia"),
    SuccessionKind.SPLIT: _("Chia ra, đơn vị kia nhận một phần"),
    SuccessionKind.RENAMED: _("Thay bằng đơn vị kia"),
}
_CITES = _("Căn cứ (số, ngày của quyết định, nghị quyết)")
Choices = Sequence[tuple[str, str]]


class UnitFields(forms.Form):
    """What a unit is called and where it stands."""

    name = forms.CharField(label=_("Tên"), max_length=LONGEST["name"])
    short_name = forms.CharField(
        label=_("Tên ngắn"), max_length=LONGEST["short_name"], required=False
    )
    code = forms.CharField(label=_("Mã"), max_length=LONGEST["code"])
    parent_code = forms.ChoiceField(label=_("Cấp trên trực tiếp"))

    def __init__(self, *args: object, parents: Choices, **kwargs: object) -> None:
        """Offer the committees above."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # what every form takes
        cast("forms.ChoiceField", self.fields["parent_code"]).choices = parents


class UnitAddForm(UnitFields):
    """A new unit from a day on."""

    kind = forms.TypedChoiceField(
        label=_("Loại"), coerce=Kind, choices=[(k.value, KIND_WORDS[k]) for k in KIND_WORDS]
    )
    level = forms.TypedChoiceField(
        label=_("Cấp"), coerce=Level, choices=[(k.value, LEVEL_WORDS[k]) for k in LEVEL_WORDS]
    )
    valid_from = DayField(label=_("Hoạt động từ ngày"))
    cites = forms.CharField(label=_CITES, max_length=LONGEST["cites"])
    field_order = ("kind", "level", "name", "short_name", "code", "parent_code")


class UnitChangeForm(UnitFields):
    """Another name, code or superior from a day on."""

    on = DayField(label=_("Từ ngày"))
    cites = forms.CharField(label=_CITES, max_length=LONGEST["cites"])


class UnitEndForm(forms.Form):
    """The last day of a unit that nobody follows."""

    last_day = DayField(label=_("Hoạt động đến hết ngày"))
    cites = forms.CharField(label=_CITES, max_length=LONGEST["cites"])


class SuccessionForm(forms.Form):
    """Who takes over from a unit, from which day."""

    new_unit_id = forms.TypedChoiceField(label=_("Đơn vị tiếp nhận"), coerce=int)
    on = DayField(label=_("Từ ngày"))
    kind = forms.TypedChoiceField(
        label=_("Cách sắp xếp"),
        coerce=SuccessionKind,
        choices=[(kind.value, words) for kind, words in SUCCESSION_WORDS.items()],
    )
    cites = forms.CharField(label=_CITES, max_length=LONGEST["cites"])

    def __init__(self, *args: object, units: Choices, **kwargs: object) -> None:
        """Offer the units that may take over."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # what every form takes
        cast("forms.ChoiceField", self.fields["new_unit_id"]).choices = units


class UnitsFileForm(forms.Form):
    """One table of units."""

    file = forms.FileField(label=_("Tệp bảng đơn vị (.csv hoặc .xlsx)"))


class ConfirmForm(forms.Form):
    """The rows that were shown, sent back to be written."""

    rows = forms.CharField(widget=forms.HiddenInput, max_length=5_000_000)
