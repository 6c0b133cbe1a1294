"""By when, and with whom: phrases of the genre, one small case in own words for each rule."""

from datetime import date

import pytest

from loa.foundation.documents.parse.reader import parse
from loa.foundation.documents.parse.structure import Rhythm, Timing
from loa.foundation.documents.parse.timing import find_phrase, timing_of
from loa.foundation.documents.tests.unit.test_parse_unseen import PLAN


def _timing(sentence: str) -> Timing | None:
    found = find_phrase(sentence, 2026)
    return found.timing if found else None


def _partners(body: str) -> list[list[str]]:
    return [[actor.name for actor in duty.partners] for duty in parse(PLAN + body).duties]


@pytest.mark.parametrize(
    ("sentence", "limit"),
    [
        ("Các sở định kỳ kiểm tra, đánh giá kết quả.", "định kỳ"),
        ("Phát sóng mỗi tháng 02 chuyên mục về cải cách.", "mỗi tháng 02 chuyên mục"),
        ("Thời gian hoàn thành xong trước ngày 05/10/2026.", "trước ngày 05/10/2026"),
        ("Riêng các trường, hằng quý có ít nhất 01 tin, bài.", "hằng quý"),
        (
            "Tổ chức hội thi nhân ngày Chuyển đổi số quốc gia 10/10.",
            "nhân ngày Chuyển đổi số quốc gia 10/10",
        ),
        ("Báo cáo kết quả, được lồng ghép trong báo cáo cải cách hành chính định kỳ.", "định kỳ"),
        ("Rà soát, cập nhật định kỳ trong quá trình triển khai.", "định kỳ"),
        ("Theo dõi số liệu; báo cáo định kỳ, đột xuất việc thực hiện.", "định kỳ, đột xuất"),
        ("Thực hiện nghiêm chế độ báo cáo định kỳ.", "định kỳ"),
        ("Chủ trì xây dựng kế hoạch hàng năm cụ thể hóa các nhiệm vụ.", "hàng năm"),
        ("Trình phê duyệt Kế hoạch sao lưu, phục hồi hằng năm; theo dõi.", "hằng năm"),
        ("Đánh giá, xếp loại cuối năm đối với các đơn vị.", "cuối năm"),
        ("Đánh giá việc thực hiện của tỉnh hằng năm và đột xuất.", "hằng năm và đột xuất"),
        ("Báo cáo giữa kỳ (năm 2030) gửi UBND tỉnh.", "năm 2030"),
        ("Ngay sau kỳ nghỉ lễ, các đơn vị trở lại làm việc.", "Ngay sau kỳ nghỉ lễ"),
        ("Khôi phục điện, nước ngay sau thiên tai.", "ngay sau thiên tai"),
        ("Đến năm 2027, Sở X hoàn thành việc số hóa.", "Đến năm 2027"),
        ("Đến quý II/2026, Sở X ban hành quy trình.", "Đến quý II/2026"),
        ("Hoàn thành việc cải tạo trụ sở vào năm 2027.", "vào năm 2027"),
        ("Sơ kết vào năm 2028, báo cáo UBND tỉnh.", "vào năm 2028"),
        ("Gửi báo cáo trước 17 giờ, ngày 15/5/2026 để tổng hợp.", "trước 17 giờ, ngày 15/5/2026"),
        ("Tổ chức đợt ra quân từ 15/5 đến 15/6/2026.", "từ 15/5 đến 15/6/2026"),
        ("Phát động vào đầu tháng 5 năm 2026.", "vào đầu tháng 5 năm 2026"),
        ("Tổ chức hội nghị, dự kiến tháng 6/2026.", "tháng 6/2026"),
        (
            "Phun hóa chất 01 lần/ngày trong vòng 01 tuần đầu tiên; 03 lần/tuần trong 2 tuần sau.",
            "01 lần/ngày trong vòng 01 tuần đầu tiên; 03 lần/tuần trong 2 tuần sau",
        ),
        ("Kiểm tra các chợ 02 đợt/năm.", "02 đợt/năm"),
        ("Hàng ngày báo cáo tình hình trước 15 giờ 00 phút về Sở X.", "Hàng ngày"),
        ("Hằng ngày (trước 16 giờ), báo cáo về Sở X.", "Hằng ngày (trước 16 giờ)"),
        (
            "Dọn vệ sinh vào ngày thứ Bảy hoặc Chủ nhật hằng tuần tại các thôn.",
            ("vào ngày thứ Bảy hoặc Chủ nhật hằng tuần"),
        ),
        (
            "Báo cáo trước ngày 15/6 và trước ngày 15/12 hằng năm.",
            ("trước ngày 15/6 và trước ngày 15/12 hằng năm"),
        ),
        ("Báo cáo kết quả hằng quý, 6 tháng, năm gửi Sở X.", "hằng quý, 6 tháng, năm"),
        ("Theo dõi; hằng năm, tham mưu báo cáo tại kỳ họp cuối năm.", "hằng năm"),
        ("Cập nhật tối thiểu mỗi quý.", "mỗi quý"),
        ("Hàng tháng, hàng quý tổ chức giao ban.", "Hàng tháng, hàng quý"),
        ("Kiểm tra ít nhất 01 cuộc/năm.", "01 cuộc/năm"),
        ("Hoàn thành chậm nhất cuối tháng 6/2026.", "chậm nhất cuối tháng 6/2026"),
        ("Báo cáo trước ngày 05 và ngày 20 hằng tháng.", "trước ngày 05 và ngày 20 hằng tháng"),
        ("Tổ chức lễ lúc 7 giờ 30 phút, ngày 15/5/2026.", "lúc 7 giờ 30 phút, ngày 15/5/2026"),
        (
            "Báo cáo định kỳ hằng tháng (trước ngày 20), quý (trước ngày 25) về Sở X.",
            "định kỳ hằng tháng (trước ngày 20), quý (trước ngày 25)",
        ),
        ("Định kỳ cuối năm báo cáo Giám đốc Sở.", "Định kỳ cuối năm"),
        ("Cuối mỗi năm, các trường tổng kết.", "Cuối mỗi năm"),
        ("Xây dựng kế hoạch và báo cáo kết quả thực hiện định kỳ theo quy định.", "định kỳ"),
        (
            "Gửi tài liệu trước khi tổ chức họp tối thiểu 07 ngày.",
            ("trước khi tổ chức họp tối thiểu 07 ngày"),
        ),
        (
            "Thông báo cho xã ít nhất 05 ngày trước ngày khởi công.",
            ("ít nhất 05 ngày trước ngày khởi công"),
        ),
        ("Xử lý ngay trong ngày.", "ngay trong ngày"),
        ("Trả lời trong vòng 02 tuần kể từ ngày nhận.", "trong vòng 02 tuần kể từ ngày nhận"),
        ("Triển khai ngay khi có hiệu lực thi hành.", "ngay khi có hiệu lực thi hành"),
        ("Báo cáo kết quả trước ngày bầu cử 10 ngày.", "trước ngày bầu cử 10 ngày"),
        ("Tu sửa xong trường lớp trước ngày khai giảng.", "trước ngày khai giảng"),
        ("Bàn giao xong trước thời điểm 30/9/2026.", "trước thời điểm 30/9/2026"),
        ("Nhận hồ sơ trực tuyến bắt đầu từ ngày 01/7/2026.", "bắt đầu từ ngày 01/7/2026"),
        ("Phát động thi đua từ tháng 3 năm 2026.", "từ tháng 3 năm 2026"),
        ("Đăng ít nhất 02 tin, bài/tháng trên trang của Sở.", "ít nhất 02 tin, bài/tháng"),
        ("Kiểm tra tối thiểu 01 lần trong năm.", "01 lần trong năm"),
        ("Đầu quý IV hằng năm, xây dựng kế hoạch.", "Đầu quý IV hằng năm"),
        ("Tiếp tục duy trì đến hết năm 2026.", "đến hết năm 2026"),
        ("Thực hiện liên tục trong năm 2026.", "trong năm 2026"),
        ("Giao ban hàng quý để đánh giá.", "hàng quý"),
        ("Duyệt kế hoạch sau 05 ngày kể từ ngày nhận.", "sau 05 ngày kể từ ngày nhận"),
        ("Gửi dự toán chậm nhất ngày 30/7 năm trước.", "chậm nhất ngày 30/7 năm trước"),
    ],
)
def test_what_bounds_a_duty(sentence: str, limit: str) -> None:
    found = _timing(sentence)
    assert found is not None
    assert found.verbatim == limit


