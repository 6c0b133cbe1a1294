"""Head, tail and passages of documents of the genre: a small case, in own words, for each rule."""

import pytest

from loa.foundation.documents.parse.reader import parse
from loa.foundation.documents.tests.unit.test_parse_unseen import PLAN, TOP

DECISION = (
    TOP.format(kind="QĐ")
    + "QUYẾT ĐỊNH\nBan hành Kế hoạch thử\nCăn cứ Luật Thử ngày 19 tháng 6 năm 2025;\n"
    + "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch thử năm 2026.\n"
    + "Điều 2. Quyết định có hiệu lực từ ngày ký./.\n"
    + "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\nCHỦ TỊCH\nLê Văn Mẫu\n"
    + "KẾ HOẠCH\nThử năm 2026\n(Kèm theo Quyết định số 12/QĐ-UBND của UBND tỉnh Mẫu)\n"
    + "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Một là.\n- Hai là.\n2. Yêu cầu\n- Ba là.\n"
    + "II. NHIỆM VỤ\n1. Sở Y tế rà soát danh mục (chi tiết tại Phụ lục kèm theo).\n"
)


def test_the_purposes_of_a_decision_are_those_of_the_plan_it_issues() -> None:
    found = parse(DECISION)
    assert found.purposes is not None
    assert found.requirements is not None
    assert (len(found.purposes), len(found.requirements)) == (2, 1)


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ("", True),
        ("PHỤ LỤC\nDanh mục thử\n1. Một việc.\n", False),
    ],
)
def test_an_attached_plan_is_no_annex_of_itself(more: str, *, missing: bool) -> None:
    assert bool(parse(DECISION + more).missing) is missing


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("Áp dụng mẫu tại Phụ lục I ban hành kèm theo Nghị định số 30/2020/NĐ-CP.", False),
        ("Áp dụng mẫu tại Phụ lục I ban hành kèm theo Kế hoạch này.", True),
    ],
)
def test_an_annex_of_another_document_is_not_missed(sentence: str, *, missing: bool) -> None:
    assert bool(parse(f"{PLAN}1. Sở Y tế\n{sentence}\n").missing) is missing


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị báo cáo về Sở Y tế.", True),
        ("Trong quá trình thực hiện, nếu có vấn đề phát sinh, kịp thời báo cáo UBND tỉnh.", True),
        ("Văn phòng UBND tỉnh kịp thời báo cáo những vấn đề đột xuất, phát sinh.", False),
        ("Báo cáo các trường hợp vi phạm hoặc phát sinh nguy cơ mất an toàn.", False),
    ],
)
def test_what_to_do_about_difficulties_is_told_to_all(sentence: str, *, tells: bool) -> None:
    assert bool(parse(PLAN + f"1. Sở Y tế\n{sentence}\n").difficulties) is tells


def test_capital_to_be_lent_is_no_money_for_the_plan() -> None:
    body = "1. Ngân hàng Nhà nước\nBảo đảm nhu cầu vốn tín dụng phục vụ sản xuất.\n"
    assert parse(PLAN + body).money == ()


def test_p29_a_motto_read_with_wrong_marks_is_still_the_motto() -> None:
    text = (
        "UỶ BAN NHÂN DÂN CỌNG HÒA XÃ HỘI CHÚ NGHĨA VIỆT NAM\n\n"
        '" TỈNH MẪU Độc lập - Tự do - Hạnh phúc\n'
        "Số: 2/CT-UBND Mẫu, ngày 7 tháng 4 năm 2026\nCHỈ THỊ\nVề việc thử\n"
    )
    assert parse(text).issuer.value == "UỶ BAN NHÂN DÂN TỈNH MẪU"


@pytest.mark.parametrize(
    "tail",
    [
        "Nơi nhận:\n- Báo Mẫu; A\n- UBND các huyện; Trần Thị Mẫu\n- Lưu: VT.\n",
        "Nơi nhận:\n- Báo Mẫu;\n- UBND các huyện;\n- Lưu: VT.\n\nTrần Thị Mẫu\n",
        "Nơi nhận: CHUITỊCH =\n~ Báo Mẫu;\n- UBND các huyện;\n- Lưu: VT.\n`=Trần Thị Mẫu\n",
    ],
)
def test_p29_a_name_that_a_scan_put_among_the_recipients_is_the_signer(tail: str) -> None:
    found = parse(PLAN + f"1. Sở Y tế báo cáo kết quả thử./.\n{tail}")
    assert found.signer.name.value == "Trần Thị Mẫu"
    assert [line.value for line in found.recipients][1:] == ["UBND các huyện", "Lưu: VT"]


def test_p29_a_post_read_as_one_word_is_the_post() -> None:
    tail = "Nơi nhận: CHUITỊCH =\n- Báo Mẫu;\n- Lưu: VT.\nTrần Thị Mẫu\n"
    found = parse(PLAN + f"1. Sở Y tế báo cáo kết quả thử./.\n{tail}")
    assert found.signer.post.value == "CHUITỊCH"


