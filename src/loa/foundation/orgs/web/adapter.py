"""How allauth signs people in here: no sign-up, no e-mail, one answer to every wrong pair."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loa.foundation.orgs.operations.accounts import choose_password
from loa.kernel import clock

_WRONG = _("Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy xem lại rồi thử lại.")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Sign-in of Loa."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _WRONG,
        "invalid_login": _WRONG,
        "account_inactive": _WRONG,
        "enter_current_password": _("Mật khẩu đang dùng chưa đúng."),
        "incorrect_password": _("Mật khẩu đang dùng chưa đúng."),
        "too_many_login_attempts": _(
            "Đã thử sai nhiều lần. Hãy chờ vài phút, hoặc nhờ người quản trị của đơn vị đặt lại "
            "mật khẩu."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account of his own."""
        del request
        return False

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """The person chose a new one."""
        choose_password(account_id=user.pk, password=password, at=clock.now())
        user.refresh_from_db()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Loa sends no e-mail for accounts."""

    def add_message(self, *args: object, **kwargs: object) -> None:
        """The pages speak for themselves; allauth's own notices stay unsaid."""

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """To the start page, not to the form again."""
        del request
        return reverse("password_changed")
