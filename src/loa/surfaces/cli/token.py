"""`loa token …`: tokens by which other programs call the API."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from loa.surfaces.cli import acting

if TYPE_CHECKING:
    from loa.foundation.tokens.facade import NewToken, TokenRow

_Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]


class RoleWord(StrEnum):
    """The roles that a machine may have, as typed."""

    PLAN_OFFICER = "plan_officer"
    DISTRICT_OFFICER = "district_officer"
    FOCAL_OFFICER = "focal_officer"
    HEAD = "head"
    CLERK = "clerk"
    READER = "reader"


class ScopeWord(StrEnum):
    """The scopes, as typed."""

    READ = "read"
    PLANS = "plans"
    WORK = "work"
    REPORTS = "reports"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    token = typer.Typer(help="Mã API cho phần mềm khác.", rich_markup_mode=None)
    token.callback()(_about)
    token.command("create")(create)
    token.command("list")(list_tokens)
    token.command("revoke")(revoke)
    app.add_typer(token, name="token")


def _about() -> None:
    """Mã API cho phần mềm khác."""


def create(
    *,
    role: Annotated[
        RoleWord, typer.Option("--role", case_sensitive=False, help="Vai trò của phần mềm.")
    ],
    unit: Annotated[
        str, typer.Option("--unit", metavar="CODE", help="Mã đơn vị: xem «loa orgs tree».")
    ],
    name: Annotated[str, typer.Option("--name", help="Tên phần mềm, ghi vào nhật ký.")] = (
        "Phần mềm"
    ),
    scope: Annotated[
        list[ScopeWord] | None,
        typer.Option("--scope", help="Phạm vi, ghi nhiều lần được; bỏ trống là mọi phạm vi."),
    ] = None,
    until: Annotated[
        str, typer.Option("--until", metavar="DATE", help="Ngày cuối; bỏ trống là một năm.")
    ] = "",
    as_json: _Json = False,
) -> None:
    """Tạo mã API cho một phần mềm, với một vai trò ở một đơn vị; mã chỉ hiện một lần."""
    actor, at, on = acting.at_console()
    from loa.foundation.orgs import facade as orgs  # noqa: PLC0415  needs django.setup()
    from loa.foundation.tokens import facade as tokens  # noqa: PLC0415  as above
    from loa.kernel.ids import new_key  # noqa: PLC0415  other commands go without
    from loa.surfaces.cli import output  # noqa: PLC0415  as above
    from loa.surfaces.cli.people import unit_id  # noqa: PLC0415  as above

    made = tokens.create_token(
        actor=actor,
        key=new_key(),
        name=name,
        unit_id=unit_id(unit, on),
        role=orgs.Role[role.name],
        scopes=[tokens.Scope[word.name] for word in scope or ScopeWord],
        last_day=acting.day(until) if until else None,
        at=at,
    )
    value = {
        "code": made.code,
        "token": made.text,
        "name": made.name,
        "unit": made.unit_name,
        "until": made.last_day.isoformat(),
    }
    output.emit(value, _paper(made), as_json=as_json)
    acting.settle()


def list_tokens(*, as_json: _Json = False) -> None:
    """Liệt kê các mã API; phần bí mật của mã không còn ở đâu nữa."""
    actor, _at, on = acting.at_console()
    from loa.foundation.tokens import facade as tokens  # noqa: PLC0415  needs django.setup()
    from loa.surfaces.cli import output  # noqa: PLC0415  as above

    rows = tokens.tokens_of(actor, on)
    values = [
        {
            "code": row.code,
            "name": row.name,
            "role": row.role.value.lower(),
            "unit": row.unit_code,
            "scopes": [scope.value for scope in row.scopes],
            "until": row.last_day.isoformat(),
            "valid": row.is_valid,
            "last_used": row.last_used_at.isoformat() if row.last_used_at else None,
        }
        for row in rows
    ]
    text = "\n".join(map(_line, rows)) or "Chưa có mã API nào."
    output.emit({"tokens": values}, text, as_json=as_json)


def revoke(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Mã số: xem «loa token list».")],
    *,
    as_json: _Json = False,
) -> None:
    """Thu hồi một mã API: từ lúc này phần mềm dùng mã đó không gọi được nữa."""
    actor, at, _on = acting.at_console()
    from loa.foundation.tokens import facade as tokens  # noqa: PLC0415  needs django.setup()
    from loa.surfaces.cli import output  # noqa: PLC0415  as above

    tokens.revoke_token(actor=actor, code=code, at=at)
    output.emit({"code": code, "valid": False}, f"Đã thu hồi mã {code}.", as_json=as_json)
    acting.settle()


def _paper(made: "NewToken") -> str:
    lines = [
        f"Mã API của «{made.name}», {made.unit_name}, dùng đến hết {made.last_day:%d/%m/%Y}:",
        made.text,
        "Mã này chỉ hiện một lần, hãy chép vào nơi cất giữ bí mật của phần mềm.",
        f"Thu hồi: loa token revoke {made.code}",
    ]
    return "\n".join(lines)


def _line(row: "TokenRow") -> str:
    state = "còn dùng" if row.is_valid else "đã thu hồi" if row.revoked_at else "hết hạn"
    scopes = ",".join(scope.value for scope in row.scopes)
    return (
        f"{row.code}  {state:<10} {row.name} · {row.role.value.lower()} · {row.unit_code} "
        f"{row.unit_name} · {scopes} · đến {row.last_day:%d/%m/%Y}"
    )
