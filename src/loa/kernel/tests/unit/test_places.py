"""Where reference data is found: named, in a checkout, inside an installed package."""

from pathlib import Path

import pytest

from loa.kernel import places


def make_data(folder: Path) -> Path:
    for name in ("calendar", "law"):
        (folder / name).mkdir(parents=True)
    return folder


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A package folder that stands for the installed one."""
    monkeypatch.delenv("LOA_REFERENCE", raising=False)
    package = tmp_path / "site-packages" / "loa"
    monkeypatch.setattr(places, "__file__", str(package / "kernel" / "places.py"))
    return package


def test_data_dir_inside_the_package(installed: Path) -> None:
    data = make_data(installed / "data")
    assert places.data_dir() == data


def test_data_dir_of_the_checkout(installed: Path) -> None:
    data = make_data(installed.parents[1] / "data")
    assert places.data_dir() == data


def test_data_dir_named_wins(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_data(installed / "data")
    named = make_data(tmp_path / "elsewhere")
    monkeypatch.setenv("LOA_REFERENCE", str(named))
    assert places.data_dir() == named


def test_data_dir_missing_says_what_to_set(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not installed.exists()
    with pytest.raises(places.ReferenceMissing, match="set LOA_REFERENCE"):
        places.data_dir()
    monkeypatch.setenv("LOA_REFERENCE", str(tmp_path))
    with pytest.raises(places.ReferenceMissing, match="holds no calendar"):
        places.data_dir()
