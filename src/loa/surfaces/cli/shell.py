"""psql on the installation's database, as the owner of the tables and with the caller's files."""

import os
import shutil
import subprocess
from collections.abc import Sequence

from django.conf import settings

from loa.foundation.database import facade as database
from loa.kernel.errors import DomainError
from loa.surfaces.cli.readiness import open_house


class NoClient(DomainError):
    """No psql was found."""

    code = "CLI_NO_PSQL"
    message_vi = "Không thấy psql: hãy chạy make setup."


def run(arguments: Sequence[str]) -> int:
    """Run psql; its exit code. The password never stands in the list of processes."""
    open_house()
    chosen = settings.DATABASES["default"]
    own = database.own_programs() / "psql"
    program = str(own) if own.exists() else shutil.which("psql")
    if program is None:
        raise NoClient
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "NAME": "PGDATABASE"}
    words = {variable: str(chosen[name]) for name, variable in names.items() if chosen[name]}
    if chosen["PASSWORD"]:
        words["PGPASSWORD"] = str(chosen["PASSWORD"])
    done = subprocess.run([program, *arguments], env=os.environ | words, check=False)  # noqa: S603
    return done.returncode
