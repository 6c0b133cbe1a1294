"""The values of the frame around every page: unit, areas, person."""

from collections.abc import Mapping
from types import MappingProxyType

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from loa.foundation.orgs.facade import Actor, Held, Role, UnitRow
from loa.foundation.ui.facade import Choice, Demo, Link, ShellView, initials

ROLE_WORDS = MappingProxyType(
    {
        Role.PLAN_OFFICER: _("Cán bộ kế hoạch của tỉnh"),
        Role.DISTRICT_OFFICER: _("Cán bộ theo dõi cấp huyện"),
        Role.FOCAL_OFFICER: _("Cán bộ đầu mối"),
        Role.HEAD: _("Lãnh đạo đơn vị"),
        Role.CLERK: _("Văn thư"),
        Role.READER: _("Người xem"),
        Role.ADMINISTRATOR: _("Người quản trị"),
    }
)
# Areas in the order of the masthead; one without pages yet, or not for this actor, is left out.
_AREAS = (
    ("desk:my-work", _("Việc của tôi"), frozenset(Role)),
    ("plans:calendar", _("Lịch"), frozenset(Role)),
    ("plans:plan-list", _("Kế hoạch"), frozenset(Role)),
    ("plans:oversight", _("Điều hành"), frozenset({Role.HEAD, Role.PLAN_OFFICER})),
    ("documents:register", _("Văn bản đi"), frozenset({Role.CLERK, Role.HEAD})),
    ("orgs:unit-list", _("Đơn vị"), frozenset(Role)),
    ("orgs:person-list", _("Người dùng"), frozenset({Role.ADMINISTRATOR})),
)


def shell_of(
    actor: Actor | None, units: Mapping[int, UnitRow], path: str, demo: Demo | None
) -> ShellView:
    """The frame for `actor` at `path`; `units` are those in which posts are held."""
    if actor is None:
        sign_in = _address("account_login")
        return ShellView(home_href="/", sign_in_href=sign_in, demo=demo)
    unit = units.get(actor.unit_id) if actor.unit_id else None
    return ShellView(
        home_href="/",
        unit=unit.body_name if unit else "",
        switch_href=_address("orgs:switch-unit"),
        units=_choices(actor, units) if len(units) > 1 else (),
        nav=_nav(actor, path),
        person=actor.name,
        person_key=str(actor.person_id or ""),
        initials=initials(actor.name),
        person_links=_links(
            ("account_change_password", _("Đổi mật khẩu")),
            ("plans:feed-account", _("Lịch trên điện thoại")),
            ("orgs:delegation-list", _("Ủy quyền khi vắng")),
            ("account_security", _("Bảo mật, nơi đăng nhập")),
        ),
        sign_out_href=_address("account_logout"),
        demo=demo,
    )


def role_words(posts: frozenset[Held], unit_id: int) -> str:
    """The roles held in a unit, in words."""
    held = {post.role for post in posts if post.unit_id == unit_id}
    return ", ".join(words for role, words in ROLE_WORDS.items() if role in held)


def _choices(actor: Actor, units: Mapping[int, UnitRow]) -> tuple[Choice, ...]:
    rows = sorted(units.values(), key=lambda unit: unit.order)
    return tuple(
        Choice(
            key=str(unit.id),
            words=unit.body_name,
            note=role_words(actor.posts, unit.id),
            is_current=unit.id == actor.unit_id,
        )
        for unit in rows
    )


def _nav(actor: Actor, path: str) -> tuple[Link, ...]:
    held = {post.role for post in actor.posts}
    found = [(words, _address(name)) for name, words, roles in _AREAS if held & roles]
    open_areas = [(words, href) for words, href in found if href]
    inside = [href for _words, href in open_areas if path.startswith(href)]
    current = max(inside, key=len, default="")
    return tuple(Link(words, href, is_current=href == current) for words, href in open_areas)


def _links(*entries: tuple[str, str]) -> tuple[Link, ...]:
    found = ((words, _address(name)) for name, words in entries)
    return tuple(Link(words, href) for words, href in found if href)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
