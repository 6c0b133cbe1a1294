"""The shape of what people send; the rules are elsewhere."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loa.foundation.orgs.types import Group, Role
from loa.foundation.orgs.web.presenters import GROUP_WORDS, ROLE_WORDS
from loa.foundation.ui.facade import DayField


class UnitFilterForm(forms.Form):
    """Which units to list; nothing means all units of today."""

    ngay = DayField(label=_("Ngày"), required=False)
    q = forms.CharField(label=_("Tên hoặc mã"), required=False, max_length=100)
    nhom = forms.ChoiceField(
        label=_("Nhóm"),
        required=False,
        choices=[("", _("Tất cả")), *((group.value, GROUP_WORDS[group]) for group in Group)],
    )


_ROLE_CHOICES = (("", _("Chọn vai trò")), *((role.value, ROLE_WORDS[role]) for role in Role))


class PersonForm(forms.Form):
    """A new person of a unit; the key makes a second press of the button harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    name = forms.CharField(label=_("Họ và tên"), max_length=100)
    role = forms.TypedChoiceField(
        label=_("Vai trò"),
        coerce=Role,
        choices=_ROLE_CHOICES,
    )
    title_vi = forms.CharField(label=_("Chức vụ"), max_length=100, required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=20, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), max_length=100, required=False)


class ContactForm(forms.Form):
    """Where somebody is reached, on the version that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    phone = forms.CharField(
        label=_("Điện thoại"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    email = forms.CharField(
        label=_("Thư điện tử"),
        help_text=_("Nhận nhắc việc, đôn đốc. Để trống thì chỉ nhận trên Loa."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "off"}),
    )


class GivePostForm(forms.Form):
    """One more post for somebody of the unit."""

    role = forms.TypedChoiceField(
        label=_("Vai trò"),
        coerce=Role,
        choices=_ROLE_CHOICES,
    )
    title_vi = forms.CharField(label=_("Chức vụ"), max_length=100, required=False)
    held_from = DayField(label=_("Giữ từ ngày"))


class EndPostForm(forms.Form):
    """The last day of a post, on the version that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    last_day = DayField(label=_("Giữ đến hết ngày"))


class ImportForm(forms.Form):
    """One spreadsheet."""

    file = forms.FileField(label=_("Tệp danh sách (.xlsx hoặc .csv)"))
    with_hidden = forms.BooleanField(label=_("Nhập cả các dòng đang ẩn trong tệp"), required=False)
