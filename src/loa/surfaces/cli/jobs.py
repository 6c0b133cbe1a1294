"""`loa jobs`: the work behind the pages that was given up, and trying it again."""

from typing import Annotated

import typer

from loa.kernel.errors import NotFound


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    jobs = typer.Typer(help="Việc chạy nền.", rich_markup_mode=None)
    jobs.callback()(_about)
    jobs.command("dead")(dead)
    jobs.command("retry")(retry)
    app.add_typer(jobs, name="jobs")


def _about() -> None:
    """Việc chạy nền."""


def dead(
    *, as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False
) -> None:
    """Liệt kê việc đã bỏ dở sau nhiều lần thử, kèm lý do."""
    from loa.surfaces.cli import output, readiness  # noqa: PLC0415  other commands go without

    readiness.open_house()
    from loa.foundation.jobs import facade as jobs  # noqa: PLC0415  needs django.setup()

    letters = jobs.dead_letters()
    value = [
        {
            "job": one.job_id,
            "event": one.event,
            "failed_at": one.failed_at,
            "attempts": one.attempts,
            "reason": one.reason,
        }
        for one in letters
    ]
    lines = [f"{one.job_id}  {one.event}  {one.reason}" for one in letters]
    output.emit(value, "\n".join(lines) or "Không có việc nào bỏ dở.", as_json=as_json)


def retry(
    *, as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False
) -> None:
    """Cho mọi việc bỏ dở chạy lại từ đầu; chạy khi «loa up» đang chạy."""
    from loa.surfaces.cli import output, readiness  # noqa: PLC0415  other commands go without

    readiness.open_house()
    from loa.foundation.jobs import facade as jobs  # noqa: PLC0415  needs django.setup()

    tried = [one.job_id for one in jobs.dead_letters() if _is_back(one.job_id)]
    output.emit(tried, f"Cho chạy lại {len(tried)} việc.", as_json=as_json)


def _is_back(job_id: int) -> bool:
    """Whether it was still a dead letter: two commands at once try each of them once."""
    from loa.foundation.jobs import facade as jobs  # noqa: PLC0415  needs django.setup()

    try:
        jobs.retry_dead_letter(job_id=job_id)
    except NotFound:
        return False
    return True
