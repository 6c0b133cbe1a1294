"""Rules of regulations and decisions: parts played in a procedure, roles, conditions, persons."""

import pytest

from loa.foundation.documents.parse.reader import parse

TOP = (
    "UBND TỈNH MẪU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 12/QĐ-UBND\nMẫu, ngày 05 tháng 02 năm 2026\nQUYẾT ĐỊNH\nBan hành quy chế thử\n"
    "QUYẾT ĐỊNH:\n"
)


def _leads(body: str) -> list[list[str]]:
    return [[actor.name for actor in duty.leads] for duty in parse(TOP + body).duties]


def _partners(body: str) -> list[list[str]]:
    return [[actor.name for actor in duty.partners] for duty in parse(TOP + body).duties]


@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        ("Cơ quan, đơn vị xin ý kiến gửi dự thảo qua phần mềm.", ["Cơ quan, đơn vị xin ý kiến"]),
        ("Các cơ quan thẩm định phải trả lời bằng văn bản.", ["Các cơ quan thẩm định"]),
        ("Cá nhân, tổ chức gửi hồ sơ chịu trách nhiệm về hồ sơ.", ["Cá nhân, tổ chức gửi hồ sơ"]),
        ("Cá nhân, tổ chức hoàn toàn chịu trách nhiệm về hồ sơ.", ["Cá nhân, tổ chức"]),
        ("Cán bộ được giao trực hồ sơ (gọi tắt là người trực) kiểm tra hồ sơ và giao cho phòng.",
         ["Cán bộ được giao trực hồ sơ"]),
        ("Các ông (bà): Chánh Văn phòng Sở, Trưởng phòng A và các ông (bà) có tên trên phải họp.",
         ["Chánh Văn phòng Sở", "Trưởng phòng A", "các ông có tên trên"]),
        ("Cơ quan được xin ý kiến trả lời bằng văn bản.", ["Cơ quan được xin ý kiến"]),
        ("Cơ quan phối hợp cử cán bộ tham gia.", ["Cơ quan phối hợp"]),
        ("Viên chức quản lý hồ sơ phải giữ bí mật.", ["Viên chức quản lý hồ sơ"]),
        ("Lãnh đạo phòng phân công chuyên viên giải quyết.", ["Lãnh đạo phòng"]),
        ("Người nộp hồ sơ có trách nhiệm kê khai đủ.", ["Người nộp hồ sơ"]),
        ("Trong thời hạn 03 ngày làm việc, phòng chuyên môn thẩm định và trình lãnh đạo.",
         ["phòng chuyên môn"]),
        ("Sau khi nhận được ý kiến, cơ quan chủ trì tổng hợp, tiếp thu.", ["cơ quan chủ trì"]),
        ("Trường hợp cần bổ sung hồ sơ, người có thẩm quyền cho ý kiến trên phần mềm.",
         ["người có thẩm quyền"]),
        ("Căn cứ nội dung hồ sơ, người có thẩm quyền phân công xử lý.", ["người có thẩm quyền"]),
        ("Đối với hồ sơ khẩn thì cơ quan đang giữ hồ sơ phải xử lý trước.",
         ["cơ quan đang giữ hồ sơ"]),
        ("Đối với hồ sơ đã nhận, cơ quan, đơn vị xử lý thực hiện theo quy trình.",
         ["cơ quan, đơn vị xử lý"]),
        ("Yêu cầu các doanh nghiệp sản xuất, kinh doanh, bảo quản phân bón khẩn trương báo cáo.",
         ["các doanh nghiệp sản xuất, kinh doanh, bảo quản phân bón"]),
        ("Chánh Văn phòng Sở, Trưởng phòng A, cá nhân có liên quan và các ông/bà phải thi hành.",
         ["Chánh Văn phòng Sở", "Trưởng phòng A", "cá nhân có liên quan", "các ông/bà"]),
    ],
)  # fmt: skip
def test_who_acts_in_a_procedure(sentence: str, leads: list[str]) -> None:
    assert _leads(f"Điều 5. Trình tự giải quyết\n1. {sentence}\n") == [leads]


@pytest.mark.parametrize(
    "sentence",
    [
        "Cá nhân, tổ chức gửi hồ sơ có quyền rút hồ sơ.",
        "Ý kiến của cơ quan, đơn vị được gửi qua phần mềm là căn cứ để tổng hợp.",
        "Tổ chức, cá nhân vi phạm thì bị xử lý theo quy định.",
        "Khó khăn, vướng mắc phản ánh kịp thời về Sở Y tế để được hướng dẫn.",
    ],
)
def test_what_one_may_do_what_serves_and_advice_order_nothing(sentence: str) -> None:
    assert _leads(f"Điều 5. Trình tự giải quyết\n1. {sentence}\n") == []


def test_a_unit_that_names_its_staff_acts_itself() -> None:
    body = "Điều 5. Trách nhiệm của Sở Y tế\n1. Phân công cán bộ, công chức trực phần mềm.\n"
    assert _leads(body) == [["Sở Y tế"]]


