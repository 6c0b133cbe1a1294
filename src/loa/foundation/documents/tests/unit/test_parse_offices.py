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
         "Phó Chủ tịch UBND xã phụ trách kinh tế ~ "),
        ("1. Sở Y tế chủ trì, phối hợp với các đơn vị thuộc phạm vi quản lý của Sở tập huấn.",
         "Sở Y tế ~ các đơn vị thuộc phạm vi quản lý của Sở"),
        ("1. Đội Cảnh sát trật tự tăng cường tuần tra.", "Đội Cảnh sát trật tự ~ "),
        ("1. Phòng Tổng hợp, Khoa Dược chuẩn bị cơ số thuốc.", "Phòng Tổng hợp + Khoa Dược ~ "),
        ("1. Công an xã, lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở tổ chức tuần tra.",
         "Công an xã + lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở ~ "),
        ("1. Cục Hạ tầng xây dựng tham mưu việc rà soát.", "Cục Hạ tầng xây dựng ~ "),
        ("1. Các đơn vị tổ chức trực ban, báo cáo hằng ngày.", "Các đơn vị ~ "),
        ("1. Sở Xây dựng phối hợp với các đơn vị quản lý đường bộ khu vực phân luồng.",
         "Sở Xây dựng ~ các đơn vị quản lý đường bộ khu vực"),
        ("1. Trung tâm Dịch vụ tổng hợp xã cử cán bộ.", "Trung tâm Dịch vụ tổng hợp xã ~ "),
        ("1. Trung tâm Giáo dục thường xuyên theo dõi việc học.",
         "Trung tâm Giáo dục thường xuyên ~ "),
        ("1. Ban Quản lý dự án đầu tư xây dựng số 1 đẩy nhanh tiến độ.",
         "Ban Quản lý dự án đầu tư xây dựng số 1 ~ "),
        ("1. Các Chi cục: Kiểm lâm, Thủy lợi khẩn trương kiểm tra.",
         "Các Chi cục: Kiểm lâm, Thủy lợi ~ "),
        ("1. Các Vụ, Cục, Văn phòng Bộ khẩn trương rà soát.", "Các Vụ, Cục + Văn phòng Bộ ~ "),
        ("1. Công chức được cử đi đào tạo có trách nhiệm nộp chứng chỉ.",
         "Công chức được cử đi đào tạo ~ "),
        ("1. Sở quản lý ngành, lĩnh vực có trách nhiệm đề xuất mức giá.",
         "Sở quản lý ngành, lĩnh vực ~ "),
        ("1. Các cơ quan chuyên môn quản lý ngành, lĩnh vực cấp tỉnh khẩn trương rà soát.",
         "Các cơ quan chuyên môn quản lý ngành, lĩnh vực cấp tỉnh ~ "),
        ("1. Các cơ sở giáo dục đại học, cơ sở giáo dục nghề nghiệp báo cáo mức học phí.",
         "Các cơ sở giáo dục đại học + cơ sở giáo dục nghề nghiệp ~ "),
        ("1. Trưởng các phòng: Tổ chức Cán bộ, Kế hoạch - Tài chính khẩn trương rà soát.",
         "Trưởng các phòng: Tổ chức Cán bộ, Kế hoạch - Tài chính ~ "),
        ("1. Cục Hàng không Việt Nam báo cáo nguyên nhân.", "Cục Hàng không Việt Nam ~ "),
        ("1. Các cơ quan được giao nhiệm vụ báo cáo tại khoản 1 Điều này định kỳ xây dựng số liệu.",
         "Các cơ quan được giao nhiệm vụ báo cáo tại khoản 1 Điều này ~ "),
        ("1. Ban Chỉ huy Phòng thủ dân sự và phòng, chống thiên tai xã báo cáo hằng ngày.",
         "Ban Chỉ huy Phòng thủ dân sự và phòng, chống thiên tai xã ~ "),
        ("1. Chủ tịch UBND các tỉnh, thành phố từ Thanh Hóa đến Lâm Đồng khẩn trương ứng phó.",
         "Chủ tịch UBND các tỉnh, thành phố từ Thanh Hóa đến Lâm Đồng ~ "),
        ("1. Bí thư Tỉnh ủy, Thành ủy tập trung chỉ đạo.", "Bí thư Tỉnh ủy, Thành ủy ~ "),
        ("1. Các cơ quan, đơn vị quy định tại Điều 2 Quy chế này báo cáo kết quả.",
         "Các cơ quan, đơn vị quy định tại Điều 2 Quy chế này ~ "),
        ("1. Thành viên Đoàn kiểm tra, các đơn vị được kiểm tra thực hiện đúng Quyết định.",
         "Thành viên Đoàn kiểm tra + các đơn vị được kiểm tra ~ "),
        ("1. Trung tâm Dịch vụ xã, HTX Rau Mẫu tổ chức sản xuất.",
         "Trung tâm Dịch vụ xã + HTX Rau Mẫu ~ "),
        ("1. Sở Y tế phối hợp với các Đoàn kiểm tra, giám sát của tỉnh làm việc tại xã.",
         "Sở Y tế ~ các Đoàn kiểm tra, giám sát của tỉnh"),
        ("1. Lãnh đạo, công chức, viên chức thuộc Sở nghiêm túc chấp hành Quy chế.",
         "Lãnh đạo, công chức, viên chức thuộc Sở ~ "),
        ("1. Khu Quản lý đường bộ III trực 24/24 giờ.", "Khu Quản lý đường bộ III ~ "),
        ("1. Tiểu ban Tuyên truyền, Tiểu ban Hậu cần chuẩn bị nội dung.",
         "Tiểu ban Tuyên truyền + Tiểu ban Hậu cần ~ "),
        ("1. Hạt Kiểm lâm khu vực, Vườn Quốc gia Hoàng Mẫu tăng cường tuần tra.",
         "Hạt Kiểm lâm khu vực + Vườn Quốc gia Hoàng Mẫu ~ "),
        ("1. Đồng chí Chánh Văn phòng, đồng chí Trưởng phòng Tổ chức tham mưu việc này.",
         "Chánh Văn phòng + Trưởng phòng Tổ chức ~ "),
        ("1. Các thành viên khác trong tiểu ban chủ động triển khai công việc.",
         "Các thành viên khác trong tiểu ban ~ "),
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
        ("1. UBND tỉnh yêu cầu Lãnh đạo các sở, ngành, các Ban Quản lý dự án nêu cao trách nhiệm.",
         "Lãnh đạo các sở, ngành, các Ban Quản lý dự án ~ "),
        ("1. Trưởng phòng Nội vụ hoặc Chánh Văn phòng phân công người xử lý văn bản.",
         "Trưởng phòng Nội vụ + Chánh Văn phòng ~ "),
        ("1. UBND xã giăng biển báo tại các ngầm, tràn.", "UBND xã ~ "),
        ("1. Yêu cầu đồng chí Giám đốc Sở Xây dựng kiểm điểm, rút kinh nghiệm.",
         "Giám đốc Sở Xây dựng ~ "),
        ("1. Sở Y tế theo dõi; các cơ quan khác phối hợp thực hiện.", "Sở Y tế ~ các cơ quan khác"),
        ("1. Trong vòng 03 ngày kể từ ngày nhận hồ sơ, công chức một cửa chuyển hồ sơ đi.",
         "công chức một cửa ~ "),
        ("1. Khoa hướng dẫn sinh viên thực tập.", "Khoa ~ "),
        ("1. Từ đó, Trung tâm Quản lý chất lượng chuẩn bị dữ liệu.",
         "Trung tâm Quản lý chất lượng ~ "),
        ("1. Tại các khu vực sạt lở, UBND xã cắm biển cảnh báo.", "UBND xã ~ "),
        ("1. Sau mỗi đợt kiểm tra, Đoàn kiểm tra lập báo cáo gửi UBND xã.", "Đoàn kiểm tra ~ "),
        ("1. Giao trách nhiệm cho Trưởng thôn vận động người dân.", "Trưởng thôn ~ "),
        ("1. Ông Nguyễn Văn Mẫu - Trưởng ban: Phụ trách chung công việc.",
         "Ông Nguyễn Văn Mẫu - Trưởng ban ~ "),
        ("1. Tổ chức hội nghị triển khai (Sở Công Thương chủ trì, xong trong tháng 4/2026).",
         "Sở Công Thương ~ "),
        ("1. Xây dựng cơ sở dữ liệu (giao Trung tâm Công nghệ thực hiện).",
         "Trung tâm Công nghệ ~ "),
        ("1. Đồng chí Trưởng Ban xây dựng Đảng - Trưởng Tiểu ban: Phụ trách chung công việc.",
         "Trưởng Ban xây dựng Đảng - Trưởng Tiểu ban ~ "),
        ("1. Giáo viên chủ nhiệm các lớp\n- Phổ biến nội quy cho học sinh.",
         "Giáo viên chủ nhiệm các lớp ~ "),
        ("1. Đối với Tư vấn giám sát:\ngiám sát chặt chẽ mọi công đoạn thi công.",
         "Tư vấn giám sát ~ "),
        ("1. Kết quả thực hiện đề nghị các đơn vị gửi về Sở trước 05/9/2026.", "các đơn vị ~ "),
    ],
)  # fmt: skip
def test_who_acts_is_told_wherever_the_sentence_names_him(body: str, units: str) -> None:
    assert _units(body) == [units]


