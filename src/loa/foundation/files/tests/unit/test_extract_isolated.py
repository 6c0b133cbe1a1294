"""The reading process: same answers, limits that hold, nothing left behind."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest

from loa.foundation.files.extract import isolated
from loa.foundation.files.extract.facade import (
    BrokenFile,
    ExtractTimedOut,
    extract,
    extract_isolated,
    fences_here,
)
from loa.foundation.files.extract.wire import Job
from loa.foundation.files.tests.pdf_builder import PdfPage, grid, pdf
from loa.foundation.files.tests.word_builder import box, cell, docx, paragraph, table
from loa.kernel.fence.child import SOURCE
from loa.kernel.fence.confinement import Fences

PDF = pdf(grid(PdfPage().text(60, 700, "Kế hoạch truyền thông " * 3), [50, 200, 400], [600, 700]))
DOCX = docx(paragraph(box("Số")) + table(cell("a") + cell("b")))


@pytest.mark.parametrize("data", [PDF, DOCX])
def test_extract_isolated_answers_the_same(data: bytes) -> None:
    assert extract_isolated(data, "a") == extract(data, "a")


def test_extract_isolated_plain_text_needs_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("started a process"))
    assert extract_isolated("Kế hoạch".encode(), "a.txt").text == "Kế hoạch"


def test_extract_isolated_hands_refusals_back() -> None:
    with pytest.raises(BrokenFile, match="bị hỏng"):
        extract_isolated(b"%PDF-1.7\nrubbish", "a.pdf")


def _swap_child(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Run `program` in the child's place, under the child's limits."""
    limited = f"from loa.kernel.fence.limits import Limits, limit; limit(Limits(1)); {program}"
    monkeypatch.setattr(isolated, "command", lambda *_: [sys.executable, "-c", limited])


