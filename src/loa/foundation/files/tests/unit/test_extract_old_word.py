"""Word 97–2003 files: read through LibreOffice, or refused with what to do."""

import subprocess
from pathlib import Path

import docx
import pytest

from loa.foundation.files.extract import old_word
from loa.foundation.files.extract.facade import (
    NoteCode,
    OldWordFile,
    SourceFormat,
    extract,
    extract_isolated,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le")
needs_libreoffice = pytest.mark.skipif(old_word.soffice() is None, reason="LibreOffice is missing")


@needs_libreoffice
def test_extract_old_word_reads_words_tables_and_old_fonts(tmp_path: Path) -> None:
    """P18, P25: an old file named .docx; letters of the TCVN3 age by the font of their run."""
    page = docx.Document()
    page.add_paragraph("Kế hoạch số 26")
    page.add_paragraph().add_run("Céng hßa x· héi").font.name = ".VnTime"
    row = page.add_table(1, 2).rows[0]
    row.cells[0].text, row.cells[1].text = "Chủ trì", "Sở Tư pháp"
    page.add_paragraph("Nơi nhận:")
    page.save(f"{tmp_path / 'a.docx'}")
    subprocess.run(  # noqa: S603  the machine's own program makes the old file
        [
            *(old_word.soffice() or "", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}"),
            *("--headless", "--convert-to", "doc:MS Word 97"),
            *("--outdir", f"{tmp_path}", f"{tmp_path / 'a.docx'}"),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )
    found = extract_isolated((tmp_path / "a.doc").read_bytes(), "kế hoạch.docx")
    assert found.format is SourceFormat.DOC
    lines = ["Kế hoạch số 26", "Cộng hòa xã hội", "Chủ trì", "Sở Tư pháp"]
    assert found.text.split("\n")[:4] == lines
    assert found.tables[0].rows == (("Chủ trì", "Sở Tư pháp"),)
    assert found.has(NoteCode.CONVERTED)
    assert found.has(NoteCode.LEGACY_FONT)


def test_extract_old_word_without_libreoffice_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """P18: an old .doc renamed .docx."""
    monkeypatch.setattr(old_word, "_PATH", f"{tmp_path}")
    with pytest.raises(OldWordFile, match=r"Word đời cũ \(\.doc\).*libreoffice.*lưu thành \.docx"):
        extract(OLE, "kế hoạch.docx")
