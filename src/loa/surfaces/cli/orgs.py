"""`loa orgs …`: the units of a day; the province of the installation."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    orgs = typer.Typer(help="Cây đơn vị theo ngày.", rich_markup_mode=None)
    orgs.callback()(_about)
    orgs.command("tree")(tree)
    orgs.command("load")(load)
    orgs.command("export")(export)
    orgs.command("import")(import_)
    app.add_typer(orgs, name="orgs")


def _about() -> None:
    """Cây đơn vị theo ngày."""


def tree(
    *,
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DATE", help="Ví dụ 2022-03-10; bỏ trống là hôm nay.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> None:
    """Các đơn vị đang hoạt động trong một ngày, theo thứ tự chính thức."""
    from loa.kernel import clock  # noqa: PLC0415  other commands go without
    from loa.surfaces.cli import acting, output, readiness  # noqa: PLC0415  as above

    given = acting.day(as_of) if as_of else None
    readiness.open_house()
    from loa.foundation.orgs import facade as orgs  # noqa: PLC0415  needs django.setup()

    on = given or clock.local_day(clock.now())
    rows = orgs.tree(on)
    depth: dict[int, int] = {}
    lines = []
    for row in rows:
        depth[row.id] = 0 if row.parent_id is None else depth.get(row.parent_id, 0) + 1
        lines.append(f"{'  ' * depth[row.id]}{row.name} ({row.code})")
    units = [
        {
            "code": row.code,
            "name": row.name,
            "level": row.level.value.lower(),
            "parent": row.parent_code,
        }
        for row in rows
    ]
    output.emit({"as_of": on.isoformat(), "units": units}, "\n".join(lines), as_json=as_json)


def load(
    province: Annotated[
        str,
        typer.Argument(metavar="PROVINCE", help="Tên tỉnh có dấu hoặc không, hay mã: Cần Thơ, 92."),
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> None:
    """Dùng nơi cài đặt này cho một tỉnh khác, khi chưa có kế hoạch nào."""
    from loa.surfaces.cli import acting, output  # noqa: PLC0415  other commands go without

    actor, at, on = acting.at_console()
    from loa.foundation.orgs import facade as orgs  # noqa: PLC0415  needs django.setup()

    found = orgs.load_province(actor=actor, province=province, at=at)
    levels = Counter(row.level.value.lower() for row in orgs.tree(on))
    value = {
        "province": found.slug,
        "name": orgs.root_row(on).name,
        "new": found.is_new,
        "as_of": on.isoformat(),
        "units": dict(levels),
    }
    done = "Đã nạp cây đơn vị" if found.is_new else "Đã là cây đơn vị"
    text = f"{done}: {value['name']}, {sum(levels.values())} đơn vị ngày {on:%d/%m/%Y}."
    output.emit(value, text, as_json=as_json)


def export(
    *,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Ghi ra tệp CSV này.")],
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> None:
    """Ghi cây đơn vị của mọi ngày ra một tệp CSV để sửa rồi nhập lại."""
    from loa.surfaces.cli import output, readiness  # noqa: PLC0415  other commands go without

    readiness.open_house()
    from loa.foundation.orgs import facade as orgs  # noqa: PLC0415  needs django.setup()

    content = orgs.export_units()
    out.write_bytes(content)
    rows = content.count(b"\r\n") - 1
    output.emit({"file": str(out), "rows": rows}, f"{out}: {rows} dòng.", as_json=as_json)


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp .csv hoặc .xlsx.")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem, không ghi.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> None:
    """Sửa cây đơn vị theo một tệp; dòng không đổi được giữ nguyên, còn một ô sai thì không ghi."""
    content = file.read_bytes()
    from loa.surfaces.cli import acting, output  # noqa: PLC0415  other commands go without

    actor, at, _on = acting.at_console()
    from loa.foundation.orgs import facade as orgs  # noqa: PLC0415  needs django.setup()

    sheet = orgs.read_sheet(content)
    found = orgs.preview_units(sheet)
    for fault in found.faults:
        output.say(f"Dòng {fault.row}, {fault.column} «{fault.typed}»: {fault.message_vi}")
    changes = found.changes
    if found.faults or not dry_run:
        changes = orgs.import_units(actor=actor, sheet=sheet, at=at)
        acting.settle()
    units = [{"key": each.key, "name": each.after[-1].name} for each in changes]
    done = "Sẽ sửa" if dry_run else "Đã sửa"
    lines = [f"{done} {len(units)} đơn vị.", *(f"- {unit['name']}" for unit in units)]
    output.emit({"written": not dry_run, "units": units}, "\n".join(lines), as_json=as_json)
