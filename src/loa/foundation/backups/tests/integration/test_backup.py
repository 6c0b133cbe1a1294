"""An installation is taken into a file beside its writers, and comes back elsewhere.

The installations of these tests have databases of their own, which are dropped afterwards: to
empty the one of the test run costs more than to copy it.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from loa.foundation.audit import facade as audit
from loa.foundation.audit.tests.factories import Somebody
from loa.foundation.backups import facade as backups
from loa.foundation.backups import sealing, what_is_secret
from loa.foundation.backups.archive import opened
from loa.foundation.backups.types import DATABASE, SEALED
from loa.foundation.files import facade as files
from loa.foundation.files.tests.factories import make_file
from loa.kernel import installation
from loa.kernel.db import Change, operation

AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
PASSPHRASE = "một mật khẩu dài"  # noqa: S105  of this test
SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105  a made-up second factor
FACTORS = "factors_of_this_test"
OLD = Path(__file__).parent / "before.loa"


@dataclass
class House:
    """An installation with three lines of the journal, an upload, a lost one, a second factor."""

    data: Path
    sealed: backups.Taken
    kept: files.StoredFileRef
    lost: files.StoredFileRef
    later: files.StoredFileRef
    journal: audit.VerifyResult


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder that every account may enter, also the one of root's server."""
    folder = Path(mkdtemp(prefix="loa-test-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def house(
    place: Path,
    django_db_setup: None,  # noqa: ARG001  the database that is copied
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[House]:
    """Taken once into `a.loa`, while somebody writes."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "_N", 2)  # slow on purpose, which is not what is asked here
        patch.setattr(what_is_secret, "SEALED_TABLES", (FACTORS,))
        patch.setattr("loa.foundation.backups.taking.SEALED_TABLES", (FACTORS,))
        with using(place / "here", "here", str(connection.settings_dict["NAME"])):
            yield built(place)


def built(place: Path) -> House:
    data = place / "here"
    (data / "keys").mkdir(parents=True)
    (data / "keys" / "site").write_text("the key of the site")
    installation.create(data, installation.Kind.REAL, at=AT, version="0.1.0")
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {FACTORS} (id bigint PRIMARY KEY, secret text)")
        cursor.execute(sql.SQL("INSERT INTO {} VALUES (7, %s)").format(_name(FACTORS)), [SECRET])
    for number in range(3):
        recorded(number=number)
    kept, lost = make_file("a.pdf", b"%PDF-1.7 kept"), make_file("b.pdf", b"%PDF-1.7 lost")
    (data / "uploads" / lost.sha256[:2] / lost.sha256).unlink()
    journal, later = audit.verify(), list[files.StoredFileRef]()

    def writes_meanwhile(_words: str) -> None:
        recorded(number=100 + len(later))
        later.append(make_file("c.pdf", b"%%PDF-1.7 later %d" % len(later)))

    sealed = backups.take(
        place / "a.loa", at=AT, version="0.1.0", passphrase=PASSPHRASE, say=writes_meanwhile
    )
    return House(data, sealed, kept, lost, later[0], journal)


@operation
def recorded(*, number: int) -> None:
    change = Change(before={}, after={"number": number})
    audit.record(actor=Somebody(), verb="V", thing=f"t:{number}", change=change, at=AT)


@contextmanager
def using(data: Path, name: str, template: str = "template0") -> Iterator[None]:
    """A data folder and a database of its own, for as long as the block lasts."""
    before = str(connection.settings_dict["NAME"])
    own = sql.Identifier(f"{before}_{name}")
    connection.close()
    with connection._nodb_cursor() as cursor:  # noqa: SLF001  as Django's own test databases are made
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(own))
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        cursor.execute(made.format(own, sql.Identifier(template)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.settings_dict, "NAME", f"{before}_{name}")
        patch.setattr(settings, "LOA_DATA", data)
        patch.setattr(settings, "SECRET_KEY", settings.SECRET_KEY)
        try:
            yield
        finally:
            connection.close()
    with connection._nodb_cursor() as cursor:  # noqa: SLF001  as above
        cursor.execute(sql.SQL("DROP DATABASE {}").format(own))


@pytest.fixture
def there(place: Path, house: House) -> Iterator[Path]:  # noqa: ARG001  it must stand before
    """An empty place elsewhere."""
    with using(place / "there", "there"):
        yield place / "there"
    shutil.rmtree(place / "there", ignore_errors=True)


def give_back(
    source: Path, passphrase: str = "", prepare: Callable[[], None] = lambda: None
) -> backups.Restored:
    return backups.restore(source, passphrase=passphrase, prepare=prepare, say=print)


def take(target: Path) -> backups.Taken:
    return backups.take(target, at=AT, version="0.1.0", passphrase="", say=print)


def factors() -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT id, secret FROM {}").format(_name(FACTORS)))
        return [(number, secret) for number, secret in cursor.fetchall()]


def test_restore_that_broke_off_says_so_and_the_next_brings_all_back(
    place: Path, there: Path, house: House
) -> None:
    def dies() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        give_back(place / "a.loa", prepare=dies)
    with pytest.raises(installation.RestoreUnfinished, match="loa restore"):
        installation.require_kind(there, installation.Kind.REAL)
    assert installation.read(there) is None

    restored = give_back(place / "a.loa", passphrase=PASSPHRASE)
    installation.require_kind(there, installation.Kind.REAL)
    assert installation.read(there) == installation.read(house.data)
    assert restored.has_secrets
    assert factors() == [(7, SECRET)]
    assert (there / "keys" / "site").read_text() == "the key of the site"
    assert files.open_bytes(house.kept.id) == b"%PDF-1.7 kept"
    assert audit.verify() == house.journal
    recorded(number=9)
    assert audit.verify().ok
    # What was written while the file was written is not in it, neither row nor bytes.
    assert files.refs([house.later.id]) == {}


def test_restore_without_the_passphrase_makes_keys_anew(place: Path, there: Path) -> None:
    assert not give_back(place / "a.loa").has_secrets
    assert factors() == []
    assert audit.verify().ok
    key = (there / "keys" / "site").read_text()
    assert key not in {"", "the key of the site"}


def test_restore_refuses_before_it_writes(
    place: Path, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "cut.loa").write_bytes((place / "a.loa").read_bytes()[:-200])
    with pytest.raises(backups.BackupRefused, match="cắt cụt"):
        give_back(place / "cut.loa")
    with pytest.raises(backups.WrongPassphrase):
        give_back(place / "a.loa", passphrase="wrong")  # noqa: S106  a wrong one
    unknown = "loa.foundation.backups.restoring.unknown_migrations"
    monkeypatch.setattr(unknown, lambda _: ["orgs.9999_of_tomorrow"])
    with pytest.raises(backups.BackupTooNew, match="9999_of_tomorrow"):
        give_back(place / "a.loa")
    assert not there.exists()
    assert connection.introspection.table_names() == []


def test_restore_refuses_what_is_not_empty(
    place: Path, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = audit.verify().rows
    with pytest.raises(installation.NotEmpty, match=r"loa\.json"):
        give_back(place / "a.loa")
    monkeypatch.setattr(settings, "LOA_DATA", place / "other")
    with pytest.raises(installation.NotEmpty, match="bảng"):
        give_back(place / "a.loa")
    assert audit.verify().rows == rows
    assert house.data.exists()


def test_restore_one_at_a_time(place: Path) -> None:
    (place / "once").mkdir()

    def second() -> None:
        with installation.restoring(place / "once", place / "b.loa"):
            pytest.fail("two at once")

    with (
        installation.restoring(place / "once", place / "a.loa"),
        pytest.raises(installation.RestoreUnfinished),
    ):
        second()


def test_take_holds_what_stood_at_one_moment(place: Path, house: House) -> None:
    manifest = house.sealed.manifest
    assert manifest.parts.keys() == {DATABASE, SEALED, f"uploads/{house.kept.sha256}"}
    assert manifest.damaged == (house.lost.sha256,)
    assert (manifest.journal_rows, manifest.journal_head) == (
        house.journal.rows,
        house.journal.head_hash,
    )
    with opened(place / "a.loa") as source:
        everything = b"".join(source.read(name) for name in source.manifest.parts)
    assert SECRET.encode() not in everything


def test_take_without_a_passphrase_leaves_secrets_out(place: Path, house: House) -> None:
    manifest = take(place / "plain.loa").manifest
    assert not manifest.is_sealed
    assert manifest.left_out[FACTORS] == 1
    assert house.data.exists()


def test_take_before_upgrade_keeps_the_last_few(house: House) -> None:
    folder = house.data / "backups"
    folder.mkdir(0o700)
    for day in range(1, 5):
        (folder / f"before-0.0.9-2026030{day}T020000.loa").touch()
    kept = backups.take_before_upgrade(at=AT, version="0.1.0", passphrase="", say=print)
    assert kept.stat().st_size
    names = sorted(path.name.removeprefix("before-") for path in folder.iterdir())
    assert [name[:14] for name in names] == ["0.0.9-20260303", "0.0.9-20260304", "0.1.0-20260310"]


def test_take_of_nothing_is_refused(
    place: Path, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "nothing").mkdir()
    monkeypatch.setattr(settings, "LOA_DATA", place / "nothing")
    with pytest.raises(backups.CannotBackUp):
        take(place / "b.loa")
    assert not (place / "b.loa").exists()
    assert house.data.exists()


def test_backup_of_the_version_before_is_brought_forward(there: Path) -> None:
    """`before.loa` was written by the release before; its plan, people and files come along."""

    def migrate() -> None:
        call_command("migrate", verbosity=0, interactive=False)

    restored = give_back(OLD, prepare=migrate)
    assert audit.verify().rows == restored.manifest.journal_rows > 0
    assert len([files.kept_bytes(sha256) for sha256 in restored.manifest.uploads]) > 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM plans_task), count(*) FROM orgs_person")
        assert all(cursor.fetchone())
    assert there.exists()


@pytest.mark.django_db
def test_every_column_that_sounds_like_a_secret_is_declared() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND column_name ~"
            " '(secret|password|token|totp|otp|recovery|private|passphrase|(^|_)key$)'"
        )
        found = cursor.fetchall()
    hidden = {*what_is_secret.SEALED_TABLES, *what_is_secret.NEVER_TABLES}
    told = what_is_secret.KNOWN_AS_HARMLESS
    open_ones = {(table, name) for table, name in found if table not in hidden | told}
    undeclared = [one for one in open_ones if not {one[1], ".".join(one)} & told]
    assert undeclared == [], "declare them in backups/what_is_secret.py"


def _name(table: str) -> sql.Identifier:
    return sql.Identifier(table)
