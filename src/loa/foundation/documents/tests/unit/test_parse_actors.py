"""How far names of actors reach, and how lists of them fall apart: cases in own words."""

import pytest

from loa.foundation.documents.parse.actor_names import name_end
from loa.foundation.documents.parse.actor_words import tokens_of
from loa.foundation.documents.parse.actors import actors_in
from loa.foundation.documents.parse.reader import parse
from loa.foundation.documents.tests.unit.test_parse_unseen import PLAN


def _names(sentence: str) -> tuple[list[str], str]:
    """The actors that open a sentence, and the rest of it."""
    tokens = tokens_of(sentence, 0, len(sentence))
    stop = name_end(tokens, 0)
    end = tokens.end(stop - 1) if stop else 0
    return [sentence[a:b] for a, b in actors_in(sentence, 0, end)], sentence[end:].strip()


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        # Second syllables of nouns are verbs elsewhere.
        ("Bộ Ngoại giao chủ trì", ["Bộ Ngoại giao"]),
        ("Ban An toàn giao thông tỉnh chủ trì", ["Ban An toàn giao thông tỉnh"]),
        ("Các trường công lập thực hiện", ["Các trường công lập"]),
        ("Ủy ban bầu cử tỉnh hướng dẫn", ["Ủy ban bầu cử tỉnh"]),
        ("các cơ quan chủ trì quản lý 02 Chương trình MTQG rà soát",
         ["các cơ quan chủ trì quản lý 02 Chương trình MTQG"]),
        # What a body is for.
        ("Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh rà soát",
         ["Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh"]),
        ("Ban quản lý Khu Nông nghiệp ứng dụng Công nghệ cao Mẫu chủ trì",
         ["Ban quản lý Khu Nông nghiệp ứng dụng Công nghệ cao Mẫu"]),
        ("Các cơ sở giáo dục và đào tạo trên địa bàn tổ chức hội nghị",
         ["Các cơ sở giáo dục và đào tạo trên địa bàn"]),
        # What a colon lists.
        ("Các Bộ: Quốc phòng, Công an chủ động", ["Các Bộ: Quốc phòng, Công an"]),
        ("Các Sở: Xây dựng, Tài chính rà soát", ["Các Sở: Xây dựng, Tài chính"]),
        ("các Sở: Tài chính, Kế hoạch và Đầu tư, Công ty Cấp nước Mẫu rà soát",
         ["các Sở: Tài chính, Kế hoạch và Đầu tư", "Công ty Cấp nước Mẫu"]),
        ("UBND các xã: Tân Phú, Long Hòa", ["UBND các xã: Tân Phú, Long Hòa"]),
        # Series and pairs.
        ("Các Sở, ban, ngành thuộc tỉnh chủ động", ["Các Sở, ban, ngành thuộc tỉnh"]),
        ("Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh phối hợp",
         ["Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh"]),
        ("Ban Quản lý Khu kinh tế Mẫu và các khu công nghiệp rà soát",
         ["Ban Quản lý Khu kinh tế Mẫu và các khu công nghiệp"]),
        ("Ban quản lý các chợ; hộ kinh doanh thực hiện", ["Ban quản lý các chợ", "hộ kinh doanh"]),
        ("Mọi tổ chức, cá nhân chấp hành", ["Mọi tổ chức, cá nhân"]),
    ],
)  # fmt: skip
def test_a_name_reaches_to_the_action(sentence: str, names: list[str]) -> None:
    assert _names(sentence)[0] == names


def test_orders_after_a_colon_are_no_names() -> None:
    assert _names("UBND các xã: Tổ chức thực hiện tốt, hiệu quả")[0] == ["UBND các xã"]


def _read(body: str) -> list[tuple[str, list[str]]]:
    return [
        (duty.text.split()[0], [actor.name for actor in duty.leads])
        for duty in parse(PLAN + body).duties
    ]


def test_fields_below_a_field_say_who_leads() -> None:
    body = (
        "1. Dữ liệu\na) Nhiệm vụ:\n- Rà soát danh mục dữ liệu thử.\n- Chuẩn hóa dữ liệu thử.\n"
        "b) Cơ quan thực hiện:\n- Đơn vị chủ trì: Sở Y tế.\n- Đơn vị phối hợp: Các sở, ngành.\n"
    )
    assert _read(body) == [("Rà", ["Sở Y tế"]), ("Chuẩn", ["Sở Y tế"])]


