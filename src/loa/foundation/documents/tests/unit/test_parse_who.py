"""Whom a text names: who is directed, persons, lists of one kind; what was not read is doubted."""

import pytest

from loa.foundation.documents.parse.reader import parse
from loa.foundation.documents.parse.structure import ParsedDocument

from .test_parse_unseen import PLAN, TOP


def _read(body: str) -> ParsedDocument:
    return parse(PLAN + body)


def _leads(body: str) -> list[list[str]]:
    return [[actor.name for actor in duty.leads] for duty in _read(body).duties]


@pytest.mark.parametrize(
    ("body", "leads"),
    [
        ("1. Bộ Y tế chỉ đạo các bệnh viện công lập tiếp nhận người bệnh. Bố trí thêm giường bệnh.",
         [["Bộ Y tế", "các bệnh viện công lập"], ["Bộ Y tế", "các bệnh viện công lập"]]),
        ("1. Bộ Y tế chỉ đạo công tác phòng dịch tại các xã.", [["Bộ Y tế"]]),
        (("II. NHIỆM VỤ CHỦ YẾU CỦA UBND TỈNH MẪU\n1. Phối hợp với Bộ Y tế rà soát; yêu cầu các xã "
          "báo cáo.\n2. Xây dựng và ban hành Kế hoạch."), [["UBND TỈNH MẪU"]] * 2),
        (("1. Sở Y tế chỉ đạo Trung tâm Y tế các huyện và đề nghị Bộ tư lệnh Vùng 3\n- Tuần tra.\n"
          "- Báo cáo kết quả hằng tháng."),
         [["Sở Y tế", "Trung tâm Y tế các huyện", "Bộ tư lệnh Vùng 3"]]),
        (("1. Các sở, ban, ngành nghiên cứu, ban hành theo thẩm quyền hoặc xây dựng, trình cấp có "
          "thẩm quyền ban hành các quy định, hướng dẫn tổ chức thực hiện các dự án thuộc Chương "
          "trình\n- Sở Y tế tham mưu thực hiện dự án 6."), [["Các sở, ban, ngành"], ["Sở Y tế"]]),
        ("1. Các cơ quan, đơn vị có chỉ số thấp, chưa đạt yêu cầu phải kiểm điểm.",
         [["Các cơ quan, đơn vị có chỉ số thấp, chưa đạt yêu cầu"]]),
        ("1. Các đơn vị khai thác khoáng sản nộp báo cáo.", [["Các đơn vị khai thác khoáng sản"]]),
        ("1. Các đơn vị ở địa phương lập dự toán.", [["Các đơn vị ở địa phương"]]),
        ("1. Sở Y tế\n- Rà soát danh mục.\nNhận được Văn bản này, yêu cầu các xã báo cáo.",
         [["Sở Y tế"], ["các xã"]]),
        ("1. Vu Kế hoạch - Tài chính tham mưu bố trí kinh phí.", [["Vu Kế hoạch - Tài chính"]]),
        (("1. Hội đồng phối hợp phổ biến, giáo dục pháp luật tỉnh hướng dẫn các xã thực hiện."),
         [["Hội đồng phối hợp phổ biến, giáo dục pháp luật tỉnh"]]),
        (("1. Cơ quan chuyên môn thuộc UBND tỉnh thực hiện chức năng quản lý nhà nước về tài "
         "chính, kế hoạch\n- Rà soát cơ chế.\n2. Cơ quan chuyên môn thuộc UBND tỉnh thực hiện công "
         "tác quản lý nhà nước về y tế chủ trì rà soát mạng lưới."),
         [[("Cơ quan chuyên môn thuộc UBND tỉnh thực hiện chức năng quản lý nhà nước về tài chính, "
            "kế hoạch")],
          ["Cơ quan chuyên môn thuộc UBND tỉnh thực hiện công tác quản lý nhà nước về y tế"]]),
        (("1. Các đơn vị được giao nhiệm vụ trong Kế hoạch khẩn trương tổ chức triển khai thực "
          "hiện."),
         [["Các đơn vị được giao nhiệm vụ trong Kế hoạch"]]),
        (("1. Các sở\n- Cung cấp tin. Riêng đối với các trường thuộc UBND tỉnh, hằng quý có ít "
         "nhất 01 tin gửi Sở Y tế."), [["Các sở"], ["các trường thuộc UBND tỉnh"]]),
        ("1. Các cơ quan chuyên môn từ tỉnh đến cơ sở thi đua làm tốt công tác tham mưu.",
         [["Các cơ quan chuyên môn từ tỉnh đến cơ sở"]]),
        (("1. Hình thức và nội dung\na) Sở Y tế đưa nội dung này vào các cuộc họp. Trao đổi kinh "
         "nghiệm của các tỉnh bạn."), [["Sở Y tế"]] * 2),
        ("1. Thủ trưởng các cơ quan, đơn vị được giao nhiệm vụ\n- Báo cáo kết quả hằng quý.",
         [["Thủ trưởng các cơ quan, đơn vị được giao nhiệm vụ"]]),
        ("1. Yêu cầu các hội: Hội Làm vườn, Hiệp hội Du lịch và Hội Tin học hoàn thành đại hội.",
         [["các hội: Hội Làm vườn, Hiệp hội Du lịch và Hội Tin học"]]),
        (("1. Bộ trưởng các Bộ: Xây dựng, Công Thương và các bộ, ngành có liên quan rà soát công "
         "trình."), [["Bộ trưởng các Bộ: Xây dựng, Công Thương", "các bộ, ngành có liên quan"]]),
        ("1. Văn phòng đăng ký đất đai tiếp nhận hồ sơ tại xã.", [["Văn phòng đăng ký đất đai"]]),
        ("1. Sở Y tế\n- Về tổ chức thực hiện: Các địa phương phải bố trí nguồn lực tại chỗ.",
         [["Các địa phương"]]),
        (("1. Phân công nhiệm vụ\n1.1. Ông. Nguyễn Văn Mẫu - Trưởng đoàn: Phụ trách chung; ký các "
         "văn bản của Đoàn."), [["Ông. Nguyễn Văn Mẫu - Trưởng đoàn"]]),
        ("1. Các Bộ: Công Thương, Xây dựng, Nông nghiệp và Môi trường:\na) Rà soát kế hoạch.",
         [["Các Bộ: Công Thương, Xây dựng, Nông nghiệp và Môi trường"]]),
        ("1. Vụ Vật liệu xây dựng\n- Rà soát quy hoạch.", [["Vụ Vật liệu xây dựng"]]),
        ("1. Sở Y tế\n- Phòng Công chứng số 1;\n- Cơ quan lập quy hoạch\n- Rà soát số liệu.",
         [["Sở Y tế"]]),
        ("1. Hồ sơ khen thưởng\n- Hồ sơ đề nghị Chủ tịch UBND tỉnh tặng Bằng khen gồm 02 bộ.", []),
        ("1. Phương tiện\nXe ô tô 7 chỗ do Văn phòng Sở Y tế bố trí.", [["Văn phòng Sở Y tế"]]),
        ("1. Sở Y tế\n- Công tác khám bệnh thời gian qua đã được các đơn vị quan tâm thực hiện.",
         []),
    ],
)  # fmt: skip
def test_whom_a_sentence_names(body: str, leads: list[list[str]]) -> None:
    assert _leads(body) == leads


