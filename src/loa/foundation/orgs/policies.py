"""Who may do what to units and people."""

from datetime import date

from django.utils.translation import gettext as _

from loa.foundation.orgs.models import Post
from loa.foundation.orgs.queries import delegations, people
from loa.foundation.orgs.queries.rights import may
from loa.foundation.orgs.queries.units import root_row
from loa.foundation.orgs.types import SYSTEM, Actor, Role
from loa.kernel.access import Allowed, Denied, Verdict


def can_manage_people(actor: Actor, unit_id: int, on: date) -> Verdict:
    """The administrator of the unit, or of the province."""
    if may(actor, "PEOPLE_MANAGE", unit_id, on):
        return Allowed()
    return Denied(_("Chỉ người quản trị của đơn vị hoặc của tỉnh làm được việc này."))


def can_manage_person(actor: Actor, person_id: int, on: date) -> Verdict:
    """The administrator of every unit in which the person holds a post.

    So a commune's administrator cannot take over somebody who also has a post at the province.
    """
    units = people.unit_ids_of(person_id, on)
    if units and all(may(actor, "PEOPLE_MANAGE", unit_id, on) for unit_id in units):
        return Allowed()
    if not units and may(actor, "PEOPLE_IMPORT", root_row(on).id, on):
        return Allowed()
    return Denied(_("Người này còn giữ chức vụ ở đơn vị khác: hãy nhờ người quản trị của tỉnh."))


def can_change_own(actor: Actor) -> Verdict:
    """The person about himself, acting as himself and not in another's place."""
    if actor.person_id is not None and " for " not in actor.label:
        return Allowed()
    return Denied(_("Thôi làm thay rồi mới sửa được điện thoại, thư điện tử của mình."))


def can_lend(actor: Actor, post: Post, on: date) -> Verdict:
    """The holder, acting as himself and not in another's place, or the administrator of the unit.

    Only posts that do the work of a unit are lent: nobody's right to give rights.
    """
    is_himself = actor.person_id == post.person_id and " for " not in actor.label
    if Role(post.role) not in delegations.LENT:
        return Denied(_("Vai trò này không ủy quyền được."))
    if is_himself or may(actor, "PEOPLE_MANAGE", post.unit_id, on):
        return Allowed()
    return Denied(_("Chỉ người giữ vai trò, hoặc người quản trị của đơn vị, ủy quyền được."))


def can_import_people(actor: Actor, on: date) -> Verdict:
    """The administrator of the province."""
    if may(actor, "PEOPLE_IMPORT", root_row(on).id, on):
        return Allowed()
    return Denied(_("Chỉ người quản trị của tỉnh nhập danh sách người dùng."))


def can_record_succession(actor: Actor, on: date) -> Verdict:
    """The administrator of the province, or the house itself."""
    if actor == SYSTEM or may(actor, "UNIT_SUCCESSION", root_row(on).id, on):
        return Allowed()
    return Denied(_("Chỉ người quản trị của tỉnh ghi việc sáp nhập đơn vị."))


def can_change_units(actor: Actor, on: date) -> Verdict:
    """The administrator of the province."""
    if may(actor, "UNIT_CHANGE", root_row(on).id, on):
        return Allowed()
    return Denied(_("Chỉ người quản trị của tỉnh sửa cây đơn vị."))


def can_load_province(actor: Actor, on: date) -> Verdict:
    """The administrator of the province, or the house itself."""
    if actor == SYSTEM or may(actor, "PROVINCE_LOAD", root_row(on).id, on):
        return Allowed()
    return Denied(_("Chỉ người quản trị của tỉnh chọn tỉnh cho nơi cài đặt này."))


def can_waive(actor: Actor) -> Verdict:
    """Only the house itself lets people in without a password of their own choice."""
    return Allowed() if actor == SYSTEM else Denied(_("Việc này do hệ thống tự làm."))
