"""The forms of sign-in; their words in Vietnamese, their shape from allauth."""

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AllauthLoginForm):  # type: ignore[misc]  # allauth ships no types
    """User name and password."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Give the fields their words."""
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label = _("Tên đăng nhập"), _("Mật khẩu")
        login.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        for field in (login, password):
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""

    def clean_login(self) -> str:
        """The name as it is stored: small letters, as people type it with capitals on phones."""
        return str(super().clean_login()).lower()


class ChangePasswordForm(AllauthChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    """A new password, typed twice."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Give the fields their words."""
        super().__init__(*args, **kwargs)
        words = {
            "oldpassword": _("Mật khẩu đang dùng"),
            "password1": _("Mật khẩu mới"),
            "password2": _("Gõ lại mật khẩu mới"),
        }
        for name, label in words.items():
            field = self.fields[name]
            field.label = label
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)
        self.fields["password1"].help_text = _(
            "Ít nhất 10 ký tự; một câu ngắn dễ nhớ là tốt nhất. Không lấy từ tên của bạn."
        )