def test_an_item_with_text_below_is_a_heading_where_its_fellows_are() -> None:
    body = (
        "1. Phát triển các khu công nghiệp\n- Sở Y tế rà soát số liệu.\n"
        "2. Thành lập cụm công nghiệp\n- Sở Y tế hướng dẫn nhà đầu tư.\n"
        "3. Di dời một khu công nghiệp.\nUBND phường Mẫu chủ trì thực hiện việc di dời.\n"
    )
    titles = [section.title for section in _read(body).sections if section.is_titled]
    assert titles[-1] == "Di dời một khu công nghiệp"


def test_a_heading_of_names_may_take_two_lines() -> None:
    body = (
        "1.1. Giao Ủy ban nhân\ndân các phường\nChỉ đạo Công an phường rà soát số nhà\n"
        "trên địa bàn và báo cáo kết quả\nvề cơ quan quản lý.\n1.2. Giao Sở Xây dựng\n"
        "Theo dõi, đôn đốc việc cập nhật\nsố nhà của các phường\ntrên địa bàn.\n"
    )
    found = _read(body)
    assert [section.title for section in found.sections if section.is_titled] == [
        "Giao Ủy ban nhân dân các phường", "Giao Sở Xây dựng",
    ]  # fmt: skip
    assert [duty.text.split()[0] for duty in found.duties] == ["Chỉ", "Theo"]


def test_words_of_another_document_are_doubted() -> None:
    text = (
        TOP.format(kind="CV").replace("12/CV-UBND", "12/CT-CS")
        + "V/v trả lời\nKính gửi: Công ty A\n"
        "Điều 59 Luật Thử quy định:\n“1. Người nộp thuế lập hồ sơ đề nghị nộp dần tiền thuế nợ và "
        "gửi đến cơ quan thuế quản lý trực tiếp để được xem xét, giải quyết theo quy định.\n"
        "2. Cơ quan thuế phải thông báo bằng văn bản cho người nộp thuế về việc chấp thuận hoặc "
        "không chấp thuận hồ sơ đề nghị nộp dần tiền thuế nợ.”\nCông ty phải nộp đủ tiền thuế.\n"
    )
    quoted = [any("trích dẫn" in why for why in duty.doubts) for duty in parse(text).duties]
    assert quoted == [True, False]


def test_items_below_a_plain_paragraph_keep_whom_the_letter_asks() -> None:
    text = (
        TOP.format(kind="CT") + "CHỈ THỊ\nVề việc thử\nUBND tỉnh yêu cầu Giám đốc các sở thực hiện "
        "các nội dung sau:\n1. Thống kê tài sản theo quy định.\nUBND các xã là đầu mối tiếp nhận "
        "số liệu thống kê.\n2. Tăng cường biên chế cho các phòng chuyên môn.\n"
    )
    found = parse(text).duties
    assert [[actor.name for actor in duty.leads] for duty in found] == [
        ["Giám đốc các sở"], ["UBND các xã"], ["Giám đốc các sở"],
    ]  # fmt: skip