@pytest.mark.parametrize(
    "sentence",
    [
        "Thanh tra, kiểm tra định kỳ và đột xuất các cơ sở.",
        "Tổng hợp báo cáo định kỳ, báo cáo đột xuất của các đơn vị.",
        "Tổ chức diễn tập định kỳ.",
        "Giải quyết thủ tục đúng thời gian quy định.",
        "Trình Hội đồng nhân dân xem xét tại kỳ họp cuối năm.",
        "Đến năm 2030, tỷ lệ hộ nghèo dưới 1%.",
        "Phân bổ kế hoạch đầu tư công trung hạn, hằng năm từ ngân sách.",
        "Bảo đảm nguồn cung dịp cuối năm và Tết.",
        "Rà soát các dự án đã giao trước ngày 01 tháng 10 năm 2004.",
        "Báo cáo cấp trên, ngay sau đó thông báo cho các đơn vị.",
        "Kế hoạch này có hiệu lực kể từ ngày 01 tháng 12 năm 2026.",
        "Đôn đốc việc giải quyết đơn (dừng xem xét trước ngày bầu cử 10 ngày).",
    ],
)
def test_what_bounds_no_duty(sentence: str) -> None:
    assert _timing(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "limit", "due", "rhythm"),
    [
        ("Áp giá mới triển khai từ ngày 01/7/2026.", "triển khai từ ngày 01/7/2026", None, None),
        ("Gửi kết quả, hạn cuối ngày 15 tháng 12 hàng năm.",
         "hạn cuối ngày 15 tháng 12 hàng năm", None, Rhythm.YEARLY),
        ("Thời hạn hoàn thành: 30/6/2026.", "Thời hạn hoàn thành: 30/6/2026", "2026-06-30", None),
        ("Gửi báo cáo không muộn hơn ngày 15-10-2026.", "không muộn hơn ngày 15-10-2026",
         "2026-10-15", None),
        ("Tự chấm điểm từ ngày 10 đến ngày 15 tháng 12.", "từ ngày 10 đến ngày 15 tháng 12",
         "2026-12-15", None),
        ("Gửi báo cáo năm trước ngày 30 tháng 01 năm sau.", "trước ngày 30 tháng 01 năm sau",
         "2027-01-30", None),
        ("Báo cáo hằng tuần, trước 16 giờ 00 ngày thứ Sáu.",
         "hằng tuần, trước 16 giờ 00 ngày thứ Sáu", None, Rhythm.WEEKLY),
        ("Báo cáo vào chiều thứ Năm hằng tuần.", "vào chiều thứ Năm hằng tuần", None,
         Rhythm.WEEKLY),
        ("Báo cáo định kỳ hằng quý, trước ngày 15 tháng cuối quý.",
         "định kỳ hằng quý, trước ngày 15 tháng cuối quý", None, Rhythm.QUARTERLY),
        ("Gửi Sở Tư pháp trước ngày 20 của tháng cuối quý.", "trước ngày 20 của tháng cuối quý",
         None, Rhythm.QUARTERLY),
        ("Gửi báo cáo trước ngày 05 tháng sau.", "trước ngày 05 tháng sau", None, Rhythm.MONTHLY),
        ("Báo cáo 6 tháng (trước ngày 10/6) và năm (trước ngày 10/12 hằng năm).",
         "6 tháng (trước ngày 10/6) và năm (trước ngày 10/12 hằng năm)", None,
         Rhythm.HALF_YEARLY),
        ("Định kỳ ngày 15 hằng tháng báo cáo Sở.", "Định kỳ ngày 15 hằng tháng", None,
         Rhythm.MONTHLY),
        ("Hoàn thành trong tháng 4, tháng 5/2026.", "Hoàn thành trong tháng 4, tháng 5/2026",
         "2026-05-31", None),
        ("Thực hiện xong trong quý I, quý II năm 2026.", "xong trong quý I, quý II năm 2026",
         "2026-06-30", None),
        ("Hoàn thành trong 6 tháng đầu năm 2026.", "trong 6 tháng đầu năm 2026", "2026-06-30",
         None),
        ("Hoàn thành vào cuối năm 2026.", "vào cuối năm 2026", "2026-12-31", None),
        ("Rà soát xong trước quý IV/2026.", "trước quý IV/2026", "2026-09-30", None),
        ("Hoàn thành trước năm 2027.", "Hoàn thành trước năm 2027", "2026-12-31", None),
        ("Tổ chức trong tuần 2 tháng 5/2026.", "trong tuần 2 tháng 5/2026", None, None),
        ("Chuẩn bị xong trước Tết Nguyên đán.", "trước Tết Nguyên đán", None, None),
    ],
)  # fmt: skip
def test_limits_and_the_day_they_name(
    sentence: str, limit: str, due: str | None, rhythm: Rhythm | None
) -> None:
    found = _timing(sentence)
    assert found is not None
    assert (found.verbatim, found.rhythm) == (limit, rhythm)
    assert (found.due_on.isoformat() if found.due_on else None) == due


