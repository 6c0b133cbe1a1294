"""Offices and actions seldom met: where a name ends, and who is told in unusual places."""

import pytest

from loa.foundation.documents.parse.actor_names import name_end
from loa.foundation.documents.parse.actor_words import tokens_of
from loa.foundation.documents.parse.actors import actors_in
from loa.foundation.documents.parse.reader import parse

PLAN = (
    "UBND TỈNH MẪU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 12/KH-UBND\nMẫu, ngày 05 tháng 02 năm 2026\nKẾ HOẠCH\nThử tên ít gặp\n"
    "UBND tỉnh ban hành Kế hoạch như sau:\nI. TỔ CHỨC THỰC HIỆN\n"
)


def _name(words: str) -> str:
    tokens = tokens_of(words, 0, len(words))
    stop = name_end(tokens, 0)
    return words[: tokens.end(stop - 1)] if stop else ""


@pytest.mark.parametrize(
    "name",
    [
        "Ban Quản lý dự án đầu tư xây dựng khu vực Mẫu Thắng",
        "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông",
        "Phân hiệu Đại học Mẫu tại Hà Giang",
        "Chi cục An toàn vệ sinh thực phẩm",
        "Trung tâm Khuyến công và Tư vấn phát triển công nghiệp",
        "Bảo tàng tỉnh",
        "Tổ bảo vệ an ninh, trật tự ở cơ sở",
        "Tổ hòa giải",
        "Ban bầu cử đại biểu HĐND xã",
        "Bưu điện văn hóa xã",
        "Phòng Cảnh sát giao thông",
        "Phòng An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao",
        "Phòng Cải cách hành chính và Văn thư lưu trữ",
        "Trung tâm Dịch vụ việc làm tỉnh",
        "Phòng Người có công",
        "Ban Giám sát đầu tư của cộng đồng",
        "Đội thông tin lưu động",
        "Các cơ sở kinh doanh dịch vụ lưu trú",
        "Cục Quản lý đê điều và Phòng, chống thiên tai",
        "Hội đồng quản lý Quỹ",
        "Trung tâm Xúc tiến đầu tư, Thương mại và Du lịch",
        "Phòng giao dịch Ngân hàng Chính sách xã hội Mẫu",
        "Agribank Chi nhánh Mẫu II",
        "Hải đội 2",
        "Trại tạm giam Công an tỉnh",
        "Khu bảo tồn thiên nhiên Mẫu - Thắng",
        "UBND xã, phường nơi có dự án đi qua",
        "Phân hiệu Đại học Mẫu tại tỉnh Hà Giang",
        "các chủ hồ, đập thủy điện",
        "các khách sạn, nhà hàng, khu du lịch",
        "chủ các cơ sở lưu trú",
        "Trung tâm Dịch vụ đấu giá tài sản",
        "Hội đồng Giáo dục quốc phòng và an ninh",
        "Cổng dịch vụ công quốc gia",
        "các cơ quan tham mưu, giúp việc Tỉnh ủy",
        "các đồn biên phòng",
        "các cơ quan, đơn vị, địa phương đạt chuẩn",
        "Báo và phát thanh, truyền hình tỉnh",
        "các cơ sở khám bệnh, chữa bệnh công lập và ngoài công lập",
        "Ban Chỉ đạo cải cách hành chính và chuyển đổi số",
        "Hội đồng bồi thường, hỗ trợ và tái định cư",
        "Trung tâm Điều dưỡng người có công",
        "Các nhà thuốc, quầy thuốc",
        "Khoa Hồi sức cấp cứu",
        "Trung tâm Trợ giúp pháp lý nhà nước tỉnh",
        "các doanh nghiệp có tên trong danh sách kèm theo",
        "các ông, bà có tên tại Điều 1",
    ],
)
@pytest.mark.parametrize("action", ["chủ trì xây dựng kế hoạch", "báo cáo kết quả thực hiện"])
def test_a_name_seldom_met_is_read_whole(name: str, action: str) -> None:
    assert _name(f"{name} {action}") == name


