"""What a password must be, in the words of the person who chooses one.

Length matters, forced mixtures do not (NIST SP 800-63B, 5.1.1.2): at least ten characters, not the
own name, not one of those that everybody tries first.
"""

from itertools import pairwise

from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from loa.foundation.orgs.models import Account
from loa.kernel.text import fold

MIN_LENGTH = 10
_NAME_PART = 4
_TRIED_FIRST = frozenset(
    [
        "matkhau",
        "motcua",
        "tuyenquang",
        "hagiang",
        "vietnam",
        "anhyeuem",
        "emyeuanh",
        "yeunhau",
        "iloveyou",
        "password",
        "passwd",
        "qwerty",
        "qwertyuiop",
        "asdfgh",
        "asdfghjkl",
        "zxcvbn",
        "abc",
        "abcd",
        "abcdef",
        "admin",
        "administrator",
        "welcome",
        "letmein",
    ]
)


class OneTimeHasher(PBKDF2PasswordHasher):
    """For passwords that the machine drew at random (59 bits): slowness would add nothing.

    170 slips are printed in one go. A password chosen by a person goes through the first hasher.
    """

    algorithm = "pbkdf2_once"
    iterations = 10_000


def hashed_once(password: str) -> str:
    """The stored form of a one-time password."""
    return make_password(password, hasher=OneTimeHasher.algorithm)


class LongEnough:
    """At least ten characters."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raise ValidationError for a short one."""
        del user
        if len(password) < MIN_LENGTH:
            raise ValidationError(self.get_help_text(), code="password_too_short")

    def get_help_text(self) -> str:
        """The rule."""
        return _("Mật khẩu có ít nhất %(n)d ký tự.") % {"n": MIN_LENGTH}


class NotTheName:
    """Neither the user name nor the person's own name with something hung on."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raise ValidationError where the password is mostly the user name or the name."""
        if user is None or user.pk is None:
            return
        typed = _letters(password)
        for name in (user.username, user.person.name):
            known = _letters(name)
            if len(known) >= _NAME_PART and (known in typed or (typed and typed in known)):
                raise ValidationError(self.get_help_text(), code="password_like_name")

    def get_help_text(self) -> str:
        """The rule."""
        return _("Mật khẩu không lấy từ tên đăng nhập hoặc họ tên của bạn.")


class NotCommon:
    """Not one of those tried first, also with digits hung on, and not one character repeated."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raise ValidationError for a common one."""
        del user
        letters = _letters(password)
        is_common = letters in _TRIED_FIRST or len(set(password)) <= _NAME_PART
        if is_common or _is_row(password):
            raise ValidationError(self.get_help_text(), code="password_too_common")

    def get_help_text(self) -> str:
        """The rule."""
        return _("Mật khẩu không phải là từ ai cũng đoán được (matkhau123, 1234567890…).")


def _letters(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalpha())


def _is_row(password: str) -> bool:
    """1234567890, 0987654321, abcdefghij: each character the next of the one before."""
    steps = {ord(after) - ord(before) for before, after in pairwise(password)}
    return steps in ({1}, {-1}) or (password.isdigit() and steps in ({1, -9}, {-1, 9}))
