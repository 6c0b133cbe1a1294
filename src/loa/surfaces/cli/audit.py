"""`loa audit verify`: read the whole journal back and say whether it was touched."""

from dataclasses import asdict
from pathlib import Path
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
    *,
    root: Annotated[
        list[Path] | None,
        typer.Option("--root", metavar="FILE", help="Tệp mốc sổ nhật ký giữ ở nơi khác."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> int:
    """Kiểm tra sổ nhật ký: có dòng nào bị sửa, bị xóa, bị xáo trộn hay cả sổ bị viết lại không."""
    from django.conf import settings  # noqa: PLC0415  other commands go without

    from loa.surfaces.cli import output, readiness  # noqa: PLC0415  other commands go without

    readiness.open_house()
    from loa.foundation.audit import facade as audit  # noqa: PLC0415  needs django.setup()

    own = settings.LOA_DATA / "roots" / audit.ROOTS_FILE
    files = [*(root or ()), *([own] if own.exists() else [])]
    roots = [one for file in files for one in audit.read_roots(file)]
    found = audit.verify(roots)
    value = asdict(found) | {"roots": len(roots)}
    value["reason"] = value.pop("reason_vi")
    told = (
        f"Sổ nhật ký nguyên vẹn: {found.rows} dòng, khớp {len(roots)} mốc. "
        f"Mã băm cuối: {found.head_hash}"
    )
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