@pytest.mark.parametrize(
    "action",
    [
        "thu gom rác thải", "hiệp đồng chặt chẽ", "điều hành hội nghị", "cho vay vốn",
        "thường trực 24/24 giờ", "sản xuất phóng sự", "xã hội hóa nguồn lực",
        "cấp cứu người bị nạn",
        "rải vôi bột", "dạy nghề cho lao động", "phát thanh 02 buổi mỗi ngày",
        "kiểm dịch động vật", "tái định cư cho người dân", "trợ giúp pháp lý", "thống kê số liệu",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["Sở Y tế", "Công an xã", "Phòng Văn hóa - Xã hội"])
def test_a_name_ends_at_an_action_seldom_met(name: str, action: str) -> None:
    assert _name(f"{name} {action}") == name


def test_what_verbs_elsewhere_say_of_a_kind_of_body_stays_in_its_name() -> None:
    for name in ("các văn phòng công chứng", "các đơn vị cấp nước", "lực lượng cứu hộ, cứu nạn"):
        assert _name(f"{name} chuẩn bị phương tiện") == name


def _duties(body: str) -> list[tuple[str, list[str], str | None]]:
    return [
        (duty.text, [actor.name for actor in duty.leads], duty.timing.verbatim)
        for duty in parse(PLAN + body).duties
    ]


def test_who_stands_behind_the_colon_of_a_task_is_given() -> None:
    read = _duties(
        "1. Phân công thực hiện\n- Chuẩn bị hội trường, âm thanh: Văn phòng Sở.\n"
        "- Mời đại biểu: Văn phòng Sở phối hợp với Phòng Tổng hợp."
    )
    assert [leads for _, leads, _ in read] == [["Văn phòng Sở"], ["Văn phòng Sở"]]


def test_whom_a_report_goes_to_or_a_list_holds_does_not_act() -> None:
    assert _duties("1. Gửi báo cáo về: Sở Nội vụ.\n2. Thu hút 03 bên: Sở Y tế và các trường.") == []


def test_fields_behind_a_task_are_read_in_any_order() -> None:
    assert _duties(
        "1. Tiêm phòng cho đàn vật nuôi. Thời gian: từ ngày 01/3 đến ngày 30/4/2026. "
        "Đơn vị thực hiện: UBND các xã."
    ) == [("Tiêm phòng cho đàn vật nuôi.", ["UBND các xã"], "từ ngày 01/3 đến ngày 30/4/2026")]


def test_a_bracket_around_fields_is_no_part_of_their_time() -> None:
    ((_, leads, when),) = _duties(
        "1. Xây dựng cơ sở dữ liệu (Đơn vị chủ trì: Sở Y tế; thời gian hoàn thành: quý IV/2026)."
    )
    assert (leads, when) == (["Sở Y tế"], "quý IV/2026")


def test_the_month_right_after_is_part_of_a_limit() -> None:
    ((_, _, when),) = _duties("1. Thuế tỉnh báo cáo trước ngày 05 của tháng sau liền kề.")
    assert when == "trước ngày 05 của tháng sau liền kề"


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("Đến hết năm 2026, Sở Y tế hoàn thành số hóa sổ sách.", "Đến hết năm 2026"),
        ("Sở Y tế cấp phát kinh phí ngay sau khi có quyết định.", "ngay sau khi có quyết định"),
        ("Sở Y tế trình ban hành kế hoạch trong quý I năm 2026.", "trong quý I năm 2026"),
        (
            "UBND xã niêm yết chậm nhất 40 ngày trước ngày bầu cử.",
            "chậm nhất 40 ngày trước ngày bầu cử",
        ),
        (
            "Sở Y tế định kỳ ngày 15 và ngày 30 hằng tháng báo cáo.",
            "định kỳ ngày 15 và ngày 30 hằng tháng",
        ),
    ],
)
def test_limits_seldom_met_are_read_whole(sentence: str, when: str) -> None:
    """P24: a limit behind a noun limits the work where a preposition says so."""
    ((_, _, read),) = _duties(f"1. {sentence}")
    assert read == when


