"""The Word file as LibreOffice lays it out: the one test that starts it."""

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from loa.foundation.documents.compose.from_toml import document_from, sample_of
from loa.foundation.documents.compose.kinds import Kind
from loa.foundation.documents.compose.structure import Annex, Row, Table
from loa.foundation.documents.facade import to_word

OFFICE = shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice on this machine")
def test_pages_numbers_and_tables_are_kept(tmp_path: Path) -> None:
    """No number on first pages, an annex counts its own; its table keeps the width of the page."""
    document = document_from(Kind.PLAN, sample_of(Kind.PLAN))
    (table,) = document.annexes[0].blocks
    assert isinstance(table, Table)
    rows = tuple(Row((str(n), "Phát tờ rơi", "Sở A", "", "Quý II", "Tờ rơi")) for n in range(1, 70))
    annex = Annex("Phân công", (Table(table.columns, rows),), landscape=True)
    file = tmp_path / "a.docx"
    file.write_bytes(to_word(type(document)(**{**vars(document), "annexes": (annex,)})))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    subprocess.run(  # noqa: S603  our own file, a fixed program
        [
            str(OFFICE),
            home,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(file),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    with pypdfium2.PdfDocument(file.with_suffix(".pdf")) as pdf:
        sizes = [page.get_size() for page in pdf]
        texts = [page.get_textpage().get_text_range().strip() for page in pdf]
        lines = [text.splitlines() for text in texts]
        first_annex = next(i for i, size in enumerate(sizes) if size[0] > size[1])
        right = max(
            text.get_rect(i)[2]
            for text in [pdf[first_annex].get_textpage()]
            for i in range(text.count_rects())
        )
    assert lines[0][0].startswith("ỦY BAN NHÂN DÂN")
    assert [line[0] for line in lines[1:first_annex]] == [str(n) for n in range(2, first_annex + 1)]
    assert lines[first_annex][0] == "Phụ lục"
    assert lines[first_annex + 1][0] == "2"
    assert "Cơ quan chủ trì" in texts[first_annex + 1]
    assert right < sizes[first_annex][0] - 50  # the margin: nothing was pushed out