def test_a_heading_called_like_a_field_holds_sentences() -> None:
    work = " ".join(["để phong trào lan tỏa sâu rộng tới từng thôn, tổ dân phố"] * 3)
    body = (
        "V. THỜI GIAN VÀ TRÁCH NHIỆM THỰC HIỆN\n1. Thời gian thực hiện\nTừ nay đến hết năm 2026.\n"
        f"2. Trách nhiệm thực hiện\n- Sở Nội vụ hướng dẫn khen thưởng {work}.\n"
        "- Sở Y tế tổ chức khám bệnh.\n"
    )
    assert _read(body) == [("Sở", ["Sở Nội vụ"]), ("Sở", ["Sở Y tế"])]


def test_a_province_of_two_letters_ends_its_sentence() -> None:
    body = "1. Việc chung\nCông bố danh mục tại tỉnh Nghệ An. Sở Y tế rà soát danh mục.\n"
    assert _read(body) == [("Sở", ["Sở Y tế"])]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Các tổ chức, cá nhân được cấp giấy phép thăm dò, khai thác cát có trách nhiệm giữ mốc.",
         ["Các tổ chức, cá nhân được cấp giấy phép thăm dò, khai thác cát"]),
        ("Doanh nghiệp tham gia Chương trình phải báo cáo kết quả.",
         ["Doanh nghiệp tham gia Chương trình"]),
        ("Các cơ quan có liên quan đến Kế hoạch này chủ động rà soát.",
         ["Các cơ quan có liên quan đến Kế hoạch này"]),
        ("Sở Xây dựng với vai trò là cơ quan thường trực, chủ động rà soát.", ["Sở Xây dựng"]),
        ("Thành phố Mẫu và các tỉnh bạn đẩy nhanh tiến độ.", ["Thành phố Mẫu", "các tỉnh bạn"]),
        ("Để nâng cao hiệu quả, tăng cường kiểm tra dự án, các Sở, ngành rà soát quy hoạch.",
         ["các Sở, ngành"]),
        ("Nếu quá thời hạn, cơ quan phối hợp phải nêu rõ lý do.", ["cơ quan phối hợp"]),
        ("Trường hợp các cơ quan có ý kiến khác nhau, cơ quan chủ trì có trách nhiệm làm rõ.",
         ["cơ quan chủ trì"]),
        ("Căn cứ Kế hoạch này, các sở, ngành nghiên cứu, cụ thể hóa nhiệm vụ.",
         ["các sở, ngành"]),
        ("Sau khi được Quốc hội thông qua, các Bộ, cơ quan tập trung triển khai.",
         ["các Bộ, cơ quan"]),
        ("Khi thiết bị hỏng tại trạm, doanh nghiệp viễn thông phải sửa chữa.",
         ["doanh nghiệp viễn thông"]),
    ],
)  # fmt: skip
def test_a_sentence_names_its_actors(sentence: str, names: list[str]) -> None:
    found = parse(f"{PLAN}1. Việc chung\n{sentence}\n").duties
    assert [[actor.name for actor in duty.leads] for duty in found] == [names]


def test_a_directive_addresses_those_below() -> None:
    body = (
        "Để đẩy nhanh tiến độ, UBND tỉnh chỉ thị các sở, ngành thực hiện các nhiệm vụ sau:\n"
        "1. Rà soát các dự án chậm tiến độ.\n2. Báo cáo kết quả hằng quý.\n"
    )
    assert _read(body) == [("Rà", ["các sở, ngành"]), ("Báo", ["các sở, ngành"])]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Giám đốc các Sở: Tư pháp, Nội vụ; Chủ tịch UBND các xã chịu trách nhiệm thi hành.",
         ["Giám đốc các Sở: Tư pháp, Nội vụ", "Chủ tịch UBND các xã"]),
        ("Thủ trưởng các cơ quan: Văn phòng UBND tỉnh, Sở Y tế; UBND các xã chịu trách nhiệm.",
         ["Văn phòng UBND tỉnh", "Sở Y tế", "UBND các xã"]),
        ("Chủ tịch UBND các huyện, thành phố, đơn vị được giao kế hoạch vốn khẩn trương",
         ["Chủ tịch UBND các huyện, thành phố", "đơn vị được giao kế hoạch vốn"]),
        ("Thủ trưởng các cơ quan, đơn vị và địa phương nghiêm túc thực hiện.",
         ["Thủ trưởng các cơ quan, đơn vị và địa phương"]),
    ],
)  # fmt: skip
def test_closing_clauses_name_everyone(sentence: str, names: list[str]) -> None:
    assert _names(sentence)[0] == names


def test_after_the_names_and_a_colon_the_duty_begins() -> None:
    body = "1. Việc chung\n- Sở Y tế: hướng dẫn các đơn vị kiểm kê tài sản.\n- Chủ tịch: Ông A.\n"
    assert _read(body) == [("hướng", ["Sở Y tế"])]


