"""`loa up`, `loa down`, `loa dbshell`."""

from typing import Annotated

import typer

DEFAULT_PORT = 8000
DEFAULT_HOST = "127.0.0.1"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("up")(up)
    app.command("down")(down)
    app.command("dbshell", context_settings={"ignore_unknown_options": True})(dbshell)


def up(
    *,
    demo: Annotated[bool, typer.Option("--demo", help="Dựng dữ liệu minh họa.")] = False,
    port: Annotated[
        int, typer.Option("--port", min=1, max=65535, help="Cổng nhận yêu cầu.")
    ] = DEFAULT_PORT,
    host: Annotated[
        str, typer.Option("--host", help="Địa chỉ nhận yêu cầu; 0.0.0.0: từ máy khác.")
    ] = DEFAULT_HOST,
) -> int:
    """Chạy trang và tiến trình nền cho đến khi nhấn Ctrl-C."""
    from loa.surfaces.cli import site  # noqa: PLC0415  needs the settings

    return site.serve(is_demo=demo, host=host, port=port)


def down(
    *, as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False
) -> None:
    """Dừng những gì `loa up` hoặc một lệnh khác còn để chạy."""
    from loa.surfaces.cli import site  # noqa: PLC0415  needs the settings
    from loa.surfaces.cli.output import emit  # noqa: PLC0415  as above

    stopped = site.take_down()
    words = {"site": "trang", "database": "cơ sở dữ liệu"}
    told = " và ".join(words[name] for name in stopped)
    emit(
        {"stopped": stopped},
        f"Đã dừng {told}." if told else "Không có gì đang chạy.",
        as_json=as_json,
    )


def dbshell(
    psql_arguments: Annotated[
        list[str] | None, typer.Argument(metavar="[-- PSQL ...]", help="Tham số cho psql.")
    ] = None,
) -> int:
    """Mở psql bằng vai trò sở hữu các bảng."""
    from loa.surfaces.cli import shell  # noqa: PLC0415  needs the settings

    return shell.run(psql_arguments or [])
