"""What documents not written for the rules taught: one small case for each general rule."""

import pytest

from loa.foundation.documents.parse.reader import parse
from loa.foundation.documents.parse.structure import Rhythm
from loa.foundation.documents.parse.table_heads import columns_of

HEAD = (
    "UBND TỈNH MẪU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/KH-UBND\n{mark}"
    "Mẫu, ngày 05 tháng 02 năm 2022\nKẾ HOẠCH\nTruyền thông thử\n"
    "UBND tỉnh ban hành Kế hoạch như sau:\n"
)
# Three wrapped lines make the document one whose sentences run over line ends.
WRAPPED = (
    "I. MỤC ĐÍCH\nTruyền thông nhằm nâng cao nhận thức của cán bộ, công chức và người dân về\n"
    "cải cách thủ tục hành chính, cơ chế một cửa, một cửa liên thông và cung cấp dịch\n"
    "vụ công trực tuyến trên địa bàn tỉnh.\n"
)
Found = tuple[str, list[str], list[str], str | None]


def _duties(body: str, mark: str = "") -> list[Found]:
    return [
        (d.text, [a.name for a in d.leads], [a.name for a in d.partners], d.timing.verbatim)
        for d in parse(HEAD.format(mark=mark) + body).duties
    ]


@pytest.mark.parametrize(
    ("body", "leads"),
    [
        ("Điều 2.\nChánh Văn phòng, Giám đốc Sở Y tế chịu trách nhiệm thi hành Quyết định này./.",
         [["Chánh Văn phòng", "Giám đốc Sở Y tế"]]),
        ("1. Bảo đảm kinh phí\na) Sở Y tế có trách nhiệm bố trí kinh phí từ dự toán.", []),
        ("1. Sở Y tế chủ trì, phối hợp với Sở Nội vụ, UBND các xã:\n- Niêm yết thủ tục.",
         [["Sở Y tế"]]),
        ("1. Sở Y tế\n- Khung tiêu chuẩn bao gồm các tiêu chuẩn về dữ liệu.\n- Niêm yết thủ tục.",
         [["Sở Y tế"]]),
        ("1. UBND tỉnh đã giao Sở Y tế rà soát thủ tục của ngành.", []),
        ("1. Các ngành, lĩnh vực khác xây dựng kế hoạch.", [["Các ngành, lĩnh vực khác"]]),
        ("1. Các cơ sở đào tạo xây dựng chương trình.", [["Các cơ sở đào tạo"]]),
        ("I. VIỆC\n1. Sở Y tế\n- Tùy tình hình, để phối hợp với UBND các huyện, thị xã mở hội.",
         [["Sở Y tế"]]),
        ("1. Giúp các Sở, ban, ngành, UBND các xã căn cứ để triển khai.", []),
    ],
)  # fmt: skip
def test_duties_of_the_genre(body: str, leads: list[list[str]]) -> None:
    assert [found[1] for found in _duties(body)] == leads


def test_a_heading_of_actors_is_not_joined_to_the_line_under_it() -> None:
    body = (
        "II. TỔ CHỨC\n1. Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã\n"
        "Xây dựng kế hoạch trước ngày 31/3/2022.\n2. Sở Nội vụ\n"
        "Phát tờ rơi hướng dẫn nộp hồ sơ cho người dân hằng quý.\n"
    )
    plan, leaflet = _duties(WRAPPED + body)
    assert plan[1] == ["Các sở, ban, ngành", "UBND cấp huyện", "UBND cấp xã"]
    assert plan[3] == "trước ngày 31/3/2022"
    assert leaflet[1] == ["Sở Nội vụ"]
    assert leaflet[3] == "hằng quý"


def test_an_unknown_verb_under_an_actor_keeps_its_duty() -> None:
    assert _duties("1. Sở Y tế\n- Quệt sơn lên bảng tin mỗi tháng một lần.")[0][1] == ["Sở Y tế"]


def test_a_draft_mark_is_no_part_of_the_issuer_and_a_gap_none_of_the_number() -> None:
    text = HEAD.format(mark="DỰ THẢO LẦN 2\n").replace("12/KH-UBND", "7432 /UBND-XD")
    found = parse(text)
    assert found.issuer.value == "UBND TỈNH MẪU"
    assert (found.number.value, found.notation.value) == ("7432", "UBND-XD")


def test_small_letters_do_not_begin_a_sentence() -> None:
    found = _duties("1. Sở Y tế\n- Huy động nguồn vốn hợp pháp... để triển khai kế hoạch.")
    assert [text for text, *_ in found] == [
        "Huy động nguồn vốn hợp pháp... để triển khai kế hoạch."
    ]


def test_the_first_of_several_limits_counts() -> None:
    body = "1. Sở Y tế rà soát, hoàn thành trong tháng 11 năm 2022; công bố trước ngày 25/12/2022."
    assert _duties(body)[0][3] == "hoàn thành trong tháng 11 năm 2022"


def test_a_budget_of_every_year_is_no_limit() -> None:
    assert _duties("1. Sở Y tế\n- Lập dự toán kinh phí hằng năm.")[0][3] is None


