"""The steps before a site is served, run under the site's own account.

python -m loa.surfaces.cli.prepare [--demo]
"""

import hashlib
import logging.config
import sys
from pathlib import Path

from django.conf import settings

from loa.kernel import clock
from loa.kernel.errors import DomainError
from loa.surfaces.cli.output import say, say_as_events, use_utf8
from loa.surfaces.cli.readiness import make_folder, prepare

# Copies of htmx that no page asks for; to compress them took two thirds of the gathering.
_UNUSED = ["django_htmx"]


def main(arguments: list[str]) -> int:
    """Tables and reference data, static files, and the demonstration where asked for."""
    use_utf8()
    if settings.ENV.logs_as_json:
        logging.config.dictConfig(settings.LOGGING)
        say_as_events()
    try:
        make_folder(kind=None)
        # Before Django is set up: the way of naming static files is chosen when it is first used.
        settings.STORAGES["staticfiles"]["BACKEND"] = settings.HASHED_STATIC
        prepare(is_full=True)
        _collect_static()
        if "--demo" in arguments:
            _load_demo()
    except DomainError as error:
        say(" ".join(error.message_vi.split()))
        return 1
    return 0


def _collect_static() -> None:
    """Gather the static files under names with a hash; skipped where none has changed."""
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415  after django.setup
    from django.core.management import call_command  # noqa: PLC0415  as above

    whole = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(["CVS", ".*", "*~", *_UNUSED]):
            state = Path(storage.path(name)).stat()
            whole.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    stamp = settings.STATIC_ROOT / ".collected"
    if stamp.exists() and stamp.read_text(encoding="ascii") == whole.hexdigest():
        return
    say("Đang gom tệp tĩnh…")
    call_command(
        "collectstatic", verbosity=0, interactive=False, clear=True, ignore_patterns=_UNUSED
    )
    stamp.write_text(whole.hexdigest(), encoding="ascii")


def _load_demo() -> None:
    """The demonstration; a build without one fails here rather than serve an empty province."""
    from django.utils.module_loading import import_string  # noqa: PLC0415  after django.setup

    say("Đang dựng dữ liệu minh họa…")
    import_string(settings.DEMO_LOADER)(at=clock.now())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