def test_addressees_may_stand_behind_any_bullet() -> None:
    text = (
        TOP.format(kind="CV").replace("12/CV-UBND", "12/UBND-NC") + "V/v tổ chức thử\nKính gửi:\n"
        "    • Các sở: Tài chính, Nội vụ, Xây dựng;\n    • Các hội: Hội Làm vườn.\n"
        "Căn cứ Nghị định số 126/2024/NĐ-CP ngày 08 tháng 10 năm 2024 của Chính phủ;\n"
        "1. Giao Sở Nội vụ tổng hợp kết quả thực hiện.\n"
    )
    found = parse(text)
    assert [basis.number for basis in found.legal_bases] == ["126/2024/NĐ-CP"]
    assert [[actor.name for actor in duty.leads] for duty in found.duties] == [["Sở Nội vụ"]]


def test_a_team_is_named_with_the_decision_that_sent_it() -> None:
    head = (
        "SỞ CÔNG THƯƠNG\nĐOÀN KIỂM TRA\nTHEO QUYẾT ĐỊNH\nSỐ 15/QĐ-SCT\n\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "Số: 16/KH-ĐKT\n\nMẫu, ngày 05 tháng 02 năm 2026\n\nKẾ HOẠCH\nKiểm tra thử\n"
    )
    found = parse(head + "\n1. Mục đích\n- Đánh giá tình hình.\n")
    assert found.parent_body.value == "SỞ CÔNG THƯƠNG"
    assert found.issuer.value == "ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH SỐ 15/QĐ-SCT"


def test_an_order_with_others_that_names_nobody_is_asked_about() -> None:
    found = _read("I. NHIỆM VỤ\n1. Phối hợp với Bộ Y tế rà soát số liệu về trạm y tế của các xã.\n")
    assert found.duties == ()
    (order,) = found.orders_without_actor
    assert [actor.name for actor in order.partners] == ["Bộ Y tế"]
    assert order.doubts


def test_a_circular_that_is_made_orders_nobody() -> None:
    body = "Bộ trưởng Bộ Y tế ban hành Thông tư quy định mức thu phí thẩm định.\n"
    assert _leads(body + "1. Sở Y tế rà soát mức thu phí.") == [["Sở Y tế"]]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (("1. Sở Y tế\n- Cấp ủy, chính quyền địa phương xác định đây là nhiệm vụ trọng tâm, cần "
         "tập trung lãnh đạo."), "Câu mở đầu bằng tên đơn vị mà việc lấy theo mục trên"),
        ("1. Sở Y tế\n- Chủ trì, phối hợp với bên mua điện, bên bán điện tính toán chi phí.",
         "Sau «phối hợp với» chưa đọc được đơn vị nào"),
        (("1. Bộ Công an chỉ đạo lực lượng công an các cấp, đặc biệt là công an cấp xã, tăng cường "
         "kiểm tra."), "hãy xem đơn vị được chỉ đạo có cùng thực hiện không"),
        ("1. Các tổ chức, đơn vị điều tra, khảo sát, rà phá bom mìn phải huấn luyện bổ sung.",
         "hãy xem tên đã đủ chưa"),
        ("1. Trung tâm Phục vụ hành chính công tỉnh có chức năng tham mưu về kiểm soát thủ tục.",
         "là chức năng của đơn vị"),
    ],
)  # fmt: skip
def test_what_was_not_read_is_doubted(body: str, why: str) -> None:
    (duty,) = _read(body).duties
    whys = [*duty.doubts, *(doubt for actor in duty.leads for doubt in actor.doubts)]
    assert any(why in doubt for doubt in whys)


@pytest.mark.parametrize(
    "when",
    [
        "Định kỳ 6 tháng, hàng năm, giữa nhiệm kỳ", "Định kỳ hằng quý, 6 tháng, năm", "Hằng năm",
        "Mỗi quý",
    ],
)  # fmt: skip
@pytest.mark.parametrize("who", ["Sở Công Thương", "Sở Y tế", "các phòng, đơn vị"])
def test_who_acts_behind_several_phrases_of_time(when: str, who: str) -> None:
    """The issuing office too: what it does by turns is work."""
    read = parse(
        "SỞ CÔNG THƯƠNG TỈNH MẪU\nSố: 12/KH-SCT\nMẫu, ngày 05 tháng 3 năm 2026\n\nKẾ HOẠCH\n"
        "Thử nghiệm năm 2026\n\nI. TỔ CHỨC THỰC HIỆN\n\n"
        f"1. {when}, {who} tổ chức sơ kết, đánh giá kết quả thực hiện.\n"
    )
    (duty,) = read.duties
    assert [actor.name for actor in duty.leads] == [who]
    assert duty.timing.verbatim == when
    assert read.orders_without_actor == ()