def test_the_last_month_of_a_range_is_the_limit() -> None:
    assert timing_of("Tháng 11 - 12/2025").due_on == date(2025, 12, 31)


def test_a_day_says_more_than_the_rhythm_before_it() -> None:
    found = _timing("Định kỳ hằng năm báo cáo Sở Y tế chậm nhất ngày 17 tháng 12.")
    assert found is not None
    assert (found.verbatim, found.rhythm) == ("chậm nhất ngày 17 tháng 12", Rhythm.YEARLY)


def test_two_days_a_year_fall_due_every_half_year() -> None:
    found = _timing("Báo cáo trước ngày 01/6 và 15/11 hằng năm về Sở Y tế.")
    assert found is not None
    assert found.verbatim == "trước ngày 01/6 và 15/11 hằng năm"
    assert found.rhythm is Rhythm.HALF_YEARLY


def test_a_span_without_an_end_has_no_due_day() -> None:
    body = (
        "1. Sở Y tế\n- Rà soát danh mục thử.\nThời gian thực hiện: Từ tháng 3/2026 đến khi xong.\n"
    )
    timing = parse(PLAN + body).duties[0].timing
    assert (timing.verbatim, timing.due_on) == ("Từ tháng 3/2026 đến khi xong", None)


def test_a_time_told_by_a_sentence_is_the_limit_in_it() -> None:
    body = (
        "1. Sở Y tế\n- Rà soát các văn bản đã ban hành.\nThời gian thực hiện: Các cơ quan, đơn vị "
        "trực thuộc gửi kết quả rà soát về Sở Y tế trước ngày 15/3/2026.\n"
    )
    assert parse(PLAN + body).duties[0].timing.verbatim == "trước ngày 15/3/2026"


