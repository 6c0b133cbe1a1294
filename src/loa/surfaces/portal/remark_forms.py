"""What somebody without an account sends; the law is in the rules of plans."""

from django import forms
from django.utils.translation import gettext as _

from loa.modules.plans.facade import remarks

TRAP = "trang_web"
"""A field that no person sees; whatever fills it is a machine."""


class RemarkForm(forms.Form):
    """A remark, and, who wants, by what name and how he is reached."""

    words = forms.CharField(
        label=_("Ông/bà muốn góp ý điều gì?"),
        help_text=_("Viết như nói, không cần mẫu. Đừng ghi số căn cước, địa chỉ nhà của mình."),
        max_length=remarks.LONGEST,
        error_messages={
            "required": _("Nhập điều ông/bà muốn góp ý"),
            "max_length": _(
                "Góp ý dài quá %(limit_value)d chữ cái. Rút ngắn lại, hoặc gửi hai lần"
            ),
        },
        widget=forms.Textarea(attrs={"rows": 6, "aria-describedby": "words_hint"}),
    )
    name = forms.CharField(
        label=_("Tên (không bắt buộc)"),
        max_length=remarks.LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    reach = forms.CharField(
        label=_("Thư điện tử hoặc số điện thoại (không bắt buộc)"),
        max_length=remarks.LONGEST_REACH,
        required=False,
        strip=False,
    )
    trang_web = forms.CharField(required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    @property
    def is_of_a_machine(self) -> bool:
        """Whether the field that no person sees was filled."""
        return bool(self.cleaned_data.get(TRAP))
