"""What the start does not touch, and what it says instead."""

import os
from pathlib import Path

import pytest

from loa.foundation.database import facade as database
from loa.foundation.database.types import Layout

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs another account to run under")


@pytest.fixture
def layout(place: Path, request: pytest.FixtureRequest) -> Layout:
    """Prepared folders without a cluster."""
    layout = Layout(place / request.node.name.replace("[", "-").strip("]"))
    database.prepare_folders(layout.data)
    return layout


def give_cluster(layout: Layout) -> None:
    layout.cluster.mkdir(0o700)
    owner = layout.run.stat()
    os.chown(layout.cluster, owner.st_uid, owner.st_gid)


def test_ensure_running_never_initialises_over_data(layout: Layout) -> None:
    """J07: what is there is never replaced by an empty database."""
    give_cluster(layout)
    (layout.cluster / "base").mkdir()
    with pytest.raises(database.DataRefused, match="PG_VERSION"):
        database.ensure_running(layout.data)
    assert [path.name for path in layout.cluster.iterdir()] == ["base"]


@pytest.mark.parametrize("version", ["19", "17"])
def test_ensure_running_other_version(layout: Layout, version: str) -> None:
    give_cluster(layout)
    (layout.cluster / "PG_VERSION").write_text(f"{version}\n")
    with pytest.raises(database.DataRefused, match=version):
        database.ensure_running(layout.data)


def test_ensure_running_lost_cluster_is_not_replaced(layout: Layout) -> None:
    layout.stamp.touch()
    with pytest.raises(database.DataRefused, match="sao lưu"):
        database.ensure_running(layout.data)
    assert not layout.cluster.exists()


def test_ensure_running_open_keys_folder_is_refused_not_changed(layout: Layout) -> None:
    layout.keys.chmod(0o755)
    with pytest.raises(database.FolderUnsafe, match=f"chmod 700 {layout.keys}"):
        database.ensure_running(layout.data)
    assert layout.keys.stat().st_mode & 0o777 == 0o755


def test_ensure_running_link_instead_of_a_folder(layout: Layout, tmp_path: Path) -> None:
    layout.log.rmdir()
    layout.log.symlink_to(tmp_path)
    with pytest.raises(database.FolderUnsafe):
        database.ensure_running(layout.data)


def test_ensure_running_data_folder_is_a_file(place: Path) -> None:
    (place / "file").write_text("not a folder")
    with pytest.raises(database.DataRefused, match="LOA_DATA"):
        database.ensure_running(place / "file")


def test_ensure_running_lost_password(layout: Layout) -> None:
    give_cluster(layout)
    (layout.cluster / "PG_VERSION").write_text("18\n")
    with pytest.raises(database.DataRefused, match="postgres-postgres"):
        database.ensure_running(layout.data)


@as_root
def test_ensure_running_closed_parent_names_the_command(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(0o700)
    tmp_path.chmod(0o755)
    with pytest.raises(database.FolderClosed, match=r"chmod o\+x"):
        database.ensure_running(closed / "data")
    assert list(closed.iterdir()) == []


@as_root
def test_ensure_running_folder_of_a_stranger(layout: Layout) -> None:
    os.chown(layout.keys, 65534, 65534)
    with pytest.raises(database.FolderUnsafe, match="keys"):
        database.ensure_running(layout.data)
