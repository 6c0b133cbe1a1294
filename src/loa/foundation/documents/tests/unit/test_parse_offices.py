"""Who acts in plans of communes, departments and ministries: small cases, in own words."""

import pytest

from loa.foundation.documents.parse.reader import parse

PLAN = (
    "UBND TỈNH MẪU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 12/KH-UBND\nMẫu, ngày 05 tháng 02 năm 2026\nKẾ HOẠCH\nThử các đơn vị\n"
    "UBND tỉnh ban hành Kế hoạch như sau:\nI. TỔ CHỨC THỰC HIỆN\n"
)


def _units(body: str) -> list[str]:
    """«leads ~ partners» of each duty."""
    return [
        " ~ ".join(" + ".join(a.name for a in actors) for actors in (duty.leads, duty.partners))
        for duty in parse(PLAN + body).duties
    ]


@pytest.mark.parametrize(
    ("body", "units"),
    [
        ("1. Phòng Kinh tế chủ trì, phối hợp với Văn phòng HĐND và UBND xã rà soát.",
         "Phòng Kinh tế ~ Văn phòng HĐND và UBND xã"),
        ("1. Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường tổng hợp, báo cáo.",
         "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường ~ "),
        ("1. Các cơ quan nêu tại khoản 1 Mục này gửi kết quả về Sở Tư pháp.",
         "Các cơ quan nêu tại khoản 1 Mục này ~ "),
        ("1. Ủy ban nhân dân các xã, phường: Tân Mẫu, Phú Mẫu và Long Mẫu khẩn trương rà soát đất.",
         "Ủy ban nhân dân các xã, phường: Tân Mẫu, Phú Mẫu và Long Mẫu ~ "),
        ("1. Giao đồng chí Phó Chủ tịch UBND xã phụ trách kinh tế trực tiếp chỉ đạo thực hiện.",
         "đồng chí Phó Chủ tịch UBND xã phụ trách kinh tế ~ "),
        ("1. Sở Y tế chủ trì, phối hợp với các đơn vị thuộc phạm vi quản lý của Sở tập huấn.",
         "Sở Y tế ~ các đơn vị thuộc phạm vi quản lý của Sở"),
        ("1. Đội Cảnh sát trật tự tăng cường tuần tra.", "Đội Cảnh sát trật tự ~ "),
        ("1. Phòng Tổng hợp, Khoa Dược chuẩn bị cơ số thuốc.", "Phòng Tổng hợp + Khoa Dược ~ "),
        ("1. Công an xã, lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở tổ chức tuần tra.",
         "Công an xã + lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở ~ "),
        ("1. Chủ đầu tư các cụm công nghiệp: Khẩn trương hoàn thiện hạ tầng kỹ thuật.",
         "Chủ đầu tư các cụm công nghiệp ~ "),
    ],
)  # fmt: skip
def test_names_of_offices_stay_whole(body: str, units: str) -> None:
    assert _units(body) == [units]


@pytest.mark.parametrize(
    ("body", "units"),
    [
        ("1. Sở Nội vụ chủ trì, Sở Tài chính phối hợp tham mưu bố trí kinh phí.",
         "Sở Nội vụ ~ Sở Tài chính"),
        ("1. Giao Vụ Pháp chế hoàn thiện dự thảo; Vụ Tài chính bố trí kinh phí thực hiện.",
         "Vụ Pháp chế + Vụ Tài chính ~ "),
        ("1. Sở Tài chính có trách nhiệm bố trí kinh phí; giao Kho bạc Nhà nước thanh toán.",
         "Sở Tài chính + Kho bạc Nhà nước ~ "),
        ("1. Sở Y tế phối hợp với Sở Nội vụ; UBND các xã tập huấn.",
         "Sở Y tế ~ Sở Nội vụ + UBND các xã"),
        ("1. Việc tổng hợp số liệu được giao cho Phòng Kế hoạch thực hiện hằng quý.",
         "Phòng Kế hoạch ~ "),
        ("1. Nếu phát hiện vi phạm thì Đội Quản lý thị trường số 2 lập biên bản và xử lý.",
         "Đội Quản lý thị trường số 2 ~ "),
        ("1. Kết quả thực hiện đề nghị các đơn vị gửi về Sở trước 05/9/2026.", "các đơn vị ~ "),
    ],
)  # fmt: skip
def test_who_acts_is_told_wherever_the_sentence_names_him(body: str, units: str) -> None:
    assert _units(body) == [units]


def test_others_behind_a_semicolon_are_asked_about() -> None:
    (duty,) = parse(PLAN + "1. Sở Y tế rà soát; Sở Nội vụ bố trí kinh phí thực hiện.").duties
    assert [bool(actor.doubts) for actor in duty.leads] == [False, True]


def test_a_request_under_a_heading_is_the_units_own_unless_it_asks_an_equal() -> None:
    body = (
        "1. Sở Y tế\na) Yêu cầu các cơ sở hành nghề chấp hành quy định.\n"
        "b) Đề nghị Ủy ban MTTQ Việt Nam tỉnh vận động hội viên tham gia."
    )
    assert _units(body) == ["Sở Y tế ~ ", "Ủy ban MTTQ Việt Nam tỉnh ~ "]
