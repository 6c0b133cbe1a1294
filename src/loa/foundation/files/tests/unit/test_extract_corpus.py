"""Real documents that nobody here wrote: nothing of their text is lost."""

import os
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from loa.foundation.files.extract import ocr
from loa.foundation.files.extract.facade import ExtractedText, NoteCode, extract
from loa.foundation.files.extract.names import MC, W
from loa.foundation.files.extract.old_word import soffice

SHARED = Path(os.environ.get("LOA_SHARED", Path(__file__).resolve().parents[7] / "shared"))
LAW = sorted((SHARED / "corpus/law/nd-30-2020").glob("*.doc*"))
PLANS = sorted((SHARED / "corpus/plans/originals").glob("*.*"))
SCANS = {p.name for p in PLANS if (p.parents[1] / f"{p.stem}.ocr.txt").exists()}
SCANS.add("phu-luc_de-cuong-bao-cao-nuoi-con-nuoi.pdf")
needs_reader = pytest.mark.skipif(ocr.tesseract() is None, reason="tesseract-ocr-vie is missing")
needs_libreoffice = pytest.mark.skipif(soffice() is None, reason="LibreOffice is missing")
WORD = [path for path in [*LAW, *PLANS] if path.suffix == ".docx"]
pytestmark = pytest.mark.skipif(not LAW, reason="the corpus is not on this machine (LOA_SHARED)")


@cache
def read(path: Path) -> ExtractedText:
    return extract(path.read_bytes(), path.name)


def bare(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text)).casefold()


def shown_runs(path: Path) -> Iterator[str]:
    """Text of every w:t of the body, by a plain scan: fallbacks and deletions left out."""
    left_out = {f"{MC}Fallback", f"{W}del", f"{W}moveFrom"}
    with zipfile.ZipFile(path) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    for text in root.iter(f"{W}t"):
        if left_out.isdisjoint(str(above.tag) for above in text.iterancestors()):
            yield text.text or ""


@pytest.mark.parametrize("path", WORD, ids=lambda path: path.name)
def test_extract_word_loses_no_letter(path: Path) -> None:
    """P09, P35: every stored w:t of the decree and of long plans, head to tail."""
    text = read(path).text
    there, wanted = Counter(bare(text)), Counter(bare("".join(shown_runs(path))))
    assert not wanted - there
    whole = bare(text)
    assert [run for run in shown_runs(path) if bare(run) not in whole] == []


def test_extract_specimens_in_boxes_found_once() -> None:
    """P09: book cover and transfer slip exist only in boxes."""
    path = next(path for path in LAW if path.name == "Phuluc4.docx")
    found = read(path)
    assert found.has(NoteCode.TEXT_BOXES)
    assert len(bare(found.text)) == pytest.approx(len(bare("".join(shown_runs(path)))), rel=0.01)


@needs_libreoffice
def test_extract_old_word_of_the_decree_equals_its_new_one() -> None:
    """P09: the specimens that exist only in boxes, in the old format too."""
    old = next(path for path in LAW if path.name == "Phuluc4.doc")
    ours, new = Counter(bare(read(old).text)), Counter(bare(read(old.with_suffix(".docx")).text))
    assert (new - ours).total() + (ours - new).total() <= 0.02 * new.total()


@pytest.mark.parametrize(
    "path", [p for p in PLANS if p.with_suffix(".txt").name != p.name], ids=lambda p: p.name
)
def test_extract_words_equal_those_of_another_reader(path: Path) -> None:
    """The corpus's own .txt came from LibreOffice and pdftotext."""
    other = path.parents[1] / f"{path.stem}.txt"
    if path.suffix == ".doc" or path.name in SCANS or not other.exists():
        pytest.skip("no text of another reader")

    def words(text: str) -> Counter[str]:
        return Counter(re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text).casefold()))

    ours, theirs = words(read(path).text), words(other.read_text())
    assert (theirs - ours).total() <= 0.03 * theirs.total()


@needs_reader
def test_extract_scan_reads_as_people_do() -> None:
    """Words of a scanned page that hand-made truth holds; its written number is doubtful."""
    found = read(next(path for path in PLANS if path.name.startswith("cong-van_575")))
    assert found.has(NoteCode.READ_BY_MACHINE)
    for words in ("Kính gửi: Sở Tài chính", "1060/BTC-QLGCS", "103/2024/NĐ-CP", "Hà Thị Lê Vân"):
        assert words in found.text
    number = found.text.index("/UBND-KTTH")
    assert any(number - 12 <= span.start < number for span in found.doubtful)


@pytest.mark.parametrize(
    "path", [p for p in PLANS if p.suffix == ".pdf" and p.name not in SCANS], ids=lambda p: p.name
)
def test_extract_pdf_head_in_two_columns(path: Path) -> None:
    """The motto never shares its line with the issuer."""
    for line in read(path).text.splitlines():
        if re.search(r"CỘNG HO?[ÒO]?[AÀ] XÃ HỘI CHỦ NGHĨA VIỆT NAM", line):
            assert line.strip().startswith("CỘNG")