def test_a_lead_in_hands_on_whom_it_directs() -> None:
    body = "1. Sở Y tế chỉ đạo Chi cục Dân số thực hiện các nội dung sau:\n- Rà soát danh sách.\n"
    assert _read(body) == [("Rà", ["Sở Y tế", "Chi cục Dân số"])]


@pytest.mark.parametrize(
    "thing",
    ["Hình thức tuyên truyền trực tiếp như đến từng hộ gia đình, họp nhóm, qua loa phát thanh xã.",
     "Không quá 05 cá nhân;", "Xăng thường: 0 đồng/lít;", "Phòng Công chứng số 1;",
     "Có ít nhất 02 vùng dự án nuôi thủy sản công nghệ cao trên địa bàn toàn tỉnh."],
)  # fmt: skip
def test_things_under_an_actor_are_no_duties(thing: str) -> None:
    assert _read(f"1. Sở Y tế\n- Rà soát danh sách.\n- {thing}\n") == [("Rà", ["Sở Y tế"])]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Cơ quan chủ trì giải quyết thủ tục đầu tư", "Cơ quan chủ trì giải quyết thủ tục đầu tư"),
        ("Các chủ rừng là tổ chức (các Ban quản lý rừng)", "Các chủ rừng là tổ chức"),
    ],
)
def test_a_heading_may_say_which_of_a_kind(heading: str, name: str) -> None:
    assert _read(f"1. {heading}\n- Rà soát danh sách.\n") == [("Rà", [name])]


def test_a_field_of_sentences_still_says_who() -> None:
    body = (
        "1. Rà soát văn bản\n- Nội dung: Rà soát văn bản có liên quan.\n- Cơ quan thực hiện: Sở Y"
        " tế tiến hành rà soát văn bản; các sở, UBND các xã rà soát và gửi kết quả.\n"
    )
    assert _read(body) == [("Rà", ["Sở Y tế", "các sở", "UBND các xã"])]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo tham mưu", ["Sở Tài chính"]),
        ("công chức, viên chức và người lao động thuộc Sở chấp hành",
         ["công chức, viên chức và người lao động thuộc Sở"]),
        ("các Sở, Ngành liên quan phối hợp", ["các Sở, Ngành liên quan"]),
        ("các sở, UBND các huyện. thành phố, các đơn vị rà soát",
         ["các sở", "UBND các huyện. thành phố", "các đơn vị"]),
        ("Thủ trưởng các sở, ngành Thành phố, Ủy ban nhân dân các xã chịu trách nhiệm",
         ["Thủ trưởng các sở, ngành Thành phố", "Ủy ban nhân dân các xã"]),
        ("Các trường học tại Phụ lục I chuẩn bị báo cáo", ["Các trường học tại Phụ lục I"]),
        ("Đại sứ quán các nước: Trung Quốc, Ấn Độ cử đoàn",
         ["Đại sứ quán các nước: Trung Quốc, Ấn Độ"]),
        ("UBND xã Mẫu tìm kiếm nhà đầu tư", ["UBND xã Mẫu"]),
        ("Bí thư tỉnh ủy, thành ủy; Chủ tịch UBND tỉnh chỉ đạo",
         ["Bí thư tỉnh ủy, thành ủy", "Chủ tịch UBND tỉnh"]),
        ("Trưởng các phòng, đơn vị thuộc Sở chủ động", ["Trưởng các phòng, đơn vị thuộc Sở"]),
        ("Cục Mỹ thuật và Triển lãm Khẩn trương hoàn thiện", ["Cục Mỹ thuật và Triển lãm"]),
    ],
)  # fmt: skip
def test_roles_ranks_and_places_of_names(sentence: str, names: list[str]) -> None:
    assert _names(sentence)[0] == names


@pytest.mark.parametrize(
    "heading",
    ["2. Trung tâm Bảo tồn Mẫu.", "2. Đề nghị: Trung tâm Bảo tồn Mẫu",
     "2. Mời Trung tâm Bảo tồn Mẫu."],
)  # fmt: skip
def test_names_alone_are_a_heading(heading: str) -> None:
    body = f"1. Sở Y tế\n- Rà soát danh sách.\n{heading}\n- Xây dựng kịch bản.\n"
    assert _read(body) == [("Rà", ["Sở Y tế"]), ("Xây", ["Trung tâm Bảo tồn Mẫu"])]