def test_a_time_below_a_list_holds_for_all_of_it() -> None:
    body = (
        "1. Các sở\n- Hướng dẫn kiểm kê:\n+ Sở Y tế: hướng dẫn các bệnh viện.\n"
        "+ Sở Nội vụ: hướng dẫn các phòng.\nThời gian thực hiện: Quý II/2026.\n- Báo cáo kết quả.\n"
    )
    found = [duty.timing.verbatim for duty in parse(PLAN + body).duties]
    assert found[-3:] == ["Quý II/2026", "Quý II/2026", None]


@pytest.mark.parametrize(
    ("sentence", "partners"),
    [
        ("Phối hợp với Sở Nội vụ, địa phương rà soát danh mục.", ["Sở Nội vụ", "địa phương"]),
        ("Phối hợp với các ngành, các cấp tuyên truyền.", ["các ngành, các cấp"]),
        ("Phối hợp với các Sở, Ban, ngành liên quan rà soát.", ["các Sở, Ban, ngành liên quan"]),
        ("Phối hợp với cơ quan thông tấn, báo chí tuyên truyền.", ["cơ quan thông tấn, báo chí"]),
        ("Có trách nhiệm phối hợp với các đơn vị liên quan rà soát.", ["các đơn vị liên quan"]),
        ("Công an tỉnh phối hợp, hỗ trợ Sở Xây dựng phân luồng xe.", ["Sở Xây dựng"]),
        ("Phối hợp hỗ trợ các đơn vị kết nối dữ liệu.", []),
        (
            "Phối hợp với các cơ quan chức năng, chính quyền địa phương tuần tra.",
            ["các cơ quan chức năng", "chính quyền địa phương"],
        ),
        ("Ban hành quy chế phối hợp giữa các cơ quan.", []),
        ("Phối hợp với cơ quan chủ trì thực hiện các nhiệm vụ.", ["cơ quan chủ trì"]),
        ("Phối hợp với UBND 02 xã: An Mẫu, Bình Mẫu rà soát.", ["UBND 02 xã: An Mẫu, Bình Mẫu"]),
    ],
)
def test_whom_a_duty_is_shared_with(sentence: str, partners: list[str]) -> None:
    assert _partners(f"1. Sở Y tế\n- {sentence}\n") == [partners]


