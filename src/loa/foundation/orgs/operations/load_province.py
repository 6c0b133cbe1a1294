"""Make the installation that of another province, while nothing hangs on the units of this one."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import policies, provinces, reference
from loa.foundation.orgs.models import Post, ReferenceMark, Unit, UnitState, UnitSuccession
from loa.foundation.orgs.operations.load_units import LOADED, write_line
from loa.foundation.orgs.queries.units import line_of
from loa.foundation.orgs.types import Actor
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, operation
from loa.kernel.errors import DomainError
from loa.kernel.places import data_dir

_ASIDE = "~"
"""Before the keys of the units that go, while those that come take the keys."""


class ProvinceInUse(DomainError):
    """Plans, people or edits hang on the units of the province that is loaded."""

    code = "ORGS_PROVINCE_IN_USE"


@dataclass(frozen=True)
class LoadedProvince:
    """The province that the installation is of now."""

    slug: str
    name: str
    is_new: bool


@operation
def load_province(*, actor: Actor, province: str, at: datetime) -> LoadedProvince:
    """Put the units of the named province in place of those that stand.

    The province that stands already is left as it is. People of the committee and its bodies keep
    their posts in the same bodies of the new province. Raises NoSuchProvince, ProvinceInUse.
    """
    on = local_day(at)
    require(policies.can_load_province(actor, on))
    known = ReferenceMark.objects.select_for_update().filter(name=LOADED).first()
    folder = data_dir() / "units"
    rows = provinces.read(folder)
    chosen, before = provinces.chosen(province, rows), line_of()
    if known is not None and chosen.slug == before:
        return LoadedProvince(chosen.slug, chosen.last.name, is_new=False)

    _require_unedited(chosen)

    UnitSuccession.objects.all().delete()
    gone = {unit.pk: unit.key for unit in Unit.objects.all()}
    _set_aside(gone)
    write_line(chosen.slug, reference.content_hash(folder, chosen.slug), at, is_first=True)
    _move_posts(gone, provinces.by_slug(before, rows), chosen)
    _delete(gone, chosen)

    change = Change({"province": before if known else ""}, {"province": chosen.slug})
    audit.record(actor=actor, verb="PROVINCE_LOAD", thing="orgs.reference", change=change, at=at)
    return LoadedProvince(chosen.slug, chosen.last.name, is_new=True)


def _require_unedited(chosen: provinces.Province) -> None:
    edited = UnitState.objects.filter(is_reference=False).exists()
    if edited or UnitSuccession.objects.filter(is_reference=False).exists():
        raise _in_use(_("đã có người sửa cây đơn vị của tỉnh hiện nay"), chosen)


def _set_aside(gone: dict[int, str]) -> None:
    units = [Unit(pk=pk, key=f"{_ASIDE}{key}") for pk, key in gone.items()]
    Unit.objects.bulk_update(units, ["key"], batch_size=1000)


def _move_posts(
    gone: dict[int, str], before: provinces.Province, chosen: provinces.Province
) -> None:
    """Posts go to the body that has the same part: committee to committee, Sở to the same Sở."""
    held = set(Post.objects.values_list("unit_id", flat=True))
    if not held:
        return
    ids = dict(Unit.objects.exclude(key__startswith=_ASIDE).values_list("key", "pk"))
    for unit_id in held:
        key = gone[unit_id]
        part = key.removeprefix(f"{before.prefix}.")
        wanted = chosen.key if key == before.key else f"{chosen.prefix}.{part}"
        if wanted not in ids:
            count = Post.objects.filter(unit=unit_id).count()
            words = _("có %(n)d chức vụ ở đơn vị mà tỉnh kia không có (mã %(code)s)")
            raise _in_use(words % {"n": count, "code": key}, chosen)
        Post.objects.filter(unit=unit_id).update(unit_id=ids[wanted])


def _delete(gone: dict[int, str], chosen: provinces.Province) -> None:
    UnitState.objects.filter(unit__in=gone).delete()
    try:
        Unit.objects.filter(pk__in=gone).delete()
    except ProtectedError as error:
        words = _("đã có kế hoạch hoặc việc gắn với đơn vị của tỉnh hiện nay")
        raise _in_use(words, chosen) from error


def _in_use(why: str, chosen: provinces.Province) -> ProvinceInUse:
    message = _(
        "Không đổi sang %(name)s được vì %(why)s. Mỗi nơi cài đặt là một tỉnh: hãy đặt LOA_DATA "
        "sang một thư mục mới rồi chạy «loa orgs load %(slug)s»."
    )
    return ProvinceInUse(message % {"name": chosen.last.bare, "why": why, "slug": chosen.slug})