def test_an_item_of_fields_alone_is_its_heading() -> None:
    body = (
        "2.1. Chương trình khai mạc\n- Thời gian dự kiến: ngày 11/9/2026.\n"
        "- Địa điểm: Quảng trường Mẫu.\n- Đơn vị chủ trì: Sở Y tế.\n- Nội dung truyền thông: "
        "giới thiệu về tỉnh.\n- Kinh phí: ngân sách tỉnh.\n"
    )
    found = parse(PLAN + body).duties
    assert [(duty.text, duty.timing.verbatim) for duty in found] == [
        ("Chương trình khai mạc", "ngày 11/9/2026")
    ]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Đề nghị UBND các xã chuẩn bị báo cáo. Riêng UBND phường Mẫu cử đại diện tham dự.",
         [["UBND các xã"], ["UBND phường Mẫu"]]),
        ("Sở Y tế rà soát danh mục. Đồng thời yêu cầu các bệnh viện báo cáo kết quả.",
         [["Sở Y tế"], ["các bệnh viện"]]),
        ("Giao Sở Y tế rà soát danh mục. Yêu cầu Bệnh viện Mẫu báo cáo kết quả.",
         [["Sở Y tế"], ["Bệnh viện Mẫu"]]),
        ("Sở Y tế lập danh sách. Nếu đủ điều kiện, đề xuất phương án hỗ trợ.",
         [["Sở Y tế"], ["Sở Y tế"]]),
    ],
)  # fmt: skip
def test_later_sentences_may_name_others(sentence: str, names: list[list[str]]) -> None:
    found = parse(f"{PLAN}1. Việc chung\n{sentence}\n").duties
    assert [[actor.name for actor in duty.leads] for duty in found] == names


def test_an_office_is_known_by_its_short_name() -> None:
    text = PLAN.replace("UBND TỈNH MẪU\n", "UBND TỈNH MẪU\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\n", 1)
    body = "1. Việc chung\nNhận được Kế hoạch này, Sở GDĐT đề nghị UBND cấp xã triển khai.\n"
    found = parse(text + body).duties
    assert [[actor.name for actor in duty.leads] for duty in found] == [["UBND cấp xã"]]


def test_a_closing_request_begins_the_duty() -> None:
    body = (
        "1. Sở Y tế\n- Rà soát danh sách.\nTrên đây là Kế hoạch của Sở tỉnh Mẫu yêu cầu các phòng"
        " nghiêm túc thực hiện.\n"
    )
    assert _read(body)[-1] == ("yêu", ["các phòng"])


def test_names_of_a_bullet_hold_for_what_stands_under_it() -> None:
    body = (
        "1. Các sở, ngành\na) Hoàn thiện quy định:\n- Sở Y tế:\n+ Rà soát danh mục.\n"
        "- Sở Xây dựng\n+ Ban hành quy chuẩn.\n"
    )
    assert [one for one in _read(body) if one[0] in {"Rà", "Ban"}] == [
        ("Rà", ["Sở Y tế"]),
        ("Ban", ["Sở Xây dựng"]),
    ]


def test_a_dash_before_an_order_is_a_bullet() -> None:
    body = (
        "1. Sở Y tế\na) Về nâng cao chất lượng công tác tham mưu, ban hành văn bản thuộc phạm vi\n"
        "- Tiếp tục đổi mới công tác tham mưu.\n"
    )
    assert _read(body) == [("Tiếp", ["Sở Y tế"])]


def test_who_opens_a_sentence_acts_whoever_is_given_something_late_in_it() -> None:
    sentence = (
        "Sở Tài chính có trách nhiệm phân bổ kinh phí hằng năm cho các nhiệm vụ theo quy định của "
        "pháp luật về ngân sách nhà nước do UBND tỉnh giao các sở thực hiện trong Kế hoạch."
    )
    assert _read(f"1. Việc chung\n{sentence}\n") == [("Sở", ["Sở Tài chính"])]


def test_a_line_of_a_field_may_be_a_task_of_its_own() -> None:
    body = (
        "1. Truyền thông\n- Nội dung: Tuyên truyền trên đài, báo.\n- Cơ quan thực hiện:\n"
        "+ Sở Y tế chủ trì.\n+ Sở Xây dựng đăng tải thông điệp trên bảng điện tử.\n"
    )
    assert _read(body) == [("Tuyên", ["Sở Y tế"]), ("Sở", ["Sở Xây dựng"])]


def test_an_order_before_advice_is_a_duty() -> None:
    body = (
        "1. Sở Y tế\n- Rà soát danh sách.\nYêu cầu các phòng nghiêm túc thực hiện; trong quá trình "
        "thực hiện nếu có vướng mắc kịp thời báo cáo Lãnh đạo Sở.\n"
    )
    assert _read(body)[-1] == ("Yêu", ["các phòng"])
