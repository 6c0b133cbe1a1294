"""The built fonts hold Vietnamese whole."""

from pathlib import Path

import pytest

from loa.foundation.printing import build_fonts, fonts


@pytest.mark.parametrize("face", fonts.FACES)
def test_no_vietnamese_letter_is_missing(face: str) -> None:
    font = fonts.font_dir() / fonts.file_name(face)
    assert build_fonts.absent_letters(font) == ""
    assert len(set(build_fonts.VIETNAMESE)) == 2 * (7 + 12 * 6 - 6)


def test_missing_letters_names_each_once() -> None:
    assert fonts.missing_letters("Đủ 100 % – “chữ”\n≥ ✓") == []
    assert fonts.missing_letters("漢 và 漢 và 字") == ["漢", "字"]


def test_text_width_follows_size_and_weight() -> None:
    narrow, wide = fonts.text_width("i", 10), fonts.text_width("W", 10)
    assert 0 < narrow < wide
    assert fonts.text_width("Wi", 20) == pytest.approx(2 * (narrow + wide))
    assert fonts.text_width("thủ tục", 10, bold=True) > fonts.text_width("thủ tục", 10)


def test_font_dir_says_what_to_do_where_setup_has_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "WIDTHS", "never-built.json")
    with pytest.raises(fonts.FontsMissing) as refusal:
        fonts.font_dir()
    assert "make setup" in refusal.value.message_vi


def test_build_fonts_without_arguments_shows_its_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert build_fonts.main([]) == 2
    assert "NODE_MODULES" in capsys.readouterr().err


def test_build_leaves_nothing_half_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        build_fonts.build(tmp_path / "node_modules", tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
