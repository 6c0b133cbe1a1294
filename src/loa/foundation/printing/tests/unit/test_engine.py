"""The engine on real templates: every test compiles or refuses for real."""

import logging
import unicodedata
from pathlib import Path

import pypdfium2
import pytest

from loa.foundation.printing import engine
from loa.foundation.printing.engine import MissingGlyph, PrintFailed, render
from loa.foundation.printing.fonts import SPARE_SIGNS

PRINT = Path(__file__).parent / "print"
PLAIN = PRINT / "plain.typ"
PANGRAM = "Phản ánh, kiến nghị về thủ tục hành chính ở xã Ngọc Hội: “được” – 5 ‰ ₫ § Ỷ Ặ Ỡ"


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return "\n".join(page.get_textpage().get_text_range() for page in opened)


def test_render_composes_letters_and_keeps_every_face_readable() -> None:
    """Hazard M01: decomposed letters are composed first, in every shipped face."""
    decomposed = unicodedata.normalize("NFD", PANGRAM)
    pdf = render(PLAIN, {"title": "Chữ", "text": decomposed})
    assert text_of(pdf).count(PANGRAM) == 4


def test_render_prints_every_spare_sign() -> None:
    signs = "".join(sorted(SPARE_SIGNS))
    assert signs in text_of(render(PLAIN, {"title": "Dấu", "text": signs}))


@pytest.mark.parametrize(
    "hostile",
    [
        '#panic("x")',
        "$ x^2 $",
        "\\ \\u{41} \\#",
        "@nhan <nhan>",
        '"a" \'b\' ]#eval("1") [',
        "= A *b* _c_",
    ],
)
def test_render_takes_no_text_for_markup(hostile: str) -> None:
    printed = text_of(render(PLAIN, {"title": "Chữ", "text": hostile}))
    assert printed.count(hostile) == 4


def test_render_gives_a_tagged_file_with_language_title_and_own_fonts_only() -> None:
    """Hazard M05: only the fonts that are shipped, no system fonts."""
    pdf = render(PLAIN, {"title": "Chữ", "text": PANGRAM.replace("‰", "%")})
    for mark in (b"/StructTreeRoot", b"pdfuaid", b"/Lang", b"Tinos"):
        assert mark in pdf
    for stranger in (b"Liberation", b"DejaVu", b"Libertinus", b"Times"):
        assert stranger not in pdf


def test_render_is_repeatable() -> None:
    data = {"title": "Chữ", "text": PANGRAM}
    assert render(PLAIN, data) == render(PLAIN, data)


def test_render_names_a_missing_letter_and_its_place() -> None:
    """Hazard M03: coverage is checked before; letter and place are named."""
    with pytest.raises(MissingGlyph) as refusal:
        render(PLAIN, {"title": "Chữ", "rows": [{"note": "đã xong 😀 đúng hạn"}]})
    assert "«😀»" in refusal.value.message_vi
    assert "U+1F600" in refusal.value.message_vi
    assert "đã xong 😀 đúng hạn" in refusal.value.message_vi


def test_render_logs_a_template_that_does_not_compile(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = tmp_path / "broken.typ"
    broken.write_text('#set document(title: "x")\n#no-such-function()', "utf-8")
    with caplog.at_level(logging.ERROR), pytest.raises(PrintFailed):
        render(broken, {"title": "x"})
    assert "broken.typ" in caplog.text
    assert "no-such-function" in caplog.text


def test_render_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("mật", "utf-8")
    inside = tmp_path / "print"
    inside.mkdir()
    template = inside / "t.typ"
    template.write_text('#set document(title: "x")\n#read("../secret.txt")', "utf-8")
    with pytest.raises(PrintFailed):
        render(template, {})


def test_render_survives_a_worker_that_takes_too_long() -> None:
    with pytest.raises(PrintFailed):
        render(PLAIN, {"title": "Chữ", "text": "a"}, time_limit=0.01)


@pytest.mark.parametrize(
    "death",
    ["import os; os.abort()", "import os; os.kill(os.getpid(), 9)", "raise SystemExit(101)"],
)
def test_a_worker_that_dies_is_an_error_row_and_the_next_print_works(
    death: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Hazard M07: a panic of the engine ends its own process only, and the log says which print."""
    worker = tmp_path / "worker.py"
    worker.write_text(death, "utf-8")
    with pytest.raises(PrintFailed):
        engine._compile({"template": "t.typ"}, worker, 20)  # noqa: SLF001 a dying worker is made here
    assert "t.typ" in caplog.text
    assert render(PLAIN, {"title": "Chữ", "text": "a"}).startswith(b"%PDF-")
