"""Whole files to damage: small built ones, and those of the corpus where it is at hand."""

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from loa.foundation.files.extract.old_word import soffice
from loa.foundation.files.tests.pdf_builder import PdfPage, grid, pdf
from loa.foundation.files.tests.scan_builder import saved, sheet
from loa.foundation.files.tests.word_builder import box, cell, docx, paragraph, run, table

_ROOT = Path(__file__).resolve().parents[2]
_SHARED = Path(os.environ.get("LOA_SHARED", _ROOT.parent / "shared"))
_LARGEST = 120_000
_TEXT = """ỦY BAN NHÂN DÂN
TỈNH MẪU
Số: 26/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Mẫu, ngày 15 tháng 02 năm 2022
KẾ HOẠCH
Truyền thông về cải cách thủ tục hành chính năm 2022
Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ;
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích: nâng cao nhận thức.
II. NHIỆM VỤ
a) Sở Tư pháp chủ trì, phối hợp với các sở, ngành tổ chức hội nghị trước ngày 30/6/2022.
- UBND các xã, phường báo cáo hằng quý./.
Nơi nhận:
- Như trên;
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""


def seeds_for(parser: str) -> list[bytes]:
    """Files of the kind that `parser` reads."""
    endings = {"docx": (".docx",), "pdf": (".pdf",), "doc": (".doc",), "text": (".txt",)}
    return [*_built(parser), *_found(endings.get(parser, ()))]


def _built(parser: str) -> list[bytes]:
    page = grid(PdfPage().text(60, 780, "Kế hoạch năm 2022"), [60, 200, 400], [600, 650, 700])
    rows = table(cell("a", '<w:gridSpan w:val="2"/>'), cell("b", "<w:vMerge/>") + cell("c"))
    word = docx(paragraph(box("hộp") + run("chữ")) + rows)
    head = sheet(("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI"), "Số: 26/KH-UBND ngày 15/02/2022")
    head.thumbnail((700, 700))
    built: dict[str, Callable[[], list[bytes]]] = {
        "docx": lambda: [word],
        "pdf": lambda: [pdf(page, PdfPage().text(60, 700, "trang hai").picture())],
        "image": lambda: [saved(head, kind) for kind in ("JPEG", "PNG", "WEBP", "TIFF")],
        "doc": _old_word,
        "sheet": _sheets,
        "csv": _delimited,
        "people": _people,
        "text": lambda: [_TEXT.encode()],
    }
    make = built[parser]
    return make()


def _found(endings: tuple[str, ...]) -> list[bytes]:
    folders = [_SHARED / "corpus" / name for name in ("plans/originals", "law/nd-30-2020", "plans")]
    paths = [path for folder in folders for ending in endings for path in folder.glob(f"*{ending}")]
    return [path.read_bytes() for path in sorted(paths) if path.stat().st_size <= _LARGEST]


def _old_word() -> list[bytes]:
    import docx as python_docx  # noqa: PLC0415  only here

    page = python_docx.Document()
    page.add_paragraph("Kế hoạch số 26")
    page.add_table(1, 2).rows[0].cells[0].text = "Chủ trì"
    page.add_paragraph("Nơi nhận:")
    out = io.BytesIO()
    page.save(out)
    return _converted(out.getvalue(), "docx", "doc:MS Word 97")


def _converted(data: bytes, ending: str, *kinds: str) -> list[bytes]:
    """`data`, a file with `ending`, as LibreOffice saves it in each kind ("xls:MS Excel 97")."""
    made = []
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"a.{ending}")
        source.write_bytes(data)
        for kind in kinds:
            command = [soffice() or "soffice", f"-env:UserInstallation=file://{folder}/p"]
            command += ["--headless", "--convert-to", kind, "--outdir", folder, str(source)]
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603  our own file
            result = source.with_suffix("." + kind.partition(":")[0])
            if result.exists():
                made.append(result.read_bytes())
            else:  # an installation without Calc ends well and makes nothing
                print(f"LibreOffice makes no {kind} here; none is read", file=sys.stderr)  # noqa: T201  a command
    return made


def _sheets() -> list[bytes]:
    """One table as .xlsx, and as .ods and .xls where LibreOffice is at hand."""
    book = _book(
        ["TT", "Nội dung", "Chủ trì", "Thời gian"],
        ["01", "Tổ chức hội nghị", "Sở Tư pháp", "Quý II/2022"],
        [2, "=SUM(A2:A2)", "nt", 44713],
    )
    if soffice() is None:
        return [book]
    return [book, *_converted(book, "xlsx", "ods", "xls:MS Excel 97")]


def _people() -> list[bytes]:
    """A list of people as a workbook and as .csv."""
    head = ["Họ và tên", "Đơn vị", "Vai trò", "Thư điện tử"]
    row = ["Ma A Páo", "UBND xã Mẫu", "Đầu mối", "pao@xa-mau.example"]
    return [_book(head, row), "\ufeff".encode() + f"{';'.join(head)}\n{';'.join(row)}\n".encode()]


def _book(*rows: Sequence[object]) -> bytes:
    import openpyxl  # noqa: PLC0415  only here

    book = openpyxl.Workbook()
    page = book.active
    if page is not None:
        for row in rows:
            page.append(list(row))
        page.merge_cells("B2:C2")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _delimited() -> list[bytes]:
    """One table parted by each sign, in the encodings that Excel writes."""
    rows = ["TT;Nội dung;Chủ trì", '1;"Tổ chức\nhội nghị; ""tập huấn""";Sở Tư pháp', "2;;nt", ";;"]
    text = "\n".join(rows)
    return [
        text.replace(";", sign).encode(encoding)
        for sign in ";,\t|"
        for encoding in ("utf-8", "utf-8-sig", "utf-16")
    ]