def test_a_condition_names_nobody_who_acts() -> None:
    body = "1. Sở Y tế\nThực hiện các nhiệm vụ khác khi được Trưởng ban phân công."
    assert _units(body) == ["Sở Y tế ~ "]


def test_who_must_carry_out_a_decision_hands_nothing_on() -> None:
    body = (
        "Điều 3. Giám đốc Sở Y tế chịu trách nhiệm thi hành Quyết định này.\n"
        "1. Rà soát danh mục thuốc thiết yếu.\n2. Tổ chức tập huấn cho nhân viên."
    )
    assert _units(body) == ["Giám đốc Sở Y tế ~ "]


def test_who_hands_out_the_tasks_acts_whoever_is_above() -> None:
    body = "1. Phòng Công nghiệp\nNhiệm vụ của từng thành viên do Tổ trưởng phân công cụ thể."
    assert _units(body) == ["Tổ trưởng ~ "]


def test_a_heading_of_contents_names_who_is_responsible_for_its_items() -> None:
    body = "Điều 5. Nội dung Sở Y tế có trách nhiệm chủ trì\n1. Kiểm tra việc thực hiện Quy chế."
    assert _units(body) == ["Sở Y tế ~ "]


def test_a_heading_that_coordinates_names_the_partner_of_its_items() -> None:
    body = "1. Sở Tư pháp\n1.1. Phối hợp với Sở Nội vụ\n- Tổ chức tập huấn."
    assert _units(body) == ["Sở Tư pháp ~ Sở Nội vụ"]


def test_what_is_said_of_a_task_is_no_duty() -> None:
    body = "1. Sở Y tế\nPhát triển y tế cơ sở là nhiệm vụ quan trọng. Rà soát các trạm."
    assert _units(body) == ["Sở Y tế ~ "]


def test_others_behind_a_semicolon_are_asked_about() -> None:
    (duty,) = parse(PLAN + "1. Sở Y tế rà soát; Sở Nội vụ bố trí kinh phí thực hiện.").duties
    assert [bool(actor.doubts) for actor in duty.leads] == [False, True]


def test_a_request_under_a_heading_is_the_units_own_unless_it_asks_an_equal() -> None:
    body = (
        "1. Sở Y tế\na) Yêu cầu các cơ sở hành nghề chấp hành quy định.\n"
        "b) Đề nghị Ủy ban MTTQ Việt Nam tỉnh vận động hội viên tham gia."
    )
    assert _units(body) == ["Sở Y tế ~ ", "Ủy ban MTTQ Việt Nam tỉnh ~ "]
