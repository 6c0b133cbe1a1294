"""The shape of what people send about the register."""

from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from loa.foundation.documents.facade import Kind
from loa.foundation.documents.register.types import Layout, Outgoing, Source
from loa.foundation.ui.facade import DayField

KIND_WORDS = {
    kind.code: kind.title.capitalize() or {"CV": _("Công văn"), "TCg": _("Thư công")}[kind.code]
    for kind in Kind
}
SOURCE_WORDS = {
    Source.LOA: _("Loa lấy số kế tiếp, không trống, không trùng"),
    Source.ELSEWHERE: _("Cấp ở sổ hoặc phần mềm khác, văn thư nhập vào Loa"),
}
LAYOUT_WORDS = {
    Layout.BY_KIND: _("Mỗi tên loại một dãy số, công văn một dãy"),
    Layout.DECISIONS_APART: _("Nghị quyết, quyết định, chỉ thị riêng; các loại khác chung"),
    Layout.ONE: _("Tất cả chung một dãy số"),
}


class FilterForm(forms.Form):
    """Which lines of which register."""

    dv = forms.ChoiceField(label=_("Đơn vị"), required=False)
    nam = forms.ChoiceField(label=_("Năm"), required=False)
    loai = forms.ChoiceField(label=_("Tên loại"), required=False)
    q = forms.CharField(label=_("Tìm số, trích yếu"), required=False, max_length=200)


class OutgoingForm(forms.Form):
    """One line: the ten columns of the decree that a person types."""

    notation = forms.CharField(
        label=_("Ký hiệu"), max_length=100, help_text=_("Phần sau số, ví dụ BC-UBND")
    )
    number = forms.CharField(label=_("Số"), max_length=50, required=False)
    day = DayField(label=_("Ngày văn bản"))
    subject = forms.CharField(
        label=_("Trích yếu nội dung"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    signer = forms.CharField(label=_("Người ký"), max_length=200, required=False)
    recipients = forms.CharField(
        label=_("Nơi nhận"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2})
    )
    keeper = forms.CharField(label=_("Đơn vị, người nhận bản lưu"), max_length=200, required=False)
    copies = forms.IntegerField(
        label=_("Số lượng bản"), required=False, min_value=1, max_value=100_000
    )
    note = forms.CharField(label=_("Ghi chú"), max_length=500, required=False)

    def outgoing(self) -> Outgoing:
        """What was typed, as a value."""
        given = {name: value for name, value in self.cleaned_data.items() if name in _COLUMNS}
        return Outgoing(**given)


_COLUMNS = frozenset(Outgoing.__dataclass_fields__)


class EntryForm(OutgoingForm):
    """A new line of a register."""

    kind = forms.ChoiceField(label=_("Tên loại"), choices=list(KIND_WORDS.items()))
    unit = forms.TypedChoiceField(label=_("Sổ của"), coerce=int)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    field_order = ("unit", "kind", "notation", "number", "day", "subject")


class VersionForm(forms.Form):
    """A change of the version that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, localize=False)

    def renew(self, version: int) -> None:
        """Come back with what was typed and the version that stands now."""
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed["version"] = str(version)
        self.data = typed


class CorrectForm(OutgoingForm, VersionForm):
    """A line put right; its kind stays."""

    kind = forms.CharField(widget=forms.HiddenInput)


class CancelForm(VersionForm):
    """Why a number is taken back."""

    reason = forms.CharField(
        label=_("Lý do hủy"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Ghi lý do hủy số.")},
    )


class WayForm(forms.Form):
    """How the unit numbers."""

    unit = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int)
    source = forms.TypedChoiceField(
        label=_("Nơi cấp số"),
        coerce=Source,
        choices=[(code.value, words) for code, words in SOURCE_WORDS.items()],
        widget=forms.RadioSelect,
    )
    layout = forms.TypedChoiceField(
        label=_("Dãy số"),
        coerce=Layout,
        choices=[(code.value, words) for code, words in LAYOUT_WORDS.items()],
        widget=forms.RadioSelect,
    )
    in_force_from = DayField(label=_("Áp dụng từ ngày"))
    cites = forms.CharField(
        label=_("Căn cứ"),
        max_length=300,
        error_messages={"required": _("Ghi văn bản quy định cách cấp số, hoặc ý kiến chỉ đạo.")},
        help_text=_("Văn bản của đơn vị quy định việc cấp số, hoặc ý kiến chỉ đạo"),
    )
