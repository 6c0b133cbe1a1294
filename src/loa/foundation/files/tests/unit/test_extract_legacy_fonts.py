"""TCVN3 and VNI: words that everybody knows come out right."""

import pytest

from loa.foundation.files.extract.legacy_fonts import legacy_table_of, read_legacy

CASES = [
    (".VnTime", "Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    (".VnTime", "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
    (".VnTimeH", "ñy ban nh©n d©n", "ỦY BAN NHÂN DÂN"),
    ("VNI-Times", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("VNI-Times", "Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
    ("VNI-Times", "ñöôïc, ngöôøi, naêm, baèng, ñeàu", "được, người, năm, bằng, đều"),
]


@pytest.mark.parametrize(("font", "typed", "shown"), CASES)
def test_read_legacy(font: str, typed: str, shown: str) -> None:
    table = legacy_table_of(font)
    assert table is not None
    assert read_legacy(typed, table) == shown
    assert read_legacy(shown, table) == shown


@pytest.mark.parametrize("font", ["Times New Roman", "", "Vnique", "Arial"])
def test_legacy_table_of_unicode_fonts(font: str) -> None:
    assert legacy_table_of(font) is None
