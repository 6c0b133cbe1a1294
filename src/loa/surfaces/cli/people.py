"""`loa people`: a person with an account, from the administrator on; a lost phone forgotten."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from loa.kernel.errors import DomainError, NotFound
from loa.surfaces.cli import acting

if TYPE_CHECKING:
    from loa.foundation.orgs.facade import Slip


class NoSuchUnit(DomainError):
    """No unit bears the code on the day."""

    code = "CLI_NO_SUCH_UNIT"


class NoSuchAccount(DomainError):
    """Nobody signs in with this name."""

    code = "CLI_NO_SUCH_ACCOUNT"


class RoleWord(StrEnum):
    """The roles, as typed."""

    PLAN_OFFICER = "plan_officer"
    DISTRICT_OFFICER = "district_officer"
    FOCAL_OFFICER = "focal_officer"
    HEAD = "head"
    CLERK = "clerk"
    READER = "reader"
    ADMINISTRATOR = "administrator"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    people = typer.Typer(help="Người dùng.", rich_markup_mode=None)
    people.callback()(_about)
    people.command("add")(add)
    people.command("newphone")(reset_second_factor)
    app.add_typer(people, name="people")


def _about() -> None:
    """Người dùng."""


def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Họ và tên, trong dấu ngoặc kép.")],
    *,
    role: Annotated[RoleWord, typer.Option("--role", help="Vai trò.")],
    unit: Annotated[
        str, typer.Option("--unit", metavar="CODE", help="Mã đơn vị; bỏ trống là UBND tỉnh.")
    ] = "",
    title: Annotated[str, typer.Option("--title", help="Chức danh.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> None:
    """Thêm một người và in phiếu đăng nhập lần đầu; mật khẩu chỉ hiện một lần."""
    actor, at, on = acting.at_console()
    from loa.foundation.orgs import facade as orgs  # noqa: PLC0415  needs django.setup()
    from loa.kernel.ids import new_key  # noqa: PLC0415  other commands go without
    from loa.surfaces.cli import output  # noqa: PLC0415  as above

    slip = orgs.add_person(
        actor=actor,
        key=new_key(),
        name=name,
        unit_id=unit_id(unit, on),
        role=orgs.Role[role.name],
        title_vi=title,
        at=at,
    )
    value = {
        "person": slip.person_id,
        "name": slip.name,
        "unit": slip.unit_name,
        "username": slip.username,
        "password": slip.password,
    }
    output.emit(value, _paper(slip), as_json=as_json)
    acting.settle()


def reset_second_factor(
    username: Annotated[str, typer.Argument(metavar="USERNAME", help="Tên đăng nhập.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> None:
    """Cho người mất điện thoại và giấy mã dự phòng cài lại xác thực hai lớp."""
    actor, at, _on = acting.at_console()
    from loa.foundation.orgs import facade as orgs  # noqa: PLC0415  needs django.setup()
    from loa.surfaces.cli import output  # noqa: PLC0415  other commands go without

    person_id = orgs.person_signing_in_as(username)
    if person_id is None:
        message = f"Không có ai đăng nhập bằng tên «{username}»."
        raise NoSuchAccount(message)
    orgs.reset_second_factor(actor=actor, person_id=person_id, at=at)
    words = f"Lần đăng nhập tới, {username} cài xác thực hai lớp mới."
    output.emit({"username": username}, words, as_json=as_json)
    acting.settle()


def unit_id(code: str, on: date) -> int:
    """The unit that bears a code on the day; "" is the province. Raises NoSuchUnit."""
    from loa.foundation.orgs import facade as orgs  # noqa: PLC0415  needs django.setup()

    try:
        return (orgs.unit_by_code(code, on) if code else orgs.root_row(on)).id
    except NotFound as error:
        message = f"Ngày {on:%d/%m/%Y} không có đơn vị mang mã «{code}». Xem mã: loa orgs tree"
        raise NoSuchUnit(message) from error


def _paper(slip: "Slip") -> str:
    lines = [
        "PHIẾU ĐĂNG NHẬP LẦN ĐẦU",
        f"Họ và tên:       {slip.name}",
        f"Đơn vị:          {slip.unit_name}",
        f"Tên đăng nhập:   {slip.username}",
        f"Mật khẩu một lần: {slip.password}",
        "Đăng nhập lần đầu phải đổi mật khẩu. Phiếu này chỉ hiện một lần.",
    ]
    return "\n".join(lines)