def test_a_limit_on_the_next_line_is_that_of_the_duty_before_it() -> None:
    body = "1. Sở Y tế\nRà soát quy trình nội bộ.\nThời hạn chậm nhất ngày 15/5/2026.\n"
    (duty,) = parse(PLAN + body).duties
    assert duty.timing.due_on == date(2026, 5, 15)


def test_a_rule_on_the_next_line_limits_no_work_before_it() -> None:
    body = "1. Sở Y tế\nRà soát quy trình.\nThời gian hỗ trợ cho mỗi hộ đến ngày 15/5/2026.\n"
    assert parse(PLAN + body).duties[0].timing.verbatim is None


def test_how_often_a_year_tells_the_rhythm() -> None:
    assert [timing_of(words).rhythm for words in ("02 lần/năm", "01 quý/lần", "01 năm/lần")] == [
        Rhythm.HALF_YEARLY,
        Rhythm.QUARTERLY,
        Rhythm.YEARLY,
    ]


def test_a_second_limit_behind_the_duty_is_asked_about() -> None:
    body = "- Sở Y tế báo cáo hằng quý. Thời gian hoàn thành trước ngày 15/5/2026.\n"
    (duty,) = parse(PLAN + "1. Việc chung\n" + body).duties
    assert duty.timing.verbatim == "hằng quý"
    assert any("trước ngày 15/5/2026" in doubt for doubt in duty.timing.doubts)


@pytest.mark.parametrize(
    "sentence",
    [
        "Đến năm 2027, hoàn thành việc số hóa.",
        "Thực hiện chế độ báo cáo định kỳ.",
        "Hoàn thành đắp nền trong tháng 5/2026; thông cầu trong tháng 6/2026.",
        "Lấy kết quả để xếp loại mức độ hoàn thành nhiệm vụ trong năm 2026.",
    ],
)
def test_a_limit_of_a_seldom_form_is_asked_about(sentence: str) -> None:
    (duty,) = parse(PLAN + f"1. Sở Y tế\n- {sentence}\n").duties
    assert duty.timing.verbatim
    assert duty.timing.doubts


def test_whoever_a_second_word_of_order_names_acts_too() -> None:
    body = "- Đề nghị UBND các xã, phường và yêu cầu Sở Nội vụ rà soát danh mục.\n"
    (duty,) = parse(PLAN + "1. Việc chung\n" + body).duties
    assert [actor.name for actor in duty.leads] == ["UBND các xã, phường", "Sở Nội vụ"]


def test_a_name_torn_at_its_dash_goes_on() -> None:
    items = "".join(f"- Lập danh sách thứ {i} theo mẫu và gửi\nvề Sở Nội vụ.\n\n" for i in range(8))
    torn = "- Phối hợp với các tổ chức chính trị\n- xã hội tuyên truyền rộng rãi.\n\n"
    text = f"{PLAN}\n1. Sở Y tế\n\n{items}{torn}{items}"
    found = [duty.text for duty in parse(text).duties]
    assert found[8] == "Phối hợp với các tổ chức chính trị - xã hội tuyên truyền rộng rãi."


def test_a_sentence_that_only_says_by_when_bounds_all_that_its_line_orders() -> None:
    body = (
        "1. Sở Y tế\n- Xây dựng quy chế. Rà soát danh mục. Hoàn thành trước ngày 20/12/2026.\n"
        "- Hoàn thành và báo cáo UBND tỉnh trước ngày 15/6/2026.\n"
    )
    found = [(duty.text, str(duty.timing.due_on)) for duty in parse(PLAN + body).duties]
    assert found == [
        ("Xây dựng quy chế.", "2026-12-20"),
        ("Rà soát danh mục.", "2026-12-20"),
        ("Hoàn thành và báo cáo UBND tỉnh trước ngày 15/6/2026.", "2026-06-15"),
    ]