def test_tasks_and_fields_that_take_turns_keep_their_own() -> None:
    body = (
        "1. Tuyên truyền\n- Tổ chức lớp tập huấn. Đơn vị chủ trì: Sở Nội vụ;"
        " phối hợp: Sở Tư pháp.\n"
        "- Phát hành sổ tay hỏi đáp. Đơn vị chủ trì: Sở Y tế; thời gian: Quý II/2022.\n"
    )
    assert [found[1:] for found in _duties(body)] == [
        (["Sở Nội vụ"], ["Sở Tư pháp"], None),
        (["Sở Y tế"], [], "Quý II/2022"),
    ]


def test_a_request_of_a_report_hands_its_items_on() -> None:
    text = (
        HEAD.replace("KẾ HOẠCH\n", "BÁO CÁO\n").format(mark="")
        + "4. Đề xuất, kiến nghị\nĐề nghị Bộ Xây dựng:\n(1). Xem xét sửa đổi Nghị định.\n"
        "Lý do: còn chồng chéo.\n(2). Sớm ban hành hướng dẫn.\n"
    )
    assert [[a.name for a in d.leads] for d in parse(text).duties] == [["Bộ Xây dựng"]] * 2


@pytest.mark.parametrize(
    ("cells", "widths", "columns"),
    [
        (["TT", "Chỉ tiêu", "Chủ trì", "I. Kinh tế số"], [3, 3, 3], ["TT", "Chỉ tiêu", "Chủ trì"]),
        (["TT", "Việc", "Cơ quan thực hiện", "Thời gian", "Chủ trì", "Phối hợp"], [5, 5],
         ["TT", "Việc", "Cơ quan thực hiện – Chủ trì", "Cơ quan thực hiện – Phối hợp",
          "Thời gian"]),
        (["TT", "Việc", "Đơn vị", "Ghi chú"], [3, 3, 3], ["TT", "Việc", "Đơn vị", "Ghi chú"]),
        (["TT", "Hàng", "2026", "2027", "Lượng", "Giá", "Lượng", "Giá"], [6, 6],
         ["TT", "Hàng", "2026 – Lượng", "2026 – Giá", "2027 – Lượng", "2027 – Giá"]),
    ],
)  # fmt: skip
def test_columns_are_told_by_the_width_of_the_rows(
    cells: list[str], widths: list[int], columns: list[str]
) -> None:
    assert columns_of(cells, widths) == columns


def test_a_rhythm_at_the_end_is_normalised() -> None:
    text = HEAD.format(mark="") + "1. Sở Y tế\n- Phát tờ rơi cho người dân hằng quý.\n"
    assert parse(text).duties[0].timing.rhythm is Rhythm.QUARTERLY


def test_a_leader_in_charge_is_a_field_and_no_task() -> None:
    body = (
        "III. NHIỆM VỤ\n1. Phát triển cụm\n- Rà soát quy hoạch các cụm trên địa bàn.\n"
        "Lãnh đạo phụ trách: Phó Giám đốc.\nĐơn vị chủ trì: Phòng Công nghiệp.\n"
    )
    assert [found[:2] for found in _duties(body)] == [
        ("Rà soát quy hoạch các cụm trên địa bàn.", ["Phòng Công nghiệp"])
    ]


def test_a_form_behind_the_archive_line_is_no_recipient() -> None:
    body = (
        "1. Sở Y tế niêm yết thủ tục.\nNơi nhận:\n- Như trên;\n- Lưu: VT, P6.\nKT. CHỦ TỊCH\n"
        "PHÓ CHỦ TỊCH\nNguyễn Thị Mẫu\nMẫu đánh giá\n"
        "- Tình hình chấp hành quy định tại quy chuẩn về phương tiện chữa cháy như thế nào:\n"
    )
    read = parse(HEAD.format(mark="") + body)
    assert [line.value for line in read.recipients] == ["Như trên", "Lưu: VT, P6"]


def test_a_technical_standard_is_no_legal_basis() -> None:
    head = HEAD.replace("UBND tỉnh ban", "Căn cứ QCVN 03:2023/BCA về phương tiện;\nUBND tỉnh ban")
    assert parse(head.format(mark="") + "1. Sở Y tế niêm yết thủ tục.").legal_bases == ()


@pytest.mark.parametrize("event", ["hội nghị", "hội thi", "đoàn kiểm tra", "sự kiện"])
def test_who_holds_an_event_is_no_organisation(event: str) -> None:
    body = f"1. Sở Y tế tổ chức {event} trước ngày 31/3/2022."
    assert [found[1] for found in _duties(body)] == [["Sở Y tế"]]


def test_who_issued_a_basis_ends_where_it_amends_others() -> None:
    basis = (
        "Căn cứ Nghị định số 92/2017/NĐ-CP ngày 07/8/2017 của Chính phủ sửa đổi, bổ sung một số "
        "điều của các nghị định;\nUBND tỉnh ban"
    )
    head = HEAD.replace("UBND tỉnh ban", basis)
    (found,) = parse(head.format(mark="") + "1. Sở Y tế niêm yết thủ tục.").legal_bases
    assert (found.body, found.subject) == (
        "Chính phủ",
        "sửa đổi, bổ sung một số điều của các nghị định",
    )