@pytest.mark.parametrize(
    "program",
    [
        "import time; time.sleep(60)",
        "\nwhile True: pass",
    ],
)
def test_extract_isolated_stops_in_time(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    _swap_child(monkeypatch, program)
    start = time.monotonic()
    with pytest.raises(ExtractTimedOut, match="quá lâu"):
        extract_isolated(DOCX, "a.docx", seconds=1)
    assert time.monotonic() - start < 8


@pytest.mark.parametrize(
    "program",
    [
        "bytearray(3 * 1024 ** 3)",
        "open('a', 'w').write('x' * 100_000)",
        "[open('/dev/null') for _ in range(100)].clear()",
        "import os; os.kill(os.getpid(), 11)",
        "print('not json')",
    ],
)
def test_extract_isolated_child_that_dies_is_a_broken_file(
    monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    _swap_child(monkeypatch, program)
    with pytest.raises(BrokenFile):
        extract_isolated(DOCX, "a.docx", seconds=20)


def test_extract_isolated_ends_what_the_child_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A grandchild that would outlive its parent is killed with it."""
    note = tmp_path / "grandchild"
    note.touch()
    _swap_child(
        monkeypatch,
        f"import os, time; pid = os.fork(); open({str(note)!r}) and pid and os.rename("
        f"{str(note)!r}, {str(note)!r} + str(pid)); time.sleep(60)",
    )
    with pytest.raises(ExtractTimedOut):
        extract_isolated(DOCX, "a.docx", seconds=2)
    pid = int(next(tmp_path.iterdir()).name.removeprefix("grandchild"))
    for _ in range(50):
        if _has_ended(pid):
            break
        time.sleep(0.02)
    assert _has_ended(pid)


def _has_ended(pid: int) -> bool:
    """Gone, or a zombie that nobody has collected yet."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


def test_extract_isolated_leaves_no_folder_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    extract_isolated(DOCX, "a.docx")
    assert list(tmp_path.iterdir()) == []


_SHUT_IN = (
    "from loa.foundation.files.extract.__main__ import prepare\n"
    "from loa.foundation.files.extract.wire import Job\nprepare(Job.TEXT, 5)\n"
)


def _confined(tmp_path: Path, program: str, *, packages: Path | None = None) -> str:
    """What `program` prints once it has shut itself in as the reading process does."""
    path = os.pathsep.join([SOURCE, f"{packages or ''}"])
    ran = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", _SHUT_IN + program],
        env={"PYTHONPATH": path.strip(os.pathsep), "PYTHONSAFEPATH": "1"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


@pytest.fixture(scope="module")
def fences() -> Fences:
    return fences_here()


@pytest.mark.usefixtures("socket_enabled")
def test_reading_process_reaches_no_listening_socket(fences: Fences, tmp_path: Path) -> None:
    """P20: nothing that an upload makes a reader do leaves the machine, or reaches its services."""
    if not fences.network:
        pytest.skip("this kernel lets a process neither leave the network nor fence itself")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        program = (
            "import socket\ntry:\n"
            f"    socket.create_connection(('127.0.0.1', {port}), 2); print('reached')\n"
            "except OSError as error: print(type(error).__name__)"
        )
        assert _confined(tmp_path, program) in {"OSError", "PermissionError", "ConnectionError"}


def test_reading_process_sees_no_file_of_the_house(fences: Fences, tmp_path: Path) -> None:
    if not fences.files:
        pytest.skip("this kernel has no Landlock")
    secret = tmp_path / "database.password"
    secret.write_text("bí mật", encoding="utf-8")
    program = (
        f"for path in ({str(secret)!r}, '/proc/{os.getpid()}/environ', '/etc/shadow'):\n"
        "    try: print(open(path, 'rb').read())\n"
        "    except PermissionError: pass\n"
        "try: open('mine', 'w')\nexcept PermissionError: print('nothing')"
    )
    assert _confined(tmp_path, program) == "nothing"


def test_reading_process_sees_only_what_it_needs_of_the_machine(
    fences: Fences, tmp_path: Path
) -> None:
    """Programs, libraries and fonts, not all that lies beside them."""
    if not fences.files:
        pytest.skip("this kernel has no Landlock")
    folders = ["/opt", "/usr", "/usr/local", "/usr/src", "/etc", "/var", "/home", "/root", "/srv"]
    program = (
        f"import os\nfor folder in {folders}:\n"
        "    try: print(folder, len(os.listdir(folder)))\n"
        "    except (PermissionError, FileNotFoundError): pass\nprint('nothing')"
    )
    assert _confined(tmp_path, program) == "nothing"


def test_reading_process_finds_packages_that_stand_elsewhere(tmp_path: Path) -> None:
    """As where `loa up` has made a copy of them, which a .pth file names."""
    packages = tmp_path / "packages"
    packages.mkdir()
    (packages / "read_late.py").write_text("WORD = 'found'", encoding="utf-8")
    program = "import read_late\nprint(read_late.WORD)"
    assert _confined(tmp_path, program, packages=packages) == "found"


def test_reading_process_ends_when_whoever_started_it_is_killed(tmp_path: Path) -> None:
    """A worker killed by -9 in the middle of a scan leaves no reader behind."""
    mark = f"{tmp_path.name}-{os.getpid()}"
    reader = f"{_SHUT_IN}import time\nprint('ready', flush=True); time.sleep(60); '{mark}'"
    starts = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {reader!r}])"
    with subprocess.Popen(  # noqa: S603  our own interpreter
        [sys.executable, "-c", starts],
        env={"PYTHONPATH": SOURCE, "PYTHONSAFEPATH": "1"},
        stdout=subprocess.PIPE,
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"ready\n"
        assert _marked(mark)
        parent.kill()
    for _ in range(100):
        if not _marked(mark):
            break
        time.sleep(0.02)
    assert not _marked(mark)


def _marked(mark: str) -> list[str]:
    """The processes with this mark in their command."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if mark.encode() in path.read_bytes():
                found.append(path.parent.name)
    return found


def test_whoever_watches_hears_of_pages_and_can_end_the_reading() -> None:
    program = (
        "import sys; out = sys.stdout.buffer; out.write(b'+0 3\\n+2 3\\n'); out.flush();"
        "import time; time.sleep(0.6); out.write(b'{}')"
    )
    heard: list[tuple[int, int]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(isolated, "command", lambda *_: [sys.executable, "-c", program])
        answer = isolated.run(Job.TEXT, b"", seconds=9, watch=lambda *told: heard.append(told))
        assert answer == b"{}"
        assert (2, 3) in heard

        def stop(*_: int) -> None:
            raise KeyboardInterrupt

        patch.setattr(isolated, "command", lambda *_: ["sleep", "60"])
        with pytest.raises(KeyboardInterrupt):
            isolated.run(Job.TEXT, b"", seconds=9, watch=stop)


def test_reading_process_takes_along_what_left_its_group(fences: Fences, tmp_path: Path) -> None:
    """A grandchild in a session of its own dies with the space of processes."""
    if not fences.processes:
        pytest.skip("this kernel gives no space of processes")
    mark = f"{tmp_path.name}-{os.getpid()}"
    program = f"import os, time\nif not os.fork():\n    os.setsid(); time.sleep(60); '{mark}'"
    _confined(tmp_path, program)
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            assert mark.encode() not in path.read_bytes()
