"""What machines make of a scanned page: numerals, page numbers, «Số» and words read otherwise."""

import pytest

from loa.foundation.documents.parse.reader import parse

HEAD = (
    "UBND TỈNH MẪU CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập - Tự do - Hạnh phúc\n"
    "{sign} Mẫu, ngày 05 tháng 02 năm 2026\nCHỈ THỊ\n\nVề việc thử đọc\n\n"
    "Ủy ban nhân dân tỉnh yêu cầu:\n\n"
)
BODY = (
    "I. YÊU CẦU\n\n1. Bám sát nghị quyết.\n\n{two} NHIỆM VỤ\n\n1. Mục tiêu\n\nGiữ đà tăng.\n\n"
    "{three} Phân công thực hiện\n\n1. Sở Tư pháp\n\nRà soát văn bản trước ngày 30/6/2026.\n"
)


@pytest.mark.parametrize(
    ("two", "three"), [("II.", "III."), ("H.", "HI."), ("Il.", "IH."), ("H.", "Ill.")]
)
def test_strokes_that_touch_are_roman_numerals_all_the_same(two: str, three: str) -> None:
    """What stands under «H.» is no demand of part I, and the label stays as it is printed."""
    read = parse(HEAD.format(sign="Số: 12/CT-UBND") + BODY.format(two=two, three=three))
    second, third = two[:-1], three[:-1]
    assert [section.path for section in read.sections] == [
        *("I", "I/1", second, f"{second}/1", third, f"{third}/1"),
    ]
    assert [duty.text[:8] for duty in read.duties] == ["Rà soát "]


def test_a_one_that_touches_a_letter_is_a_number() -> None:
    read = parse(HEAD.format(sign="Số: 12/CT-UBND") + "1L Phân công\n\nNội dung.\n\n2. Kết luận\n")
    assert [(s.path, s.title) for s in read.sections][:1] == [("1L", "Phân công")]


def test_a_letter_after_seven_others_is_a_letter() -> None:
    items = "".join(f"{letter}. Nội dung thử\n\nLàm thử.\n\n" for letter in "ABCDĐEGH")
    read = parse(HEAD.format(sign="Số: 12/CT-UBND") + "I. YÊU CẦU\n\n" + items)
    assert read.sections[-1].path == "I/H"


@pytest.mark.parametrize(
    ("sign", "number", "notation"),
    [
        ("0S /CT-UBND", "0S", "CT-UBND"),
        ("6: 93//UBND-NN", "93", "UBND-NN"),
        ("Số: 12/CT-UBND", "12", "CT-UBND"),
    ],
)
def test_a_number_without_its_word(sign: str, number: str, notation: str) -> None:
    """It is taken from where it stands, with a doubt, and the place beside it stays whole."""
    read = parse(HEAD.format(sign=sign) + BODY.format(two="II.", three="III."))
    assert (read.number.value, read.notation.value) == (number, notation)
    assert read.place.value == "Mẫu"
    assert bool(read.number.doubts) is not sign.startswith("Số")


@pytest.mark.parametrize("speck", ["2", ")", "]|"])
def test_a_page_number_parts_no_sentence(speck: str) -> None:
    body = (
        "I. PHÂN CÔNG\n\n1. Sở Tư pháp\n\nTham mưu thực hiện Nghị định số 77/2015/NĐ-CP của\n\n"
        f"{speck}\nChính phủ về kế hoạch thử trước ngày 30/6/2026.\n"
    )
    read = parse(HEAD.format(sign="Số: 12/CT-UBND") + body)
    assert [[actor.name for actor in duty.leads] for duty in read.duties] == [["Sở Tư pháp"]]


def test_p29_misread_words_are_understood_and_come_back_as_printed() -> None:
    """P29, P37: «khân trương» ends a name as «khẩn trương» does; no word of the text changes."""
    body = (
        "I. PHÂN CÔNG\n\n1. Yêu câu các cơ quan, tô chức, đơn vị khân trương thâm định hồ sơ.\n\n"
        "2. Sở Tư pháp chủ trì, phôi hợp với Sở Nội vụ kiêm tra trước ngày 30/6/2026.\n"
    )
    read = parse(HEAD.format(sign="Số: 12/CT-UBND") + body)
    assert [[actor.name for actor in duty.leads] for duty in read.duties] == [
        ["các cơ quan, tô chức, đơn vị"],
        ["Sở Tư pháp"],
    ]
    assert [actor.name for actor in read.duties[1].partners] == ["Sở Nội vụ"]
    assert "phôi hợp với Sở Nội vụ kiêm tra" in read.duties[1].text
    assert read.text.count("tô chức") == 1
