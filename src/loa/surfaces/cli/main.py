"""The `loa` command: which commands there are, and how every one of them fails.

A command module has one function `register(app)`. It is imported for every command, so it imports
Django, and all that needs it, inside its functions: `document parse` and `worktime` never pay for
a database.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module

import typer
from typer.exceptions import TyperException

from loa.kernel.errors import DomainError
from loa.surfaces.cli import output

COMMANDS = (
    "loa.surfaces.cli.start",
    "loa.surfaces.cli.doctor",
    "loa.surfaces.cli.document",
    "loa.surfaces.cli.worktime",
    "loa.surfaces.cli.orgs",
    "loa.surfaces.cli.people",
    "loa.surfaces.cli.token",
    "loa.surfaces.cli.plan",
    "loa.surfaces.cli.demonstration",
    "loa.surfaces.cli.audit",
    "loa.surfaces.cli.jobs",
    "loa.surfaces.cli.backup",
)
"""Every command module, in the order of the help page."""


_STOPPED = "Đã dừng theo yêu cầu."


def build_app() -> typer.Typer:
    """The application with every command."""
    app = typer.Typer(
        name="loa",
        help="Kế hoạch đã ký → việc được giao, theo dõi, báo cáo.",
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback(invoke_without_command=True)(_about)
    for name in COMMANDS:
        import_module(name).register(app)
    return app


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command. The exit code is 0 only on success; errors are one line on stderr."""
    output.use_utf8()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loa.config.settings")
    command = typer.main.get_command(build_app())
    try:
        result = command.main(
            list(sys.argv[1:] if arguments is None else arguments),
            prog_name="loa",
            standalone_mode=False,
        )
        sys.stdout.flush()
    except Exception as error:  # noqa: BLE001  the last door: whatever it is becomes one line
        return _answer(error)
    except KeyboardInterrupt:
        return _fail(_STOPPED, 130)
    return result if isinstance(result, int) else 0


def _about(context: typer.Context) -> None:
    """Kế hoạch đã ký → việc được giao, theo dõi, báo cáo."""
    if context.invoked_subcommand is None:
        output.say(context.get_help())
        raise typer.Exit(2)


def _answer(error: Exception) -> int:
    """One line for a failure, and its exit code."""
    words, code = f"{type(error).__name__}: {error}", 1
    if isinstance(error, DomainError):
        words = error.message_vi
    elif isinstance(error, TyperException):
        words, code = f"{error.format_message()} Xem: loa --help", error.exit_code
    elif isinstance(error, typer.Abort):
        words, code = _STOPPED, 130
    elif isinstance(error, OSError) and error.filename is not None:
        words = f"{error.filename}: {error.strerror}"
    elif isinstance(error, BrokenPipeError):
        # Who read our output went away; what is still buffered must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return code
    elif os.environ.get("LOA_DEBUG") == "1":
        traceback.print_exception(error)
    else:
        words = f"Lỗi ngoài dự kiến: {words} (xem chi tiết: đặt LOA_DEBUG=1)"
    return _fail(words, code)


def _fail(words: str, code: int = 1) -> int:
    output.say(" ".join(words.split()))
    return code


if __name__ == "__main__":
    sys.exit(run())
