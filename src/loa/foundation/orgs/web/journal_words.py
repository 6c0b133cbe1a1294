"""The journal of people and units in plain words, for whoever manages them."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from loa.foundation.audit.facade import Entry
from loa.foundation.orgs.people_rows import ROLE_WORDS
from loa.foundation.orgs.queries.people import person_names
from loa.foundation.orgs.types import Role
from loa.foundation.ui.facade import Happening
from loa.kernel.clock import TZ

_WORDS = {
    "PERSON_ADD": _("Thêm người dùng"),
    "POST_GIVE": _("Giao vai trò"),
    "POST_END": _("Thôi giữ vai trò"),
    "PASSWORD_RESET": _("Đặt lại mật khẩu, in phiếu mới"),
    "PASSWORD_CHOOSE": _("Người dùng tự đặt mật khẩu"),
    "PASSWORD_WAIVE": _("Cho dùng ngay, không phải đổi mật khẩu"),
    "UNIT_CHANGE": _("Sửa đơn vị"),
    "UNIT_SUCCESSION": _("Ghi sáp nhập, chia tách"),
}
_OTHER = _("Thay đổi khác")


def happenings(entries: Iterable[Entry]) -> tuple[Happening, ...]:
    """The entries, newest first, with the names of who acted."""
    ordered = sorted(entries, key=lambda entry: entry.seq, reverse=True)
    names = person_names({entry.actor_id for entry in ordered if entry.actor_id})
    return tuple(_happening(entry, names) for entry in ordered)


def _happening(entry: Entry, names: Mapping[int, str]) -> Happening:
    words = str(_WORDS.get(entry.verb, _OTHER))
    role = entry.after.get("role")
    if role in set(Role):
        words += f": {ROLE_WORDS[Role(str(role))]}"
    who = names.get(entry.actor_id or 0, "")
    return Happening(
        when=f"{entry.at.astimezone(TZ):%d/%m/%Y %H:%M}",
        words=f"{words} ({who})" if who else words,
        quote=str(entry.after.get("decision") or entry.after.get("cites") or ""),
    )
