"""Who is charged: behind a condition, beside those a sentence is about, by the places of a commune.

Small cases in own words; each is a rule learnt from papers that the reader met first.
"""

import pytest

from loa.foundation.documents.parse.reader import parse

TOP = (
    "UBND TỈNH MẪU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 12/{kind}\nMẫu, ngày 05 tháng 02 năm 2026\n"
)
PLAN = TOP.format(kind="KH-UBND") + (
    "KẾ HOẠCH\nTruyền thông thử\nUBND tỉnh ban hành Kế hoạch như sau:\n"
)

ASSIGNED = "Cơ quan, đơn vị được giao nhiệm vụ theo dõi, kiểm tra tại Phụ lục kèm theo Kế hoạch này"


def _leads(body: str) -> list[list[str]]:
    return [[actor.name for actor in duty.leads] for duty in parse(PLAN + body).duties]


@pytest.mark.parametrize(
    ("body", "leads"),
    [
        # An order behind a condition charges whom it names, whoever is in force above it.
        ("1. Trách nhiệm của các sở, ban\na) Khi có điểm giao Sở Tư pháp chủ trì phân tích.",
         [["Sở Tư pháp"]]),
        # Whoever is late: who must answer stands behind «thì».
        ("1. Đơn vị, địa phương nào chậm thì Thủ trưởng đơn vị, địa phương đó phải giải trình.",
         [["Thủ trưởng đơn vị, địa phương đó"]]),
        ("1. Cơ quan nào để hồ sơ quá hạn thì người đứng đầu cơ quan đó phải xin lỗi người dân.",
         [["người đứng đầu cơ quan đó"]]),
        # Whom it is about, and who acts.
        ("1. Đối với các cơ quan Trung ương, thủ trưởng cơ quan, đơn vị bám sát chương trình.",
         [["thủ trưởng cơ quan, đơn vị"]]),
        # Whose act is only a condition, and who acts behind its comma.
        ("1. Sau khi Bộ Nội vụ công bố chỉ số, Sở Nội vụ tham mưu kế hoạch.", [["Sở Nội vụ"]]),
        ("1. Khi UBND các xã có đề nghị, Sở Tài chính thẩm định dự toán.", [["Sở Tài chính"]]),
        ("1. Nếu UBND cấp xã chậm gửi báo cáo, Sở Nội vụ đôn đốc bằng văn bản.", [["Sở Nội vụ"]]),
        ("1. Sau khi Sở Y tế, Sở Nội vụ thống nhất, báo cáo UBND tỉnh.",
         [["Sở Y tế", "Sở Nội vụ"]]),
        ("1. Sở Tư pháp là đơn vị chủ trì tham mưu nghị quyết.", [["Sở Tư pháp"]]),
        # Offices by their field, however it is written.
        ("1. Đề nghị Phòng Nông nghiệp và phát triển nông thôn huyện trả lời công dân.",
         [["Phòng Nông nghiệp và phát triển nông thôn huyện"]]),
        ("1. Giao Ban Quản lý công trình nông nghiệp và phát triển nông thôn trả lời công dân.",
         [["Ban Quản lý công trình nông nghiệp và phát triển nông thôn"]]),
        # Which of them is told by a clause of place.
        ("1. UBND các xã nơi xảy ra sạt lở tổ chức di dời dân.", [["UBND các xã"]]),
        ("1. Giao UBND các xã nơi đơn vị đặt trụ sở có văn bản trả lời.", [["UBND các xã"]]),
        ("1. UBND các xã nơi có mỏ rà soát giấy phép.", [["UBND các xã nơi có mỏ"]]),
        # Parts of a commune, as the south names them.
        ("1. Các ấp bố trí địa điểm, máy tính nối mạng.", [["Các ấp"]]),
        ("1. Khu phố, ấp tổ chức họp dân.", [["Khu phố, ấp"]]),
        ("1. Ban nhân dân các ấp thông báo lịch họp.", [["Ban nhân dân các ấp"]]),
        # What somebody was given tells which offices are meant, with its commas.
        (f"1. {ASSIGNED} thường xuyên đôn đốc các đơn vị.",
         [[ASSIGNED]]),
    ],
)  # fmt: skip
def test_who_is_charged(body: str, leads: list[list[str]]) -> None:
    assert _leads(body) == leads


