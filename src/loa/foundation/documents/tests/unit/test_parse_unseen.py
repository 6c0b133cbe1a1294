"""Rules learnt from public documents outside the corpus: one small case, in own words, for each."""

import unicodedata
from typing import Literal

import pytest

from loa.foundation.documents.parse.reader import parse
from loa.foundation.documents.parse.structure import ParsedDocument

TOP = (
    "UBND TỈNH MẪU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 12/{kind}-UBND\nMẫu, ngày 05 tháng 02 năm 2026\n"
)
PLAN = TOP.format(kind="KH") + "KẾ HOẠCH\nTruyền thông thử\nUBND tỉnh ban hành Kế hoạch như sau:\n"


def _leads(body: str) -> list[list[str]]:
    return [[actor.name for actor in duty.leads] for duty in parse(PLAN + body).duties]


def _limits(body: str) -> list[str | None]:
    return [duty.timing.verbatim for duty in parse(PLAN + body).duties]


@pytest.mark.parametrize(
    ("head", "kind", "subject"),
    [
        ("QUYẾT ĐỊNH\nVỀ VIỆC CÔNG BỐ DANH MỤC THỬ\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MẪU\n", "QĐ",
         "VỀ VIỆC CÔNG BỐ DANH MỤC THỬ"),
        ("QUYẾT ĐỊNH\nPHÊ DUYỆT CHƯƠNG TRÌNH\nỦY BAN NHÂN DÂN TỈNH MẪU\n", "QĐ",
         "PHÊ DUYỆT CHƯƠNG TRÌNH"),
        ("QUYẾT\nĐỊNH\nBAN HÀNH QUY CHẾ THỬ CỦA\nỦY BAN NHÂN DÂN TỈNH\n", "QĐ",
         "BAN HÀNH QUY CHẾ THỬ CỦA ỦY BAN NHÂN DÂN TỈNH"),
        ("CÔNG ĐIỆN\nVỀ ỨNG PHÓ BÃO THỬ\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:\n- Sở Y tế.\n",
         "CĐ", "VỀ ỨNG PHÓ BÃO THỬ"),
        ("V/v rà soát thử\nKính gửi: Sở Y tế\n", "CV", "rà soát thử"),
    ],
)  # fmt: skip
def test_a_subject_ends_before_its_author(head: str, kind: str, subject: str) -> None:
    found = parse(TOP.format(kind="CT") + head + "Căn cứ Luật Thử ngày 19 tháng 6 năm 2025;\n")
    assert (found.kind.value, found.subject.value) == (kind, subject)


def test_papers_of_the_party_have_their_kind_before_the_stroke() -> None:
    text = "BAN THƯỜNG VỤ\nSố 45-KL/TU\nMẫu, ngày 05 tháng 02 năm 2026\nKẾT LUẬN\nVỀ VIỆC THỬ\n"
    found = parse(
        text + "1. Việc thử.\n\nNơi nhận:\n- Lưu VP.\n\nT/M BAN THƯỜNG\nVỤ\nLê\nVăn Mẫu\n"
    )
    assert (found.number.value, found.notation.value) == ("45", "KL/TU")
    assert [line.value for line in found.signer.authority] == ["T/M BAN THƯỜNG VỤ"]
    assert found.signer.name.value == "Lê Văn Mẫu"


