"""`loa audit verify`: read the whole journal back and say whether it was touched."""

from dataclasses import asdict
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    audit = typer.Typer(help="Sổ nhật ký.", rich_markup_mode=None)
    audit.callback()(_about)
    audit.command("verify")(verify)
    app.add_typer(audit, name="audit")


def _about() -> None:
    """Sổ nhật ký."""


def verify(
    *, as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False
) -> int:
    """Kiểm tra sổ nhật ký: có dòng nào bị sửa, bị xóa hay bị xáo trộn không."""
    from loa.surfaces.cli import output, readiness  # noqa: PLC0415  other commands go without

    readiness.open_house()
    from loa.foundation.audit import facade as audit  # noqa: PLC0415  needs django.setup()

    found = audit.verify()
    value = asdict(found)
    value["reason"] = value.pop("reason_vi")
    told = f"Sổ nhật ký nguyên vẹn: {found.rows} dòng. Mã băm cuối: {found.head_hash}"
    if found.ok:
        output.emit(value, told, as_json=as_json)
        return 0
    if as_json:
        output.emit(value, "", as_json=True)
    output.say(
        f"Sổ nhật ký đã bị chạm vào ở dòng {found.first_bad_seq}: {found.reason_vi} "
        "Giữ nguyên máy và đối chiếu với bản sao lưu."
    )
    return 1