def test_an_order_that_ends_in_a_colon_is_work_where_it_says_what_to_do() -> None:
    body = "1. Giao Văn phòng UBND tỉnh ban hành giấy mời; trang trí hội trường với tiêu đề:\n"
    assert _leads(body + "HỘI HỌP") == [["Văn phòng UBND tỉnh"]]
    common = "1. Đề nghị các tổ chức cung cấp dịch vụ\n- Có phương án phục vụ tại nhà."
    assert _leads(common) == [["các tổ chức cung cấp dịch vụ"]]


def test_on_whose_behalf_is_no_work_of_its_own() -> None:
    body = "1. Tổ giúp việc có nhiệm vụ giúp Ban Chỉ đạo tỉnh về công tác cải cách hành chính:\n"
    [duty] = parse(PLAN + body + "a) Chuẩn bị tài liệu các cuộc họp.").duties
    assert duty.text == "Chuẩn bị tài liệu các cuộc họp."
    acts = "1. Sở Nội vụ giúp Ban Chỉ đạo theo dõi, đôn đốc công tác cải cách hành chính, gồm:\n"
    assert _leads(acts + "a) Lập danh sách đơn vị chậm.") == [["Sở Nội vụ"], ["Sở Nội vụ"]]


def test_members_of_a_body_are_no_duties() -> None:
    text = TOP.format(kind="QĐ-UBND") + (
        "QUYẾT ĐỊNH\nVề việc thành lập Tổ công tác\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n"
        "Căn cứ Luật Thử ngày 19 tháng 6 năm 2025;\nQUYẾT ĐỊNH:\n"
        "Điều 1. Thành lập Tổ công tác cải cách hành chính, gồm các ông (bà) có tên sau đây:\n"
        "1. Tổ trưởng: Giám đốc Sở Nội vụ.\n2. Các thành viên:\n"
        "a) Trưởng phòng/Phó Trưởng phòng …, Sở Tư pháp (phụ trách thể chế);\n"
        "b) Phó Trưởng phòng và công chức phòng Tổ chức, Sở Nội vụ.\n"
        "Điều 2. Tổ công tác xây dựng chương trình hằng năm.\n"
    )
    assert [duty.text for duty in parse(text).duties] == [
        "Tổ công tác xây dựng chương trình hằng năm."
    ]


def test_a_line_in_capitals_under_a_subject_in_small_letters_is_its_author() -> None:
    text = TOP.format(kind="QĐ-BCĐ") + (
        "QUYẾT ĐỊNH\nVề việc thành lập Tổ giúp việc\n"
        "TRƯỞNG BAN CHỈ ĐẠO TỈNH VỀ PHÁT TRIỂN KHOA HỌC VÀ ĐỀ ÁN THỬ\n"
        "Căn cứ Luật Thử ngày 19 tháng 6 năm 2025;\n"
    )
    assert parse(text).subject.value == "Về việc thành lập Tổ giúp việc"


def test_an_annex_that_is_sent_along_in_brackets_is_missed() -> None:
    found = parse(PLAN + "1. Sở Y tế báo cáo theo đề cương tại Phụ lục 1 (gửi kèm theo).")
    assert len(found.missing) == 1


def test_an_order_of_what_it_covers_is_no_title() -> None:
    body = "1. Sở Y tế\na) Bảo đảm chất lượng các nội dung: in sao đề thi, chấm thi, phúc khảo.\n"
    [duty] = parse(PLAN + body).duties
    assert duty.text.startswith("Bảo đảm chất lượng các nội dung: in sao")


def test_a_place_stands_before_a_date_that_a_stamp_made_unreadable() -> None:
    text = TOP.replace("Mẫu, ngày 05 tháng 02", "Mẫu, ngàW/† tháng 02").format(kind="CT-UBND")
    found = parse(text + "CHỈ THỊ\nVề việc thử\n")
    assert (found.place.value, found.issued_on.value) == ("Mẫu", None)
    assert found.issued_on.doubts


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("vào sáng thứ bảy tuần đầu của tháng", None),
        ("vào thứ sáu tuần cuối hằng tháng", None),
        ("vào thứ Sáu hằng tuần", None),
        ("vào tuần cuối tháng 6 và tháng 12 hằng năm", None),
        ("trước khi kết thúc quý III", None),
        ("vào sáng thứ Hai và nộp lại sau", "vào sáng thứ Hai"),
    ],
)
def test_a_weekday_goes_on_with_its_week(words: str, limit: str | None) -> None:
    [duty] = parse(PLAN + f"1. Sở Y tế họp giao ban {words}.").duties
    assert duty.timing.verbatim == (limit or words)
