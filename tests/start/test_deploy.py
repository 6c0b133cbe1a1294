"""What lies in deploy/ names paths, options and settings that exist; its readers take it."""

import json
import re
import shlex
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
import yaml

from loa.config import env
from loa.modules.plans.rules.uploading import MOST_BYTES
from loa.surfaces.cli import doctor
from loa.surfaces.cli.main import build_app

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
COMPOSE = DEPLOY / "docker" / "compose.yaml"
LOA = "/opt/loa/.venv/bin/loa"
SETTING = re.compile(r"\b(?:LOA_[A-Z_]+|DATABASE_URL)\b")
OF_THE_SAMPLES = {"LOA_SITE", "LOA_UPSTREAM"}
"""Words between Compose and Caddy; Loa reads them not."""


def values(unit: Path, key: str) -> list[str]:
    """The values of a key of a unit, in order."""
    lines = unit.read_text(encoding="utf-8").splitlines()
    return [line.partition("=")[2] for line in lines if line.startswith(f"{key}=")]


def known_settings() -> set[str]:
    return set(SETTING.findall(Path(env.__file__).read_text(encoding="utf-8")))


def assert_is_command(words: list[str]) -> None:
    """The words after `loa` are a command with options that it has."""
    group = typer.main.get_command(build_app())
    command = group.commands[words[0]]  # type: ignore[attr-defined]  # ours is a group
    command.make_context("loa", words[1:])


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_name_what_is_there(unit: Path) -> None:
    text = unit.read_text(encoding="utf-8")
    inside = {path for path in re.findall(r"/opt/loa/([\w./-]+)", text) if path != LOA[9:]}
    assert {path for path in inside if not (ROOT / path).is_file()} == set()
    for line in values(unit, "ExecStart"):
        words = shlex.split(line)
        if words[0] == "/bin/sh":
            words = shlex.split(words[2])[1:]
        assert words[0] == LOA
        assert_is_command(words[1:])


@pytest.mark.parametrize("name", ["loa.service", "loa-backup.service"], ids=["service", "backup"])
def test_services_run_as_an_account_that_may_nothing_else(name: str) -> None:
    unit = DEPLOY / "systemd" / name
    assert values(unit, "User") == ["loa"]
    assert values(unit, "NoNewPrivileges") == ["yes"]
    assert values(unit, "ProtectSystem") == ["strict"]
    # Nothing of the machine can be written then, and what runs needs a place for passing files.
    assert values(unit, "PrivateTmp") == ["yes"]
    assert values(unit, "EnvironmentFile") == ["/etc/loa/loa.env"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
def test_units_are_understood_by_systemd(tmp_path: Path) -> None:
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace(LOA, "/bin/true")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    done = subprocess.run(  # noqa: S603  our own words
        ["systemd-analyze", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("path", [DEPLOY / "loa.env", COMPOSE, DEPLOY / "Caddyfile"], ids=str)
def test_settings_exist(path: Path) -> None:
    named = set(SETTING.findall(path.read_text(encoding="utf-8")))
    assert named - OF_THE_SAMPLES - known_settings() == set()


def test_the_file_of_settings_reads_the_same_in_a_shell() -> None:
    """The command `loa` reads it like systemd: every value is one word in quotes."""
    for line in (DEPLOY / "loa.env").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"(#.*|(# )?[A-Z_]+='[^']*')?", line), line


def test_compose_names_what_is_there() -> None:
    services = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]
    build = services["loa"]["build"]
    assert (COMPOSE.parent / build["context"]).resolve() == ROOT
    assert (ROOT / build["dockerfile"]).is_file()
    mounted = [volume.split(":")[0] for one in services.values() for volume in one["volumes"]]
    files = [COMPOSE.parent / path for path in mounted if path.startswith(".")]
    assert files
    assert all(path.is_file() for path in files)
    assert services["loa"]["read_only"]
    assert services["loa"]["cap_drop"] == ["ALL"]
    assert "ports" not in services["loa"]


@pytest.mark.skipif(
    not shutil.which("docker-compose"), reason="no docker-compose here to read the file"
)
def test_compose_is_understood_by_its_own_config_command() -> None:
    done = subprocess.run(  # noqa: S603  our own words
        ["docker-compose", "-f", str(COMPOSE), "config", "-q"],  # noqa: S607  wherever it is
        env={"PATH": "/usr/bin:/bin:/usr/local/bin", "LOA_SITE": "loa.example.vn"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_image_starts_a_command_and_has_what_doctor_asks_for() -> None:
    text = (DEPLOY / "docker" / "Dockerfile").read_text(encoding="utf-8")
    words = json.loads(next(line[4:] for line in text.splitlines() if line.startswith("CMD ")))
    assert words[0] == "loa"
    assert_is_command(words[1:])
    assert "\nUSER loa\n" in text
    for program in ("tesseract", "soffice"):
        assert doctor.PACKAGES[program] in text


def limits() -> Iterator[int]:
    """The megabytes that each proxy lets through."""
    for name, words in (
        ("Caddyfile", r"max_size (\d+)MB"),
        ("nginx.conf", r"client_max_body_size (\d+)m;"),
    ):
        found = re.search(words, (DEPLOY / name).read_text(encoding="utf-8"))
        assert found, name
        yield int(found[1])


def test_proxies_let_through_what_the_site_takes() -> None:
    assert all(megabytes * 1_000_000 > MOST_BYTES for megabytes in limits())


def test_install_writes_the_files_and_keeps_the_settings(tmp_path: Path) -> None:
    install = [str(DEPLOY / "install")]
    words = {"PATH": "/usr/bin:/bin", "DESTDIR": str(tmp_path)}
    subprocess.run(install, env=words, check=True)  # noqa: S603  our own script
    settings = tmp_path / "etc/loa/loa.env"
    assert stat.S_IMODE(settings.stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "var/backups/loa").stat().st_mode) == 0o700
    units = {path.name for path in (tmp_path / "etc/systemd/system").iterdir()}
    assert units == {unit.name for unit in UNITS}
    settings.write_text("LOA_HOSTS='mine.example.vn'\n", encoding="utf-8")
    subprocess.run(install, env=words, check=True)  # noqa: S603  as above
    assert settings.read_text(encoding="utf-8") == "LOA_HOSTS='mine.example.vn'\n"
    command = subprocess.run(  # noqa: S603  as above
        ["/bin/sh", "-n", str(tmp_path / "usr/local/bin/loa")], check=False, capture_output=True
    )
    assert command.returncode == 0