@pytest.mark.parametrize(
    ("body", "leads"),
    [
        ("1. Đảng uỷ các xã\n- Chỉ đạo tuyên truyền.", [["Đảng uỷ các xã"]]),
        ("1. Trách nhiệm của bên mua điện\n- Cung cấp số liệu.", [["bên mua điện"]]),
        ("1. Việc chung\na) Cơ quan phối hợp có trách nhiệm trả lời bằng văn bản.",
         [["Cơ quan phối hợp"]]),
        ("1. Trên cơ sở đề nghị của các Sở, cơ quan liên quan, Sở Tài chính tổng hợp, trình duyệt.",
         [["Sở Tài chính"]]),
        ("1. Giao Phó Chủ tịch Ủy ban nhân dân tỉnh trực tiếp chỉ đạo việc này.",
         [["Phó Chủ tịch Ủy ban nhân dân tỉnh"]]),
        ("1. Sở Y tế Khẩn trương rà soát thủ tục.", [["Sở Y tế"]]),
        ("1. UBND huyện Cư M’gar và UBND huyện Đắk R'lấp rà soát thủ tục.",
         [["UBND huyện Cư M’gar", "UBND huyện Đắk R'lấp"]]),
        ("1. Trung tâm phát triển quỹ đất huyện rà soát thủ tục.",
         [["Trung tâm phát triển quỹ đất huyện"]]),
        ("1. Các cơ quan, đơn vị đề có căn cứ thực hiện khẩn trương rà soát.",
         [["Các cơ quan, đơn vị"]]),
        ("1. Thanh tra, kiểm tra việc thực hiện kế hoạch.", []),
        ("1. Thuế suất áp dụng theo quy định hiện hành.", []),
        ("1. Người lao động được hỗ trợ học phí.", []),
        ("1. Về đề nghị Chính phủ cho phép thử: giao Sở Y tế chủ trì tham mưu.", [["Sở Y tế"]]),
        ("1. Các Sở: Y tế, Nội vụ, Tư pháp khẩn trương rà soát thủ tục.",
         [["Các Sở: Y tế, Nội vụ, Tư pháp"]]),
        ("1. Sở Y tế tập trung hoàn thành ngay một số nhiệm vụ cấp bách sau:\n- Rà soát thủ tục.",
         [["Sở Y tế"]]),
    ],
)  # fmt: skip
def test_whom_a_sentence_names(body: str, leads: list[list[str]]) -> None:
    assert _leads(body) == leads


def test_a_name_broken_at_the_end_of_a_line_goes_on() -> None:
    wrapped = (
        "I. MỤC ĐÍCH\nTruyền thông nhằm nâng cao nhận thức của cán bộ, công chức và người dân về\n"
        "cải cách thủ tục hành chính, cơ chế một cửa, một cửa liên thông và cung cấp dịch\n"
        "vụ công trực tuyến trên địa bàn tỉnh.\nĐiều 4. Chánh Văn phòng\n"
        "Ủy ban nhân dân tỉnh; Giám đốc Sở Y tế chịu trách nhiệm thi hành Quyết định này.\n"
    )
    assert _leads(wrapped) == [["Chánh Văn phòng Ủy ban nhân dân tỉnh", "Giám đốc Sở Y tế"]]


@pytest.mark.parametrize(
    ("sentence", "limit"),
    [
        ("Báo cáo trước 16 giờ 00 thứ Sáu hằng tuần.", "trước 16 giờ 00 thứ Sáu hằng tuần"),
        ("Gửi danh sách chậm nhất vào ngày 30/6/2026.", "chậm nhất vào ngày 30/6/2026"),
        ("Rà soát dữ liệu từ tháng 01/2026 đến tháng 6/2026.", "từ tháng 01/2026 đến tháng 6/2026"),
        ("Kiểm tra 06 tháng một lần.", "06 tháng một lần"),
        ("Hoàn thành việc số hóa toàn bộ hồ sơ đã lưu trong năm 2026.", "trong năm 2026"),
        ("Tổng hợp và định kỳ báo cáo UBND tỉnh.", "định kỳ"),
        ("Tổ chức tập huấn từ nay đến cuối năm.", "từ nay đến cuối năm"),
    ],
)
def test_by_when(sentence: str, limit: str) -> None:
    assert _limits(f"1. Sở Y tế\n- {sentence}") == [limit]


def test_fields_stay_inside_their_item() -> None:
    body = (
        "III. NHIỆM VỤ\n1. Rà soát đội ngũ.\n- Kiện toàn tổ công tác.\nĐơn vị chủ trì: Sở Nội vụ.\n"
        "Thời gian thực hiện: Quý I/2026.\n2. Tập huấn.\n- Tổ chức lớp học.\n"
        "Đơn vị chủ trì: Sở Tư pháp.\nĐơn vị phối hợp: Sở Y tế.\n"
    )
    first, second = parse(PLAN + body).duties
    assert [a.name for a in first.leads] == ["Sở Nội vụ"]
    assert first.timing.verbatim == "Quý I/2026"
    assert [a.name for a in second.leads] == ["Sở Tư pháp"]
    assert [a.name for a in second.partners] == ["Sở Y tế"]


def test_a_time_that_stands_alone_limits_the_duty_above_it() -> None:
    body = (
        "1. Sở Y tế\n- Tập huấn cán bộ.\nThời gian hoàn thành: Tháng 12/2026.\n- Báo cáo kết quả."
    )
    assert _limits(body) == ["Tháng 12/2026", None]


