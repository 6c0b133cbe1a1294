"""Items and lists as provinces write them: one small case, in own words, for each construction."""

import pytest

from loa.foundation.documents.parse.reader import parse

PLAN = (
    "UBND TỈNH MẪU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 12/KH-UBND\nMẫu, ngày 05 tháng 02 năm 2026\nKẾ HOẠCH\nCải cách thử\n"
    "UBND tỉnh ban hành Kế hoạch như sau:\n"
)


def _sections(body: str) -> list[str]:
    return [one.path for one in parse(PLAN + body).sections if one.is_titled]


def _duties(body: str) -> list[tuple[str, list[str]]]:
    return [
        (duty.section_path, [actor.name for actor in duty.leads])
        for duty in parse(PLAN + body).duties
    ]


def test_numbers_in_brackets_over_fields_are_sections() -> None:
    """«(1) …» over its fields is an item of its own, and so is its fellow below."""
    body = (
        "1. Hạ tầng\n(1) Rà soát máy chủ của tỉnh.\n- Đơn vị thực hiện: Sở Y tế.\n"
        "(2) Sao lưu dữ liệu hằng tuần.\n- Đơn vị thực hiện: Sở Nội vụ.\n"
    )
    assert _sections(body) == ["1", "1/1", "1/2"]
    assert _duties(body) == [("1/1", ["Sở Y tế"]), ("1/2", ["Sở Nội vụ"])]


def test_a_heading_may_end_in_a_stop_where_who_acts_opens_the_paragraph_below() -> None:
    """As its fellows with items do; a sentence that names who acts heads nothing."""
    body = (
        "II. NỘI DUNG\n1. Mở rộng chợ xã:\n- Sở Công Thương chủ trì thẩm định quy mô.\n"
        "2. Di dời hai chợ cũ.\nUBND xã Mẫu chủ trì, phối hợp với Sở Xây dựng di dời chợ.\n"
        "3. Sở Y tế kiểm tra thực phẩm.\nCác xã theo dõi.\n"
    )
    assert _sections(body) == ["II", "II/1", "II/2"]
    assert _duties(body)[1] == ("II/2", ["UBND xã Mẫu"])


@pytest.mark.parametrize(
    ("body", "leads"),
    [
        ("1. Các Bộ: Công Thương, Y tế, Tài nguyên và Môi trường:\na) Khẩn trương lập kế hoạch.",
         [["Các Bộ: Công Thương, Y tế, Tài nguyên và Môi trường"]]),
        ("1. Chủ đầu tư hạ tầng các khu, cụm công nghiệp san tạo mặt bằng sạch.",
         [["Chủ đầu tư hạ tầng các khu, cụm công nghiệp"]]),
        ("1. Quý I/2027, các cơ quan, đơn vị đánh giá kết quả phong trào.",
         [["các cơ quan, đơn vị"]]),
        ("1. Giao Vụ Vật liệu xây dựng theo dõi việc lập quy hoạch.",
         [["Vụ Vật liệu xây dựng"]]),
        ("1. Hồ sơ đề nghị Chủ tịch UBND tỉnh khen thưởng gồm 02 bộ.", []),
        ("1. Sở Y tế\n- Chức năng của các phòng thực hiện theo Nghị định số 150/2025/NĐ-CP.", []),
        ("III. TIÊU CHUẨN\n1. Mỗi cơ quan phải đáp ứng tiêu chí sau:\n- Có sáng kiến trong năm.",
         [["Mỗi cơ quan"]]),
        ("1. Chi tiết\nĐơn vị chủ trì\nCơ quan lập quy hoạch\nVụ Kế hoạch/Ban Quản lý dự án", []),
    ],
)  # fmt: skip
def test_who_acts(body: str, leads: list[list[str]]) -> None:
    assert [names for _, names in _duties(body)] == leads


@pytest.mark.parametrize(
    ("words", "partners"),
    [
        ("phối hợp với các sở, ban, ngành, chủ đầu tư hạ tầng rà soát đất.",
         ["các sở, ban, ngành", "chủ đầu tư hạ tầng"]),
        ("phối hợp với các cơ sở đào tạo trong và ngoài tỉnh tổ chức lớp học.",
         ["các cơ sở đào tạo trong và ngoài tỉnh"]),
        ("phối hợp chặt chẽ với các cơ quan chủ trì trong tổ chức thực hiện.",
         ["các cơ quan chủ trì"]),
        ("phối hợp với Bộ Nội vụ, Tổng Liên đoàn Lao động Việt Nam rà soát chế độ.",
         ["Bộ Nội vụ", "Tổng Liên đoàn Lao động Việt Nam"]),
        ("phối hợp với các cơ quan, đơn vị tham mưu UBND tỉnh quy định hạn mức.",
         ["các cơ quan, đơn vị"]),
        ("phối hợp, đề xuất Bộ Tài chính tháo gỡ việc mua sắm.", ["Bộ Tài chính"]),
    ],
)  # fmt: skip
def test_who_coordinates(words: str, partners: list[str]) -> None:
    (duty,) = parse(f"{PLAN}1. Sở Y tế\n- Chủ động {words}").duties
    assert [actor.name for actor in duty.partners] == partners


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("Thực hiện chế độ báo cáo về Sở Y tế (qua Văn phòng) định kỳ và đột xuất.",
         "định kỳ và đột xuất"),
        ("Báo cáo đột xuất khi có yêu cầu.", "đột xuất khi có yêu cầu"),
        ("Kiểm tra đột xuất các cơ sở.", None),
        ("Định kỳ hoặc đột xuất báo cáo kết quả.", "Định kỳ hoặc đột xuất"),
        ("Quý I/2027, đánh giá kết quả phong trào.", "Quý I/2027"),
    ],
)  # fmt: skip
def test_by_when(words: str, limit: str | None) -> None:
    (duty,) = parse(f"{PLAN}1. Sở Y tế\n- {words}").duties
    assert duty.timing.verbatim == limit


def test_an_amount_behind_the_colon_is_no_title() -> None:
    body = "IV. VỐN\n2. Vốn doanh nghiệp: 5.800 tỷ đồng\n- Ứng kinh phí đền bù.\n"
    assert parse(PLAN + body).sections[1].title == "Vốn doanh nghiệp"


@pytest.mark.parametrize("mark", ["- ", "-  ", "-   ", "1.1.   ", "a)  "])
def test_spaces_behind_a_mark_take_no_letter_of_a_long_line(mark: str) -> None:
    words = "Chủ trì, phối hợp với Sở Tài chính rà soát các mỏ vật liệu xây dựng trước ngày 30/6."
    read = parse(f"{PLAN}I. PHÂN CÔNG\n\n1. Sở Xây dựng\n\n{mark}{words}\n")
    assert [duty.text for duty in read.duties] == [words]
