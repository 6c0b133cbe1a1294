"""Builders of the register's tests: an office with its clerk and head, a document to number."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from loa.foundation.documents.register import facade
from loa.foundation.legal.facade import load_reference
from loa.foundation.orgs.facade import Actor, Role
from loa.foundation.orgs.tests.factories import make_actor, make_head, make_province, make_unit

AT = datetime(2022, 3, 15, 2, 0, tzinfo=UTC)
DAY = date(2022, 3, 15)


@dataclass(frozen=True)
class Office:
    """A commune with its people, and somebody of another one."""

    unit_id: int
    clerk: Actor
    head: Actor
    stranger: Actor


def make_office() -> Office:
    """The law, a small tree, its people."""
    load_reference(at=AT)
    province = make_province()
    commune, other = (make_unit(name, parent_id=province.pk) for name in ("Xã Một", "Xã Hai"))
    return Office(
        unit_id=commune.pk,
        clerk=make_actor(Role.CLERK, commune.pk),
        head=make_head(commune.pk),
        stranger=make_actor(Role.CLERK, other.pk),
    )


def outgoing(**changes: object) -> facade.Outgoing:
    """A report to be numbered."""
    document = facade.Outgoing(
        kind="BC", notation="BC-UBND", subject="Kết quả thực hiện Quý I năm 2022", day=DAY
    )
    return replace(document, **changes)  # type: ignore[arg-type]  # a test names real fields


def let_loa_number(office: Office, layout: facade.Layout = facade.Layout.BY_KIND) -> None:
    """The head rules that Loa gives the numbers."""
    facade.choose_way(
        actor=office.head,
        unit_id=office.unit_id,
        in_force_from=date(2022, 1, 1),
        source=facade.Source.LOA,
        layout=layout,
        cites="Quy chế văn thư của xã",
        at=AT,
    )
