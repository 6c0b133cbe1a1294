"""`loa worktime`: time limits in working time. Never starts the database."""

from typing import Annotated

import typer

Days = Annotated[int | None, typer.Option("--days", min=0, help="Số ngày làm việc.")]
Halves = Annotated[int | None, typer.Option("--half-days", min=0, help="Số buổi làm việc.")]
Hours = Annotated[float | None, typer.Option("--hours", min=0, help="Số giờ làm việc.")]
Minutes = Annotated[float | None, typer.Option("--minutes", min=0, help="Số phút làm việc.")]
AsJson = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    worktime = typer.Typer(help="Tính thời hạn theo giờ làm việc.", rich_markup_mode=None)
    worktime.command("add")(add)
    worktime.command("subtract")(subtract)
    worktime.command("between")(between)
    app.add_typer(worktime, name="worktime")


def add(
    start: Annotated[str, typer.Argument(metavar="START", help="Ví dụ 2022-01-28T16:00.")],
    *,
    days: Days = None,
    half_days: Halves = None,
    hours: Hours = None,
    minutes: Minutes = None,
    as_json: AsJson = False,
) -> None:
    """Hạn cuối của một thời hạn bắt đầu lúc START, kèm giải thích từng ngày."""
    from loa.kernel.worktime import explain_add  # noqa: PLC0415  other commands go without
    from loa.kernel.worktime.data import civil_service  # noqa: PLC0415  as above
    from loa.surfaces.cli import acting, output  # noqa: PLC0415  as above

    told = explain_add(
        civil_service(),
        acting.instant(start),
        days=days,
        half_days=half_days,
        hours=hours,
        minutes=minutes,
    )
    value = {"due": told.reached.at.isoformat(), "explanation": told.words}
    output.emit(value, "\n".join(told.words), as_json=as_json)


def subtract(
    end: Annotated[str, typer.Argument(metavar="END", help="Ví dụ 2022-02-11T17:00.")],
    *,
    days: Days = None,
    half_days: Halves = None,
    hours: Hours = None,
    minutes: Minutes = None,
    as_json: AsJson = False,
) -> None:
    """Lúc muộn nhất phải bắt đầu để kịp END."""
    from loa.kernel.words import weekday_date  # noqa: PLC0415  other commands go without
    from loa.kernel.worktime.data import civil_service  # noqa: PLC0415  as above
    from loa.surfaces.cli import acting, output  # noqa: PLC0415  as above

    reached = civil_service().subtract(
        acting.instant(end), days=days, half_days=half_days, hours=hours, minutes=minutes
    )
    words = [f"Bắt đầu: {reached.at:%H:%M} {weekday_date(reached.at.date())}.", *reached.warnings]
    value = {"start": reached.at.isoformat(), "explanation": words}
    output.emit(value, "\n".join(words), as_json=as_json)


def between(
    start: Annotated[str, typer.Argument(metavar="START", help="Ví dụ 2022-01-28T16:00.")],
    end: Annotated[str, typer.Argument(metavar="END", help="Ví dụ 2022-02-11T17:00.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Thời gian làm việc giữa hai lúc."""
    from loa.kernel.worktime.data import civil_service  # noqa: PLC0415  other commands go without
    from loa.surfaces.cli import acting, output  # noqa: PLC0415  as above

    worked = civil_service().between(acting.instant(start), acting.instant(end))
    value = {
        "minutes": worked.minutes,
        "hours": worked.hours,
        "days": worked.days,
        "half_days": worked.half_days,
        "warnings": list(worked.warnings),
    }
    told = (
        f"{worked.days} ngày làm việc, {worked.half_days} buổi, "
        f"{worked.minutes:g} phút trong giờ làm việc."
    )
    output.emit(value, "\n".join([told, *worked.warnings]), as_json=as_json)
