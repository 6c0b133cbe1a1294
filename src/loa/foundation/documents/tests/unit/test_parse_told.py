"""What is told and not ordered, and whom words are about, in own words."""

import pytest

from loa.foundation.documents.parse.reader import parse
from loa.foundation.documents.tests.unit.test_parse_unseen import PLAN

HEAD = (
    "UBND TỈNH MẪU\nSỞ NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 12/KH-SNV\nMẫu, ngày 05 tháng 02 năm 2026\nKẾ HOẠCH\nThử điều được kể\n"
    "Sở Nội vụ ban hành Kế hoạch như sau:\nI. TỔ CHỨC THỰC HIỆN\n"
)


def _starts(body: str) -> list[tuple[str, list[str]]]:
    """The first three words of each duty and who must do it."""
    return [
        (" ".join(duty.text.split()[:3]), [actor.name for actor in duty.leads])
        for duty in parse(HEAD + body).duties
    ]


@pytest.mark.parametrize(
    "told",
    [
        "Ban Thường vụ Tỉnh ủy ghi nhận và biểu dương các ngành đã hoàn thành nhiệm vụ.",
        "Chủ tịch UBND tỉnh đánh giá cao tinh thần trách nhiệm của Sở Y tế.",
        "Cục Thuế trả lời để Thuế tỉnh biết.",
        "Sở Nội vụ phúc đáp để Công ty Cổ phần Mẫu biết, thực hiện.",
        "Sở Nội vụ tỉnh Mẫu thông báo cho các đơn vị được biết và thực hiện.",
        "Tại khoản 3 Điều 7 Nghị định số 10/2022/NĐ-CP quy định: thuế tỉnh báo cáo UBND tỉnh.",
    ],
)
def test_praise_answers_and_what_a_law_says_order_nothing(told: str) -> None:
    assert _starts(f"1. Việc chung\n- {told}") == []


@pytest.mark.parametrize(
    "told",
    [
        "Tuy nhiên đến nay, các cơ quan đăng kiểm vẫn chưa được hướng dẫn để thực hiện.",
        "Thứ nhất, Cục Y đã có Văn bản số 12/CY-VP đề nghị ban hành hướng dẫn.",
        "Theo quy định tại khoản 1 Điều 4 Luật Thử: “Phương tiện phải đủ điều kiện”.",
        "Bảo trì công trình là tập hợp các công việc nhằm duy trì sự an toàn.",
        "Đối với công tác quản lý khoáng sản trong quá trình khai thác.",
    ],
)
def test_what_is_so_orders_nothing_under_whoever_is_asked(told: str) -> None:
    assert _starts(f"1. Sở Y tế\n- Rà soát danh mục thuốc.\n- {told}") == [
        ("Rà soát danh", ["Sở Y tế"])
    ]


def test_whom_to_ask_about_difficulties_orders_nothing() -> None:
    assert _starts(
        "1. Sở Y tế\n- Rà soát danh mục thuốc.\n- Trong quá trình thực hiện, nếu có vướng mắc, "
        "kính đề nghị Quý đơn vị liên hệ Sở Nội vụ để được hướng dẫn."
    ) == [("Rà soát danh", ["Sở Y tế"])]


def test_a_power_behind_the_duty_of_the_same_office_is_none() -> None:
    assert _starts(
        "1. Việc chung\n- Sở Y tế rà soát danh mục. Ngoài ra, Sở Y tế có thể tham khảo bảng giá."
    ) == [("Sở Y tế", ["Sở Y tế"])]


def test_a_lead_in_that_says_before_whom_is_no_work_itself() -> None:
    assert [words for words, _ in _starts(
        "1. Văn phòng Sở\n- Nghiên cứu, tham mưu Lãnh đạo Sở:\n+ Ban hành quy chế làm việc.\n"
        "+ Sửa đổi nội quy cơ quan."
    )] == ["Ban hành quy", "Sửa đổi nội"]  # fmt: skip


def test_whom_words_are_about_and_who_must_acts() -> None:
    assert _starts(
        "1. Sở Y tế\n- Đối với các chủ đầu tư cần nhanh chóng dọn dẹp mặt bằng.\n"
        "- Đối với các cơ sở tư nhân, tăng cường kiểm tra việc hành nghề."
    ) == [("Đối với các", ["các chủ đầu tư"]), ("Đối với các", ["Sở Y tế"])]