def test_a_heading_names_whom_a_part_makes_responsible() -> None:
    body = "Điều 5. Trách nhiệm của cơ quan chủ trì\n1. Rà soát hồ sơ.\n"
    assert _leads(body) == [["cơ quan chủ trì"]]


def test_work_that_rests_on_something_is_no_legal_basis() -> None:
    body = (
        "1. Các phòng thuộc Sở\n- Căn cứ nhiệm vụ được giao, xây dựng kế hoạch chi tiết.\n"
        "2. Căn cứ pháp lý\n- Căn cứ Luật Thử, Nghị định số 1/2025/NĐ-CP quy định việc thử.\n"
    )
    assert _leads(body) == [["Các phòng thuộc Sở"]]


@pytest.mark.parametrize(
    "words",
    [
        "Hạn chế sử dụng túi ni lông.",
        "Dự báo, cảnh báo kịp thời dịch bệnh.",
        "Đánh giá tình hình, kết quả giải quyết hồ sơ.",
        "Yêu cầu cán bộ, công chức nghiêm túc chấp hành.",
    ],
)
def test_work_that_begins_as_an_assessment_does(words: str) -> None:
    found = parse(f"{TOP}1. Các phòng thuộc Sở\n- {words}\n").duties
    assert [duty.text for duty in found] == [words]


def test_a_role_before_a_colon_is_part_of_the_duty() -> None:
    words = "Đơn vị được giao soạn quy trình: gửi các phòng góp ý trước khi trình duyệt."
    found = parse(f"{TOP}Điều 5. Soạn quy trình\n{words}\n").duties
    assert [(duty.text, duty.leads[0].name) for duty in found] == [
        (words, "Đơn vị được giao soạn quy trình")
    ]


def test_steps_that_follow_are_the_duties() -> None:
    body = "Điều 5. Trình tự\nSở Y tế thực hiện các bước sau:\n1. Nhận hồ sơ.\n2. Trả kết quả.\n"
    found = parse(TOP + body).duties
    assert [duty.text for duty in found] == ["Nhận hồ sơ.", "Trả kết quả."]


def test_an_order_before_advice_about_difficulties_is_a_duty() -> None:
    body = (
        "1. Đề nghị UBND các xã thực hiện và báo cáo kết quả rà soát đất, trường hợp có phát sinh"
        " khó khăn, vướng mắc thì phản ánh về Sở Tài chính.\n"
    )
    assert _leads(body) == [["UBND các xã"]]


def test_names_alone_are_a_heading_whatever_ends_them() -> None:
    body = "III. TỔ CHỨC\n1. Sở Y tế\nRà soát thủ tục.\n2. Chi cục Thú y.\nKiểm tra các chợ.\n"
    assert _leads(body) == [["Sở Y tế"], ["Chi cục Thú y"]]
    assert [s.path for s in parse(TOP + body).sections if s.is_titled] == ["III", "III/1", "III/2"]


def test_persons_of_a_list_are_no_sections() -> None:
    body = "Điều 2. Lập Đoàn, gồm:\n1. Ông: Lê Văn Mẫu, Trưởng đoàn;\n2. Bà: Lê Thị Thử, Thư ký.\n"
    assert [s.path for s in parse(TOP + body).sections if s.is_titled] == ["Điều 2"]


def test_partners_told_by_what_they_are_in_charge_of() -> None:
    body = (
        "1. Sở Y tế\n- Phối hợp với các cơ quan báo chí, truyền thông trên địa bàn tuyên truyền.\n"
        "- Phối hợp với Trạm Y tế phụ trách địa bàn rà soát danh sách.\n"
        "- Phối hợp UBND các xã thuộc địa bàn phụ trách tăng cường kiểm tra.\n"
    )
    assert _partners(body) == [
        ["các cơ quan báo chí, truyền thông trên địa bàn"],
        ["Trạm Y tế phụ trách địa bàn"],
        ["UBND các xã thuộc địa bàn phụ trách"],
    ]


@pytest.mark.parametrize(
    "limit",
    [
        "ít nhất 02 ngày làm việc trước thời hạn quy định",
        "trước thời hạn yêu cầu",
        "ngay khi tiếp nhận",
    ],
)
def test_limits_counted_from_a_term_or_a_receipt(limit: str) -> None:
    found = parse(f"{TOP}1. Sở Y tế gửi kết quả {limit}.\n").duties
    assert [duty.timing.verbatim for duty in found] == [limit]


def test_the_recipients_broken_heading_is_read() -> None:
    tail = "Điều 3. Sở Y tế chịu trách nhiệm thi hành./.\n\nNơi\nnhận:\n- Như Điều 3;\n- Lưu: VT.\n"
    found = parse(f"{TOP}{tail}\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn Mẫu\n")
    assert [one.value for one in found.recipients] == ["Như Điều 3", "Lưu: VT"]
    assert found.signer.name.value == "Lê Văn Mẫu"
