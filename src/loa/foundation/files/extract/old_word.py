"""Text of a Word 97–2003 file (.doc): LibreOffice turns it into .docx, which is then read."""

import shutil
import subprocess
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from loa.foundation.files.extract.errors import BrokenFile, ExtractTimedOut, OldWordFile
from loa.foundation.files.extract.old_word_container import refuse_hopeless
from loa.foundation.files.extract.types import ExtractedText, ExtractNote, NoteCode, SourceFormat
from loa.foundation.files.extract.word import extract_word

_PATH = "/usr/local/bin:/usr/bin:/bin:/opt/libreoffice/program"
_SECONDS = 60.0
_FILTER = "docx:MS Word 2007 XML"
_CONVERTED = (
    "Tệp Word đời cũ (.doc), đọc qua LibreOffice. Số thứ tự và bảng có thể khác chút ít so với "
    "khi mở bằng Word; hãy đối chiếu với bản ký."
)
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Writer/Content/Update", "Field", "false"),
    ("/org.openoffice.Office.Writer/Content/Update", "Chart", "false"),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
)
"""LibreOffice's own configuration: no macro runs, nothing linked is fetched."""


def soffice() -> str | None:
    """The program, where LibreOffice is installed."""
    return shutil.which("soffice", path=_PATH)


def extract_old_word(data: bytes, until: float | None = None) -> ExtractedText:
    """What `extract_word` reads of the file that LibreOffice makes of `data`.

    `until` is a moment of `time.monotonic`. Raises OldWordFile where there is no LibreOffice,
    ExtractTimedOut, and what `refuse_hopeless` and `extract_word` raise.
    """
    program = soffice()
    if program is None:
        raise OldWordFile
    refuse_hopeless(data)
    seconds = _SECONDS if until is None else max(until - time.monotonic(), 1.0)
    with tempfile.TemporaryDirectory(prefix="doc-") as folder:
        converted = _converted(program, Path(folder), data, seconds)
    found = extract_word(converted)
    note = ExtractNote(NoteCode.CONVERTED, _CONVERTED)
    return replace(found, format=SourceFormat.DOC, notes=(note, *found.notes))


def _converted(program: str, folder: Path, data: bytes, seconds: float) -> bytes:
    source, made = folder / "in" / "a.doc", folder / "out" / "a.docx"
    profile = folder / "profile"
    source.parent.mkdir()
    source.write_bytes(data)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    try:
        subprocess.run(  # noqa: S603  (a program of the machine, no shell)
            [
                *(program, f"-env:UserInstallation={profile.as_uri()}"),
                *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
                *("--convert-to", _FILTER, "--outdir", f"{made.parent}", f"{source}"),
            ],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=seconds,
            env={"HOME": f"{folder}", "TMPDIR": f"{folder}", "PATH": _PATH, "LC_ALL": "C.UTF-8"},
        )
        return made.read_bytes()
    except subprocess.TimeoutExpired:
        raise ExtractTimedOut from None
    except OSError:
        raise BrokenFile from None


def _registry() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    )