def test_the_title_of_the_plan_in_its_closing_may_hold_a_semicolon() -> None:
    assert _starts(
        "1. Sở Y tế rà soát danh mục.\nTrên đây là Kế hoạch thi đua chào mừng Đại hội; tăng tốc, "
        "hoàn thành nhiệm vụ; các cơ quan, đơn vị nghiêm túc thực hiện./."
    )[-1] == ("các cơ quan,", ["các cơ quan, đơn vị"])


def test_two_spaces_behind_a_dash_cut_no_letter() -> None:
    assert _starts("1. Sở Y tế\n-  Rà soát danh mục thuốc.\n-   Báo cáo kết quả hằng quý.") == [
        ("Rà soát danh", ["Sở Y tế"]),
        ("Báo cáo kết", ["Sở Y tế"]),
    ]


def test_what_becomes_of_a_team_is_none_of_its_duties() -> None:
    assert _starts(
        "1. Tổ công tác\n- Rà soát danh mục.\n- Tổ công tác tự giải thể khi hoàn thành nhiệm vụ."
    ) == [("Rà soát danh", ["Tổ công tác"])]


def test_a_star_before_names_over_plain_paragraphs_is_their_heading() -> None:
    assert _starts(
        "* Công an xã\nTuần tra, kiểm soát các tuyến đường.\n* Các thôn, bản:\n+ Vận động treo cờ."
    ) == [("Tuần tra, kiểm", ["Công an xã"]), ("Vận động treo", ["Các thôn, bản"])]


def test_a_strange_word_behind_a_name_is_asked_about() -> None:
    """P29: what follows a name is an action of the lexicon, or it may be more of the name."""
    (duty,) = parse(HEAD + "1. Việc chung\n- Công an tỉnh nhả khói diệt muỗi ở khu dân cư.").duties
    assert "nhả khói diệt" in duty.leads[0].doubts[0]


def test_an_opening_with_work_of_its_own_before_the_list_orders_it() -> None:
    letter = HEAD.replace("Sở Nội vụ ban hành Kế hoạch như sau:\nI. TỔ CHỨC THỰC HIỆN\n", "")
    found = parse(
        letter + "Để chủ động ứng phó mưa lũ, Sở Nội vụ yêu cầu các phòng chuyên môn tiếp tục quán "
        "triệt đầy đủ Chỉ thị số 08/CT-UBND của UBND tỉnh và khẩn trương triển khai các nội dung "
        "sau:\n1. Rà soát phương án.\n2. Kiểm tra trụ sở.\n"
    ).duties
    assert [duty.text.split()[0] for duty in found] == ["Để", "Rà", "Kiểm"]
    plain = parse(
        letter
        + "Để chủ động ứng phó mưa lũ, Sở Nội vụ yêu cầu các phòng chuyên môn nâng cao trách "
        "nhiệm, tập trung thực hiện các nội dung sau:\n1. Rà soát phương án.\n"
    ).duties
    assert [duty.text.split()[0] for duty in plain] == ["Rà"]


def test_the_end_of_a_school_year_is_no_limit_of_the_work() -> None:
    (duty,) = parse(HEAD + "1. Sở Y tế tổ chức đánh giá cuối năm học.").duties
    assert duty.timing.verbatim is None


_ALL = "Yêu cầu thủ trưởng các cơ quan, đơn vị thực hiện các nội dung sau:\n1. Việc chung\n"


@pytest.mark.parametrize(
    ("body", "leads"),
    [
        (
            f"{_ALL}- Yêu cầu UBND các xã nghiêm túc triển khai. Theo dõi tiến độ thực hiện.",
            [["UBND các xã"]] * 2,
        ),
        (f"{_ALL}- Xử lý kiến nghị về trường học: giao Sở Xây dựng rà soát.", [["Sở Xây dựng"]]),
        (f"{_ALL}- Về phương án giải tỏa: đề nghị UBND xã A lập hồ sơ.", [["UBND xã A"]]),
        # One unit that is ordered asks others itself.
        (
            "1. Giao Sở Y tế thực hiện các nội dung sau:\n- Yêu cầu các bệnh viện công khai giá.",
            [["Sở Y tế"]],
        ),
        (
            "1. Trách nhiệm chung của các cơ quan, đơn vị\n- Rà soát quy định đã ban hành.",
            [["các cơ quan, đơn vị"]],
        ),
    ],
)
def test_below_an_order_to_everybody_others_are_asked_anew(
    body: str, leads: list[list[str]]
) -> None:
    duties = parse(PLAN + body).duties
    assert [[actor.name for actor in duty.leads] for duty in duties] == leads
