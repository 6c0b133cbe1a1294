"""`loa plan …`: from the file of a plan to its status, difficulties, report and document."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from loa.surfaces.cli import acting
from loa.surfaces.cli.closing import close
from loa.surfaces.cli.coverage import coverage
from loa.surfaces.cli.following import changes, deliveries, guidance, reports
from loa.surfaces.cli.urging import urge

_Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]
_Id = Annotated[int, typer.Argument(help="Số của kế hoạch, xem bằng «loa plan list».")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    plan = typer.Typer(help="Kế hoạch: nhập, giao, theo dõi, báo cáo.", rich_markup_mode=None)
    plan.callback()(_about)
    plan.command("list")(list_plans)
    plan.command("import")(import_plan)
    plan.command("annex")(annex)
    plan.command("source")(source)
    plan.command("issue")(issue)
    plan.command("show")(show)
    plan.command("status")(status)
    plan.command("difficulties")(difficulties)
    plan.command("report")(report)
    plan.command("document")(document)
    plan.command("urge")(urge)
    plan.command("coverage")(coverage)
    for command in (guidance, changes, deliveries, reports):
        plan.command(command.__name__)(command)
    plan.command("close")(close)
    app.add_typer(plan, name="plan")


def _about() -> None:
    """Kế hoạch: nhập, giao, theo dõi, báo cáo."""


def list_plans(*, as_json: _Json = False) -> None:
    """Liệt kê các kế hoạch."""
    actor, _at, today = acting.at_console()
    from loa.modules.plans import facade as plans  # noqa: PLC0415  needs django.setup()
    from loa.surfaces.cli import output  # noqa: PLC0415  as above

    rows = [asdict(row) for row in plans.plan_rows(actor, today)]
    lines = [f"{row['id']:>4}  {row['state']:<10} {row['name']}" for row in rows]
    output.emit({"plans": rows}, "\n".join(lines) or "Chưa có kế hoạch nào.", as_json=as_json)


def import_plan(
    files: Annotated[
        list[Path],
        typer.Argument(help="Tệp kế hoạch (.docx, .pdf có chữ, .txt), rồi các biểu kèm theo."),
    ],
    *,
    as_of: Annotated[str, typer.Option(help="Ngày lấy danh sách đơn vị: 2022-01-18.")] = "",
    as_json: _Json = False,
) -> None:
    """Nhập một tệp kế hoạch, cùng các biểu kèm theo nếu có, thành một bản nháp."""
    file, *others = [(path.read_bytes(), path.name) for path in files]
    actor, at, _today = acting.at_console()
    from loa.modules.plans import facade as plans  # noqa: PLC0415  needs django.setup()
    from loa.surfaces.cli import output  # noqa: PLC0415  as above

    day = acting.day(as_of) if as_of else None
    read = plans.read_document(*file)
    annexes = [plans.read_annex(*other) for other in others]
    found = plans.import_plan(actor=actor, source=read, annexes=annexes, as_of=day, at=at)
    acting.settle()
    value = {
        "plan": found.plan_id,
        "tasks": found.tasks,
        "doubts": list(found.doubts),
        "missing": list(found.missing),
        "annexes": found.annexes,
        "new": found.is_new,
    }
    lines = [
        f"Kế hoạch {found.plan_id}: {found.tasks} nhiệm vụ, {len(found.doubts)} chỗ cần xem."
        if found.is_new
        else f"Tệp này đã được nhập: kế hoạch {found.plan_id}.",
        *(f"- {doubt}" for doubt in found.doubts),
    ]
    output.emit(value, "\n".join(lines), as_json=as_json)


def annex(
    plan_id: _Id,
    file: Annotated[Path, typer.Argument(help="Biểu: .xlsx, .xls, .ods, .csv, .docx, .pdf.")],
    *,
    with_hidden: Annotated[
        bool, typer.Option("--with-hidden", help="Lấy cả dòng, cột, trang tính bị ẩn.")
    ] = False,
    as_json: _Json = False,
) -> None:
    """Thêm một biểu kèm theo vào kế hoạch; kế hoạch đã giao thì thành bản sửa đổi để kiểm tra."""
    data = file.read_bytes()
    actor, at, _today = acting.at_console()
    from loa.modules.plans import facade as plans  # noqa: PLC0415  needs django.setup()
    from loa.surfaces.cli import output  # noqa: PLC0415  as above

    read = plans.read_annex(data, file.name)
    found = plans.take_annex(
        actor=actor, plan_id=plan_id, source=read, with_hidden=with_hidden, at=at
    )
    acting.settle()
    value = {
        "plan": found.plan_id,
        "annex": found.annex_id,
        "amends": plan_id if found.plan_id != plan_id else None,
        "tasks": found.tasks,
        "repeated": found.repeated,
        "doubts": list(found.doubts),
        "notes": list(read.notes),
        "new": found.is_new,
    }
    lines = [
        f"Kế hoạch {found.plan_id}: thêm {found.tasks} nhiệm vụ, {len(found.doubts)} chỗ cần xem."
        if found.is_new
        else f"Biểu này đã có trong kế hoạch {found.plan_id}; không thêm gì.",
        *(f"- {words}" for words in (*read.notes, *found.doubts)),
    ]
    if found.plan_id != plan_id:
        lines.append(
            f"Kế hoạch {plan_id} đã giao nên đây là bản sửa đổi; kiểm tra rồi giao bằng "
            f"«loa plan issue {found.plan_id}»."
        )
    output.emit(value, "\n".join(lines), as_json=as_json)


def source(
    plan_id: _Id,
    *,
    out: Annotated[Path, typer.Option("--out", help="Ghi ra tệp này.")],
    annex: Annotated[int, typer.Option(help="Lấy biểu kèm theo thứ mấy, thay cho kế hoạch.")] = 0,
    as_json: _Json = False,
) -> None:
    """Lấy lại tệp gốc, từng byte như lúc nhận."""
    actor, _at, today = acting.at_console()
    from loa.modules.plans import facade as plans  # noqa: PLC0415  needs django.setup()
    from loa.surfaces.cli import output  # noqa: PLC0415  as above

    if annex:
        _name, data = plans.annex_bytes(actor, plan_id, annex, today)
    else:
        data = plans.source_bytes(actor, plan_id, today)
    out.write_bytes(data)
    value = {"plan": plan_id, "file": str(out), "bytes": len(data)}
    output.emit(value, f"Đã ghi {len(data)} byte vào {out}.", as_json=as_json)


def issue(plan_id: _Id, *, as_json: _Json = False) -> None:
    """Giao nhiệm vụ của bản nháp như đang có."""
    actor, at, _today = acting.at_console()
    from loa.modules.plans import facade as plans  # noqa: PLC0415  needs django.setup()
    from loa.surfaces.cli import output  # noqa: PLC0415  as above

    found = plans.issue_plan(actor=actor, plan_id=plan_id, version=None, at=at, as_it_stands=True)
    acting.settle()
    value = {"plan": found.plan_id, "assignments": found.assignments}
    output.emit(value, f"Kế hoạch {plan_id}: {found.assignments} việc đã giao.", as_json=as_json)


def show(plan_id: _Id, *, as_json: _Json = False) -> None:
    """Xem một kế hoạch: phần đầu, nhiệm vụ, chỗ cần xem."""
    actor, _at, today = acting.at_console()
    from loa.modules.plans import facade as plans  # noqa: PLC0415  needs django.setup()
    from loa.surfaces.cli import output  # noqa: PLC0415  as above

    value = plans.plan_detail(actor, plan_id, today)
    lines = [f"{value['state']}: {value['subject']}"]
    lines += [
        f"{task['ordinal']:>3}. {task['title']} · {task['when']} · {task['units']} đơn vị"
        for task in value["tasks"]
    ]
    output.emit(value, "\n".join(lines), as_json=as_json)


def status(plan_id: _Id, *, as_json: _Json = False) -> None:
    """Đếm việc theo tình trạng, vai trò, cấp."""
    actor, _at, today = acting.at_console()
    from loa.modules.plans import facade as plans  # noqa: PLC0415  needs django.setup()
    from loa.surfaces.cli import output  # noqa: PLC0415  as above

    found = plans.status(plans.plan_for(actor, plan_id, today), today)
    counted = ", ".join(f"{state} {n}" for state, n in found.by_state.items() if n)
    late = f"quá hạn {found.by_day['overdue']}, nộp, xong muộn {found.by_day['done_late']}"
    text = f"{found.assignments} việc: {counted}; {late}"
    output.emit(asdict(found), text, as_json=as_json)


def difficulties(plan_id: _Id, *, as_json: _Json = False) -> None:
    """Đếm khó khăn, vướng mắc đã nêu: chờ trả lời, quá hạn trả lời, đã trả lời."""
    actor, _at, today = acting.at_console()
    from loa.modules.plans import facade as plans  # noqa: PLC0415  needs django.setup()
    from loa.surfaces.cli import output  # noqa: PLC0415  as above

    found = plans.counts_of(plans.plan_for(actor, plan_id, today), today)
    text = f"Chờ trả lời {found.open}, quá hạn trả lời {found.late}, đã trả lời {found.answered}."
    output.emit(asdict(found), text, as_json=as_json)


def report(
    plan_id: _Id,
    *,
    period: Annotated[str, typer.Option(help="Kỳ báo cáo: 2022-Q1.")],
    out: Annotated[Path, typer.Option("--out", help="Thư mục ghi các tệp.")],
    as_json: _Json = False,
) -> None:
    """Ghi báo cáo tổng hợp DỰ THẢO của tỉnh: Word, PDF, Excel. Không chốt số liệu."""
    out.mkdir(parents=True, exist_ok=True)
    actor, _at, today = acting.at_console()
    from loa.modules.plans import facade as plans  # noqa: PLC0415  needs django.setup()
    from loa.surfaces.cli import output  # noqa: PLC0415  as above

    plan = plans.plan_for(actor, plan_id, today)
    span = plans.period_of(plan, period)
    view = plans.draft_view(plan, plan.issuer_id, span, today)
    document = plans.document_of(view, is_demo=_is_demo())
    files = {
        f"bao-cao-{period}.docx": plans.as_word(document),
        f"bao-cao-{period}.pdf": plans.as_pdf(document),
        f"bao-cao-{period}.xlsx": plans.as_workbook(view),
    }
    paths = []
    for name, data in files.items():
        _write(out / name, data)
        paths.append(str(out / name))
    value: dict[str, Any] = {
        "from": span.first.isoformat(),
        "to": span.last.isoformat(),
        "files": paths,
        "missing": len(view.figures.missing),
    }
    told = [
        f"Kỳ {period}: {span.first:%d/%m/%Y} đến {span.last:%d/%m/%Y}.",
        f"Chưa báo cáo: {len(view.figures.missing)}/{view.figures.units} đơn vị.",
        *paths,
    ]
    output.emit(value, "\n".join(told), as_json=as_json)


def document(
    plan_id: _Id,
    *,
    out: Annotated[Path, typer.Option("--out", help="Thư mục ghi các tệp.")],
    as_json: _Json = False,
) -> None:
    """Ghi kế hoạch theo thể thức Nghị định 30/2020, nhiệm vụ ở phụ lục: Word, PDF."""
    out.mkdir(parents=True, exist_ok=True)
    actor, _at, today = acting.at_console()
    from loa.modules.plans import facade as plans  # noqa: PLC0415  needs django.setup()
    from loa.surfaces.cli import output  # noqa: PLC0415  as above

    plan = plans.plan_for(actor, plan_id, today)
    composed = plans.plan_document_of(plan, is_demo=_is_demo())
    paths = []
    for kind in ("docx", "pdf"):
        path = out / f"ke-hoach-{plan_id}.{kind}"
        _write(path, plans.plan_file(composed, kind))
        paths.append(str(path))
    output.emit({"files": paths}, "\n".join(paths), as_json=as_json)


def _write(path: Path, data: bytes) -> None:
    """Write whole or not at all, as the caller."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(path)


def _is_demo() -> bool:
    from django.conf import settings  # noqa: PLC0415  needs django.setup()

    from loa.kernel import installation  # noqa: PLC0415  as above

    return installation.is_demo(settings.LOA_DATA)
