"""The shape of codes as people type them."""

from django import forms
from django.utils.translation import gettext_lazy as _

_CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}


class CodeForm(forms.Form):
    """The six digits that the phone shows."""

    code = forms.CharField(
        label=_("Mã 6 chữ số trên điện thoại"),
        max_length=20,
        widget=forms.TextInput(attrs=_CODE),
    )


class RecoveryForm(forms.Form):
    """One code on paper."""

    code = forms.CharField(
        label=_("Mã dự phòng"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        help_text=_("Mười chữ và số trên giấy đã in, ví dụ k7mpx-2hq9d. Mỗi mã dùng một lần."),
    )
