"""The journal of people and units in plain words, for whoever manages them."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from loa.foundation.audit.facade import Entry
from loa.foundation.orgs.people_rows import ROLE_WORDS
from loa.foundation.orgs.queries.people import actor_words
from loa.foundation.orgs.types import Role
from loa.foundation.ui.facade import Happening
from loa.kernel.clock import TZ

_WORDS = {
    "PERSON_ADD": _("Thêm người dùng"),
    "PERSON_CONTACT": _("Sửa điện thoại, thư điện tử"),
    "POST_GIVE": _("Giao vai trò"),
    "POST_END": _("Thôi giữ vai trò"),
    "PASSWORD_RESET": _("Đặt lại mật khẩu, in phiếu mới"),
    "PASSWORD_CHOOSE": _("Người dùng tự đặt mật khẩu"),
    "PASSWORD_WAIVE": _("Cho dùng ngay, không phải đổi mật khẩu"),
    "POST_LEND": _("Ủy quyền khi vắng"),
    "POST_LEND_END": _("Kết thúc ủy quyền"),
    "SECOND_FACTOR_ENROL": _("Cài xác thực hai lớp"),
    "SECOND_FACTOR_RESET": _("Đặt lại xác thực hai lớp"),
    "SECOND_FACTOR_LOCK": _("Nhập sai mã nhiều lần, tạm khóa"),
    "RECOVERY_CODE_USE": _("Vào bằng mã dự phòng"),
    "RECOVERY_CODES_RENEW": _("Tạo mã dự phòng mới"),
    "SESSION_END": _("Đăng xuất ở nơi khác"),
    "UNIT_CHANGE": _("Sửa đơn vị"),
    "UNIT_SUCCESSION": _("Ghi sáp nhập, chia tách"),
}
_OTHER = _("Thay đổi khác")


def happenings(entries: Iterable[Entry]) -> tuple[Happening, ...]:
    """The entries, newest first, with the names of who acted."""
    ordered = sorted(entries, key=lambda entry: entry.seq, reverse=True)
    names = actor_words({entry.actor_label for entry in ordered})
    return tuple(_happening(entry, names) for entry in ordered)


def _happening(entry: Entry, names: Mapping[str, str]) -> Happening:
    words = str(_WORDS.get(entry.verb, _OTHER))
    role = entry.after.get("role")
    if role in set(Role):
        words += f": {ROLE_WORDS[Role(str(role))]}"
    who = names[entry.actor_label]
    return Happening(
        when=f"{entry.at.astimezone(TZ):%d/%m/%Y %H:%M}",
        words=f"{words} ({who})" if who else words,
        quote=str(entry.after.get("decision") or entry.after.get("cites") or ""),
    )
