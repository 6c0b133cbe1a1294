"""`loa demo`: the demonstration's year plays itself."""

from dataclasses import asdict
from typing import Annotated

import typer

from loa.surfaces.cli import acting


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    demo = typer.Typer(help="Bản minh họa.", rich_markup_mode=None)
    demo.callback()(_about)
    demo.command("play")(play)
    app.add_typer(demo, name="demo")


def _about() -> None:
    """Bản minh họa."""


def play(
    *,
    to: Annotated[str, typer.Option("--to", help="Diễn đến sáng ngày này: 2022-12-14.")],
    seed: Annotated[
        int | None, typer.Option("--seed", help="Cùng một số thì cùng một năm; mặc định 15.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> None:
    """Diễn năm của kế hoạch minh họa đến một ngày; chạy lại thì diễn tiếp."""
    day = acting.day(to)
    from loa.kernel.installation import Kind  # noqa: PLC0415  other commands go without
    from loa.surfaces.cli import output, readiness  # noqa: PLC0415  as above

    readiness.make_folder(kind=Kind.DEMO)
    readiness.prepare(is_full=False)
    from loa.kernel import clock  # noqa: PLC0415  needs django.setup()
    from loa.surfaces.cli.demo import load  # noqa: PLC0415  as above
    from loa.surfaces.cli.demo.year import play_year  # noqa: PLC0415  as above

    load(at=clock.now())
    plan_id, totals = play_year(to=day, seed=seed, say=output.say)
    acting.settle()
    value = {"plan": plan_id, **asdict(totals)}
    text = (
        f"Kế hoạch {plan_id} đến sáng {day:%d/%m/%Y}: {totals.assignments} việc, "
        f"{totals.activities} hoạt động, {totals.reports} báo cáo, {totals.urged} lời đôn đốc, "
        f"{totals.difficulties} khó khăn, vướng mắc."
    )
    output.emit(value, text, as_json=as_json)