@pytest.mark.parametrize(
    ("clause", "titles"),
    [
        ("Căn cứ Luật Sửa đổi, bổ sung một số điều của Luật Đê và Luật Cầu ngày 17/6/2020;",
         [("Luật Sửa đổi, bổ sung một số điều của Luật Đê và Luật Cầu", "2020-06-17")]),
        (("Căn cứ Luật Thử ngày 24/11/2017; Luật sửa đổi, bổ sung một số điều của 7 luật có liên "
         "quan ngày 20/11/2018; Luật sửa đổi, bổ sung một số điều của Luật Đê, Luật Cầu ngày "
         "29/11/2024;"),
         [("Luật Thử", "2017-11-24"),
          ("Luật sửa đổi, bổ sung một số điều của 7 luật có liên quan", "2018-11-20"),
          ("Luật sửa đổi, bổ sung một số điều của Luật Đê, Luật Cầu", "2024-11-29")]),
        (("Căn cứ Luật Đê số 31/2024/QH15, được sửa đổi tại Luật sửa đổi, bổ sung một số điều của "
         "Luật Đê số 31/2024/QH15, Luật Cầu số 27/2023/QH15;"),
         [("31/2024/QH15", None), ("Luật sửa đổi, bổ sung một số điều của Luật Đê", None),
          ("27/2023/QH15", None)]),
        ("Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Đê số 62/2020/QH14 ngày 17/6/2020;",
         [("62/2020/QH14", "2020-06-17")]),
        (("Căn cứ Nghị định số 66/2021/NĐ-CP ngày 06/7/2021 quy định một số điều của Luật Đê và "
         "Luật Sửa đổi, bổ sung một số điều của Luật Đê;"), [("66/2021/NĐ-CP", "2021-07-06")]),
        ("Thực hiện Kế hoạch số 19/KH-BYT của Bộ Y tế (BYT) ngày 05/02/2026 về việc thử;",
         [("19/KH-BYT", "2026-02-05")]),
        ("Thực hiện Công văn số 15/BYT-CB của Bộ Y tế ngày 02/3/2026 về việc thử;",
         [("15/BYT-CB", "2026-03-02")]),
        (("Để tiếp tục thực hiện nghiêm Chỉ thị số 05/CT-TTg ngày 18/5/2022; Kế hoạch số 134-KH/TU "
         "ngày 29/12/2023 của Tỉnh ủy, Ủy ban nhân dân tỉnh yêu cầu:"),
         [("05/CT-TTg", "2022-05-18"), ("134-KH/TU", "2023-12-29")]),
        ("Trên cơ sở các kết quả đạt được theo Nghị quyết số 21-NQ/TW, UBND tỉnh ban hành:", []),
    ],
)  # fmt: skip
def test_what_the_opening_rests_on(clause: str, titles: list[tuple[str, str | None]]) -> None:
    text = TOP.format(kind="CT") + f"CHỈ THỊ\nVề việc thử\n{clause}\n1. Sở Y tế rà soát.\n"
    found = [
        (basis.number or basis.title, basis.issued_on and basis.issued_on.isoformat())
        for basis in parse(text).legal_bases
    ]
    assert found == titles


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        ("6. Đề nghị: Hội Nông dân tỉnh, Liên minh Hợp tác xã tỉnh\na) Tuyên truyền.\n",
         ["Đề nghị: Hội Nông dân tỉnh, Liên minh Hợp tác xã tỉnh"]),
        ("6. Mời Đại sứ quán các nước: Trung Quốc, Ấn Độ\n- Cử đoàn tham gia trình diễn.\n",
         ["Mời Đại sứ quán các nước: Trung Quốc, Ấn Độ"]),
        ("4. Đối với các Cụm: Phú Mẫu và An Mẫu, giao UBND phường Mẫu tìm nhà đầu tư.\n", []),
        ("1. Việc thử\na) Hướng dẫn giải quyết thủ tục:\nb) Rà soát danh mục.\n",
         ["Việc thử", "Hướng dẫn giải quyết thủ tục"]),
        ("1. Mục đích\nXác định rõ phạm vi, trách nhiệm của từng cơ quan.\n", ["Mục đích"]),
    ],
)  # fmt: skip
def test_where_a_title_ends(body: str, titles: list[str]) -> None:
    found = [
        s.title for s in parse(PLAN + body).sections if s.is_titled and s.style.value != "DASH"
    ]
    assert found == titles


def test_a_time_to_be_expected_and_a_place_are_fields_of_their_item() -> None:
    body = (
        "2.1. Chương trình nghệ thuật khai mạc\n- Thời gian dự kiến: ngày 11/9/2026.\n"
        "- Địa điểm: Quảng trường Mẫu.\n- Đơn vị chủ trì: Sở Văn hóa.\n"
        "- Đơn vị phối hợp: UBND xã An Mẫu, các nghệ sỹ, nghệ nhân gốm.\n"
    )
    (duty,) = parse(PLAN + body).duties
    assert (duty.text, duty.timing.verbatim) == (
        "Chương trình nghệ thuật khai mạc", "ngày 11/9/2026"
    )  # fmt: skip
    assert [a.name for a in duty.partners] == ["UBND xã An Mẫu", "các nghệ sỹ, nghệ nhân gốm"]


def test_a_greeting_broken_over_two_lines_makes_a_letter() -> None:
    text = "Kính\ngửi: Công ty Mẫu.\nTrả lời văn bản của Công ty, Cục Mẫu có ý kiến như sau:\n"
    assert parse(text).kind.value == "CV"


def test_a_rank_is_no_part_of_a_name() -> None:
    tail = "Nơi nhận:\n- Lưu: VT.\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nThượng tướng Trần Văn Mẫu\n"
    assert parse(PLAN + "1. Sở Y tế báo cáo kết quả thử./.\n" + tail).signer.name.value == (
        "Trần Văn Mẫu"
    )
