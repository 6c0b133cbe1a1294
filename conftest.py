"""What every test shares: a PostgreSQL server for tests, and databases of this run alone.

Without DATABASE_URL the tests use an embedded server in var/test, or beside the
default data folder where the server could not reach the checkout. All runs in this checkout share
it, each under names of its own; the last run that ends stops it. It does not survive a power cut
(fsync is off), so a folder that does not start any more is thrown away.
"""

import fcntl
import gc
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import quote, urlencode

import django
import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.core.cache import cache
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from loa.config import env
from loa.foundation.database import facade as database
from loa.foundation.database.tests import template

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loa.config.settings")

pytest_plugins = (
    "loa.foundation.database.tests.flush",
    "loa.foundation.audit.tests.flush",
    "loa.foundation.jobs.tests.flush",
    "loa.modules.plans.tests.patience",
    "loa.foundation.ui.tests.contexts",
    "loa.foundation.ui.tests.undefined",
)

_ROOT = env.default_data(Path(__file__).parent).with_name("test")
_USERS = _ROOT / f"users-{os.geteuid()}.lock"
_DATA = _ROOT / f"server-{os.geteuid()}"
_IS_MAIN = "PYTEST_XDIST_WORKER" not in os.environ


def _join() -> int:
    """Start or find the server, name this run's databases; the lock that says who uses it."""
    _ROOT.mkdir(parents=True, exist_ok=True)
    users = os.open(_USERS, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    with _gate():
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            database.ensure_running(_DATA, is_durable=False)
        else:
            _start_afresh()
        fcntl.flock(users, fcntl.LOCK_SH)
    found = database.connection_settings(_DATA)
    query = urlencode({"host": found["HOST"], "port": found["PORT"]}, quote_via=quote)
    os.environ["DATABASE_URL"] = (
        f"postgresql://{found['USER']}:{quote(str(found['PASSWORD']))}@/run{os.getpid()}?{query}"
    )
    return users


def _leave(users: int) -> None:
    """Stop the server if no other run uses it."""
    with _gate():
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        database.stop(_DATA)
    os.close(users)


def _start_afresh() -> None:
    """Nobody else uses the server: start it, and drop what runs that were killed left there."""
    try:
        database.ensure_running(_DATA, is_durable=False)
    except database.CannotStart:
        shutil.rmtree(_DATA)
        database.ensure_running(_DATA, is_durable=False)
    found = database.connection_settings(_DATA)
    secret = (_DATA / "keys" / "postgres-postgres").read_text(encoding="utf-8")
    with psycopg.connect(
        host=str(found["HOST"]), user="postgres", password=secret, autocommit=True
    ) as connection:
        connection.execute("ALTER ROLE loa CREATEDB")
        # Rows that a test kept are put back without asking for each of their keys again.
        connection.execute("GRANT SET ON PARAMETER session_replication_role TO loa")
        # What a test writes nobody else ever sees. The server would note that the tables hold no
        # rows, and join each of a test's rows with each; so it is not to look by itself.
        connection.execute("ALTER SYSTEM SET autovacuum = off")
        connection.execute("SELECT pg_reload_conf()")
        left = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test_run%'")
        for (name,) in left.fetchall():
            connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


@contextmanager
def _gate() -> Iterator[None]:
    """One run at a time joins or leaves."""
    with (_ROOT / f"gate-{os.geteuid()}.lock").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        yield


def _own_data_folder() -> Path:
    """A folder for what this run stores, so that no test touches an installation."""
    _ROOT.mkdir(parents=True, exist_ok=True)
    os.environ["LOA_DATA"] = mkdtemp(prefix="data-", dir=_ROOT)
    (Path(os.environ["LOA_DATA"]) / "static").mkdir()  # whitenoise looks for it
    return Path(os.environ["LOA_DATA"])


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loa.config.settings")
# Whoever asks Python to keep nothing compiled would pay for it in each worker and in each process
# that a test starts: half a minute of every run.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
gc.disable()  # nothing that is loaded before the first test is garbage; see pytest_runtestloop
os.environ.setdefault("LOA_SECOND_FACTOR", "off")
_stored = _own_data_folder() if _IS_MAIN else None
_users = _join() if _IS_MAIN and not os.environ.get("DATABASE_URL") else None
django.setup()
# How long an example takes tells how busy the machine is; tests of speed say so themselves.
# A check says the same of the same tree each time; LOA_EXPLORE looks for new examples (bin/check).
_EXPLORES = bool(os.environ.get("LOA_EXPLORE"))
hypothesis.settings.register_profile("loa", deadline=None, derandomize=not _EXPLORES)
hypothesis.settings.load_profile("loa")
# A test without tables counts tries too; test_sign_in asks the table of the house.
settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# What is slow on purpose is not what tests are about; the hashers of the house stand behind.
settings.PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    *settings.PASSWORD_HASHERS,
]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long ones begin, in whatever order the others come: no core waits for one at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    """What was loaded stays to the end: no collection of garbage looks through it any more.

    Pages make many small things that die by themselves: looking for circles among them after each
    700 took a twelfth of the time of every walk over them.
    """
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """After every so many tests, what they took back is cleared out of the tables."""
    yield
    template.clear_now_and_then()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """The run has ended."""
    if _stored is not None:
        shutil.rmtree(_stored, ignore_errors=True)
    if _users is not None:
        _leave(_users)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,  # noqa: ARG001  this must be so before
    django_db_modify_db_settings: None,  # noqa: ARG001  as above
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """A database of this process: copied, because migrating anew costs seconds in each."""
    with django_db_blocker.unblock():
        before = template.set_up(_gate())
    yield
    with django_db_blocker.unblock():
        template.tear_down(before)


@pytest.fixture(autouse=True)
def _nobody_has_tried_before() -> Iterator[None]:
    """The limits on tries count in the process's cache: one test's tries are not the next one's."""
    yield
    cache.clear()
