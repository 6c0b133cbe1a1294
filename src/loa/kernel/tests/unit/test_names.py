"""Names of people (hazard I14)."""

import pytest

from loa.kernel.names import NameMissing, clean_person_name, given_name, person_sort_key


def test_person_sort_key_by_given_name_then_the_rest() -> None:
    people = [
        "An",
        "Bùi Văn An",
        "Nguyễn Thị An",
        "Nguyễn Văn An",
        "Lê Thị Ánh",
        "Nguyễn Văn Ân",
        "Đỗ Văn Dũng",
        "Lê Đức",
        "Tôn Nữ Hoàng Thị Minh Nguyệt",
    ]
    back = people[::-1]
    assert sorted(back, key=lambda name: person_sort_key(name).encode()) == people


def test_person_sort_key_same_for_both_forms_and_fashions() -> None:
    assert person_sort_key("Trần Thị Thúy") == person_sort_key("Trần Thị Thuý")
    assert person_sort_key("Trần  Thị Hà") == person_sort_key("Trần Thị Hà")


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("  nguyễn  văn\tA ", "nguyễn văn A"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("Lò\u200b Thị\u00a0Mai\n", "Lò Thị Mai"),
        ("ĐẶNG VĂN BÌNH", "ĐẶNG VĂN BÌNH"),
        ("Sùng", "Sùng"),
        ("Nguyễn Thị Hà", "Nguyễn Thị Hà"),
    ],
)
def test_clean_person_name(typed: str, clean: str) -> None:
    assert clean_person_name(typed) == clean


@pytest.mark.parametrize("typed", ["", "  ", "\u200b", "12 - 3"])
def test_clean_person_name_without_letters(typed: str) -> None:
    with pytest.raises(NameMissing):
        clean_person_name(typed)


def test_given_name() -> None:
    assert given_name("Hoàng Văn Thái") == "Thái"
    assert given_name("Thái") == "Thái"
    assert given_name(" ") == ""