@pytest.mark.parametrize(
    ("sentence", "partners"),
    [
        (
            "Sở Y tế chủ trì cùng Sở Nội vụ và các ngành liên quan rà soát.",
            ["Sở Nội vụ", "các ngành liên quan"],
        ),
        (
            "Công an tỉnh chủ trì, phối hợp với: Sở Tư pháp, Sở Nội vụ rà soát.",
            ["Sở Tư pháp", "Sở Nội vụ"],
        ),
        (
            "Phân công Sở Y tế chịu trách nhiệm chính, Công an tỉnh phối hợp thực hiện.",
            ["Công an tỉnh"],
        ),
        ("Sở Y tế tổ chức thực hiện, có sự phối hợp của Sở Nội vụ.", ["Sở Nội vụ"]),
        ("Sở Y tế phối hợp với Tòa án nhân dân cùng cấp xét xử.", ["Tòa án nhân dân cùng cấp"]),
        ("Sở Y tế phối hợp với thú y xã phun tiêu độc.", ["thú y xã"]),
        ("Sở Y tế ký kết chương trình phối hợp với Tỉnh đoàn.", []),
    ],
)
def test_partners_in_seldom_words_are_read(sentence: str, partners: list[str]) -> None:
    (duty,) = parse(PLAN + f"1. {sentence}").duties
    assert [actor.name for actor in duty.partners] == partners


@pytest.mark.parametrize("sentence", ["Sở Y tế cùng với", "Sở Y tế cùng"])
def test_who_acts_along_is_a_partner_and_asked_about(sentence: str) -> None:
    (duty,) = parse(PLAN + f"1. {sentence} Công an tỉnh tổ chức lễ phát động.").duties
    assert [actor.name for actor in duty.leads] == ["Sở Y tế"]
    assert [(actor.name, bool(actor.doubts)) for actor in duty.partners] == [("Công an tỉnh", True)]


@pytest.mark.parametrize(
    "action",
    [
        "vớt bèo trên các tuyến sông",
        "giáo dục truyền thống cho học sinh",
        "khám, cấp thuốc miễn phí",
        "tự chịu trách nhiệm về số liệu",
        "phân công lãnh đạo phụ trách",
        "lần lượt kiểm tra các điểm",
    ],
)
@pytest.mark.parametrize("name", ["Sở Y tế", "Phòng Kinh tế, Hạ tầng và Đô thị"])
def test_a_department_of_a_known_name_ends_with_it(name: str, action: str) -> None:
    """However strange the action: only its territory goes on with such a name."""
    assert [leads for _, leads, _ in _duties(f"1. {name} {action}.")] == [[name]]


def test_a_series_of_bodies_ends_at_a_strange_word() -> None:
    """«Các cơ quan, đơn vị» are all of them; «các đơn vị ươm giống» may be some."""
    assert _name("Các cơ quan, đơn vị nhen nhóm phong trào") == "Các cơ quan, đơn vị"
    assert _name("Các đơn vị nhen nhóm phong trào") == "Các đơn vị nhen nhóm phong trào"


def test_a_department_of_several_provinces_keeps_them() -> None:
    assert _name("Sở Y tế các tỉnh rà soát") == "Sở Y tế các tỉnh"


@pytest.mark.parametrize(
    ("names", "apart"),
    [
        (
            "UBND các xã, phường, Ban quản lý dự án Mẫu",
            ["UBND các xã, phường", "Ban quản lý dự án Mẫu"],
        ),
        (
            "Thủ trưởng các sở, ban, ngành, các thành viên Ban Chỉ đạo",
            ["Thủ trưởng các sở, ban, ngành", "các thành viên Ban Chỉ đạo"],
        ),
        (
            "Các cơ quan báo chí, lực lượng dân quân tự vệ",
            ["Các cơ quan báo chí", "lực lượng dân quân tự vệ"],
        ),
        ("Tổ công tác Đề án 06, cấp ủy các cấp", ["Tổ công tác Đề án 06", "cấp ủy các cấp"]),
    ],
)
def test_another_kind_behind_a_comma_stands_alone(names: str, apart: list[str]) -> None:
    assert [names[slice(*place)] for place in actors_in(names, 0, len(names))] == apart


def test_a_daily_meeting_is_no_order_to_a_board() -> None:
    assert [leads for _, leads, _ in _duties("1. Sở Y tế giao ban trực tuyến với các trạm.")] == [
        ["Sở Y tế"]
    ]