def test_p06_points_of_the_vietnamese_alphabet_follow_each_other() -> None:
    """P06: c), d), đ), e), g): no letter is missing and none comes twice."""
    points = "".join(f"{letter}) Sở Y tế rà soát việc {letter}.\n" for letter in "abcdđegh")
    found = parse(PLAN + "1. Phân công\n" + points)
    labels = [s.label for s in found.sections if s.style == "LETTER"]
    assert labels == list("abcdđegh")
    assert not any(section.doubts for section in found.sections)


def test_p21_a_head_in_two_columns_on_one_line() -> None:
    """P21: issuer and motto apart, place and day not in the number."""
    text = (
        "      UBND TỈNH MẪU                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "                                        Độc lập - Tự do - Hạnh phúc\n"
        "      Số: 12/KH-UBND                Mẫu, ngày 05 tháng 02 năm 2026\n\n"
        "                            KẾ HOẠCH\n                   Truyền thông thử\n"
    )
    found = parse(text, is_laid_out=True)
    assert found.issuer.value == "UBND TỈNH MẪU"
    assert (found.number.value, found.place.value) == ("12", "Mẫu")
    assert str(found.issued_on.value) == "2026-02-05"


def test_p29_noise_of_a_scan_is_read_as_it_stands_and_doubted() -> None:
    """P29: a garbled day is no day; strange letters in a duty ask for a look."""
    text = TOP.format(kind="KH").replace("ngày 05 tháng 02", "ngày @3 tháng 0I")
    body = "QUYÉT ĐỊNH\nVề việc thử\n1. Sở Y tế\n- Rà soát th1tục của ngành ~ y tế.\n"
    found = parse(text + body)
    assert found.kind.value == "QĐ"
    assert found.issued_on.value is None
    assert found.issued_on.doubts
    assert any("ký tự lạ" in doubt for doubt in found.duties[0].doubts)


def test_p32_a_blank_number_and_day_are_absent_with_their_reason() -> None:
    """P32: «Số:      /KH-UBND», «ngày      tháng 6 năm 2026»."""
    text = PLAN.replace("Số: 12/", "Số:          /").replace(
        "ngày 05 tháng 02", "ngày      tháng 6"
    )
    found = parse(text)
    assert (found.number.value, found.notation.value) == (None, "KH-UBND")
    assert found.issued_on.value is None
    assert "Chưa có số" in found.number.doubts[0]
    assert "Chưa có ngày" in found.issued_on.doubts[0]


def test_p35_recipients_and_signer_are_read_however_long_the_text() -> None:
    """P35: nothing is cut after the first thousands of characters."""
    long = "".join(f"- Niêm yết thủ tục số {i} tại trụ sở.\n" for i in range(1500))
    tail = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Mẫu\n"
    found = parse(PLAN + "1. Sở Y tế\n" + long + tail)
    assert len(found.duties) == 1500
    assert [line.value for line in found.recipients] == ["Như trên", "Lưu: VT"]
    assert found.signer.name.value == "Lê Văn Mẫu"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_p37_words_come_back_as_they_were_typed(form: Literal["NFC", "NFD"]) -> None:
    """P37: «HĐND», «Uỷ ban», capitals and tone marks are never rewritten."""
    typed = unicodedata.normalize(
        form, PLAN + "1. Thường trực HĐND, Uỷ ban MTTQ tỉnh\n- Giám sát việc này."
    )
    found: ParsedDocument = parse(typed)
    duty = found.duties[0]
    assert [actor.name for actor in duty.leads] == ["Thường trực HĐND", "Uỷ ban MTTQ tỉnh"]
    span = duty.leads[1].span
    assert unicodedata.normalize("NFC", typed[span.start : span.end]) == "Uỷ ban MTTQ tỉnh"
    assert found.text == typed


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (
            "1. Sở Y tế\n- Hai mươi bảng tin tại trụ sở của mỗi cơ quan, đơn vị.",
            "không mở đầu bằng một việc",
        ),
        ("1. MỤC TIÊU\n- Sở Y tế có trách nhiệm đạt mức này.", "phần mục tiêu"),
    ],
)  # fmt: skip
def test_a_doubt_says_why_in_words(body: str, reason: str) -> None:
    duty = parse(PLAN + body).duties[0]
    assert any(reason in doubt for doubt in duty.doubts)


def test_a_plain_duty_is_sure() -> None:
    duty = parse(PLAN + "IV. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Niêm yết thủ tục.").duties[0]
    assert duty.confidence >= 0.8
    assert duty.doubts == ()
