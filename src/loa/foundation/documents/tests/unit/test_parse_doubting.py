"""The second look: what the text around a field makes doubtful, said at that field."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.documents.facade import (
    Actor,
    AnnexTable,
    ColumnRole,
    Duty,
    Found,
    Section,
    SectionStyle,
    Span,
    Timing,
    parse,
)
from loa.foundation.documents.parse import doubting_lists

NO_PLACE = Span(0, 0)
HEAD = """ỦY BAN NHÂN DÂN TỈNH MẪU

Số: 26/KH-UBND

Mẫu, ngày 15 tháng 02 năm 2022

KẾ HOẠCH
Truyền thông năm 2022

Ủy ban nhân dân tỉnh ban hành Kế hoạch:

IV. TỔ CHỨC THỰC HIỆN

"""


def duty_of(body: str, at: int = 0) -> Duty:
    return parse(HEAD + body).duties[at]


def said(actors: tuple[Actor, ...]) -> str:
    return " ".join(words for actor in actors for words in actor.doubts)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("1. Việc chung\n- Đơn vị có trách nhiệm báo cáo kết quả.", "tên chung"),
        (
            "1. Việc chung\n- Các tổ chức đồng hành cùng tỉnh phải báo cáo kết quả.",
            "tên chung hoặc bị cắt",
        ),
        (
            "1. Sở Y tế\n- Chủ động rà soát; đơn vị được lấy ý kiến có trách nhiệm trả lời.",
            "phải làm",
        ),
        (
            "1. Sở Y tế\n- Tại nơi tiếp nhận phải bảo đảm trật tự, an toàn cho người dân đến nộp.",
            "nơi phải làm",
        ),
    ],
)
def test_parse_an_actor_is_doubted_beside_the_duty(body: str, reason: str) -> None:
    """P29: whoever is not surely the one meant is asked about; the duty itself stays sure."""
    duty = duty_of(body)
    assert reason in said(duty.leads)
    assert all(reason not in words for words in duty.doubts)


@pytest.mark.parametrize(
    "body",
    [
        "1. Sở Y tế\n- Tham mưu Ủy ban nhân dân tỉnh ban hành văn bản hướng dẫn thực hiện.",
        "1. Sở Nội vụ chủ trì, phối hợp với Sở Y tế xây dựng kế hoạch trước ngày 30/6/2022.",
        "1. Các sở, ban, ngành và Ủy ban nhân dân các xã, phường\n- Rà soát thủ tục thuộc phạm vi.",
        "1. Sở Tư pháp\n- Cân đối kinh phí hằng năm để thực hiện nhiệm vụ được giao.",
    ],
)
def test_parse_plain_sentences_are_not_doubted(body: str) -> None:
    duty = duty_of(body)
    assert duty.doubts == ()
    assert said((*duty.leads, *duty.partners)) == ""
    assert duty.timing.doubts == ()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("1. Sở Y tế\n- Tổ chức hội nghị. Là những cơ quan đầu mối của tỉnh.", "mô tả"),
        ("1. Sở Y tế\n- Đạt tỷ lệ 90% người dân được khám bệnh định kỳ.", "số lượng"),
        (
            "1. Sở Y tế\n- Họp.\n- Kịp thời phản ánh những khó khăn, vướng mắc về tỉnh.",
            "dặn báo cáo",
        ),
        (
            "1. Việc chung\n- Trung tâm Y tế khi gửi báo cáo, phần mềm sẽ chuyển tới tỉnh.",
            "nơi khác làm",
        ),
        (
            "1. Sở Y tế\n- Gửi báo cáo về Cục Dân số\n\n- Cơ quan thường trực Tổ tổng hợp kết quả.",
            "phần cuối",
        ),
        ("1. Sở Y tế\n- Mở lớp tập huấn về các nội dung sau:\n+ Khám bệnh.", "Câu dẫn"),
    ],
)
def test_parse_what_may_be_no_duty_is_doubted(body: str, reason: str) -> None:
    assert any(reason in " ".join(duty.doubts) for duty in parse(HEAD + body).duties)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (
            "1. Việc chung\n- Giao Trung tâm Y tế phụ trách địa bàn kiểm tra, báo cáo.",
            "phụ trách địa bàn",
        ),
        ("1. Việc chung\n- Lãnh đạo có trách nhiệm tiếp nhận ý kiến của người dân.", "tên chung"),
        ("1. Việc chung\n- Hiệp hội Nhà vườn ươm giống xây dựng kế hoạch.", "«vườn ươm"),
        (
            "1. Sở Y tế\n- Khi có kiến nghị, yêu cầu các sở, ngành liên quan trả lời ngay.",
            "hãy xem ai thực hiện",
        ),
        (
            "1. Sở Y tế\n- Sau khi hoàn thành, đề nghị Công ty gửi hồ sơ về Sở Y tế.",
            "hãy xem ai thực hiện",
        ),
    ],
)
def test_parse_names_of_strange_words_and_others_asked_are_doubted(body: str, reason: str) -> None:
    """P29: a name of words that names of bodies seldom have is worth a look."""
    found = parse(HEAD + body).duties
    assert reason in said(tuple(actor for duty in found for actor in duty.leads))


def test_parse_headings_recipients_and_tables_that_look_cut_are_doubted() -> None:
    section = Section(
        path="IV/1",
        label="1",
        style=SectionStyle.NUMBER,
        title="Đôn đốc các Sở",
        parent=None,
        is_titled=True,
        is_annex=False,
        span=NO_PLACE,
        title_span=NO_PLACE,
    )
    assert "bị cắt" in doubting_lists.of_section(section)[0]
    assert doubting_lists.of_section(replace(section, title="Sở Y tế")) == []
    assert "danh sách" in doubting_lists.of_section(replace(section, title="Ông"))[0]
    text = "- VP UBND tỉnh:\n+ Lưu: VT"
    outer = Found("VP UBND tỉnh:", Span(2, 15))
    inner = Found("Lưu: VT", Span(18, 25))
    assert "dẫn vào" in doubting_lists.of_recipient(text, outer)[0]
    assert "ý nhỏ" in doubting_lists.of_recipient(text, inner)[0]
    table = AnnexTable(("STT 57PL 6", "-", "As"), (ColumnRole.OTHER,) * 3, (), NO_PLACE)
    assert "bị cắt" in doubting_lists.of_table(table)[0]
    assert doubting_lists.of_table(replace(table, columns=("TT", "Nội dung", "Ghi chú"))) == []


@pytest.mark.parametrize(
    ("post", "is_asked"), [("PHÓ CHỦ TỊCH", True), ("CHỦ TỊCH", True), ("GIÁM ĐỐC", False)]
)
def test_parse_a_post_without_its_authority_is_asked_about(post: str, *, is_asked: bool) -> None:
    tail = f"Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\n{post}\n\nTrần Văn An\n"
    found = parse(f"{HEAD}1. Sở Y tế\n- Rà soát.\n\n{tail}").signer
    assert found.post.value == post
    assert any("TM." in words for words in found.post.doubts) is is_asked


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Tổ chức diễn tập định kỳ trong quá trình triển khai.", "«định kỳ"),
        ("Báo cáo trong thời hạn 10 ngày kể từ ngày nhận.", "chưa tính được ngày"),
        ("Gửi ý kiến trước thời hạn yêu cầu của đơn vị.", "«trước thời hạn"),
        ("Đưa kết quả vào tiêu chí xếp loại của cán bộ hằng năm.", "việc đánh giá"),
        ("Gửi báo cáo trước ngày 15/11/2022, đồng gửi hằng quý về Sở Nội vụ.", "ngoài «trước"),
    ],
)
def test_parse_time_that_was_not_read_is_asked_about(sentence: str, reason: str) -> None:
    timing: Timing = duty_of(f"1. Sở Y tế\n- {sentence}").timing
    assert reason in " ".join(timing.doubts)


@given(st.text(alphabet="ab S,:;.-«»ởăđ1/\n", max_size=200))
def test_parse_doubting_never_raises(text: str) -> None:
    parse(f"{HEAD}1. Sở Y tế\n- {text}")


BASED = """ỦY BAN NHÂN DÂN TỈNH MẪU

Số: 26/KH-UBND

Mẫu, ngày 15 tháng 02 năm 2022

KẾ HOẠCH
Truyền thông năm 2022

Căn cứ {basis};

Ủy ban nhân dân tỉnh ban hành Kế hoạch:

I. NHIỆM VỤ
"""


@pytest.mark.parametrize(
    ("basis", "reason"),
    [
        ("Nghị định số 63/NĐ-CP ngày 08/6/2010 của Chính phủ", "thiếu năm"),
        ("Nghị quyết số 76/2021/NQ-CP ngày 15/7/2021 của Chính phủ", "thừa năm"),
        ("Nghị định số 63/2010/NĐ-CP ngày 08/6/2011 của Chính phủ", "khác năm của ngày"),
        ("Thông tư số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ", "không khớp với ký hiệu"),
        ("Quyết định số 26/QĐ-UBND ngày 18/01/2023 của Ủy ban nhân dân", "sau ngày văn bản"),
    ],
)
def test_parse_a_basis_against_the_pattern_of_its_issuer_is_doubted(
    basis: str, reason: str
) -> None:
    """P29: symbols are checked against the patterns of issuer and year."""
    (found,) = parse(BASED.format(basis=basis)).legal_bases
    assert reason in " ".join(found.doubts)
    assert found.confidence < 0.8


@pytest.mark.parametrize(
    "basis",
    [
        "Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ",
        "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ",
        "Quyết định số 45/2018/QĐ-TTg ngày 09/11/2018 của Thủ tướng Chính phủ",
        "Nghị quyết số 57-NQ/TW ngày 22/12/2021 của Bộ Chính trị",
        "Thông tư số 02/2017/TT-VPCP ngày 31/10/2017 của Văn phòng Chính phủ",
    ],
)
def test_parse_a_basis_of_its_pattern_is_sure(basis: str) -> None:
    (found,) = parse(BASED.format(basis=basis)).legal_bases
    assert found.doubts == ()


READ = HEAD + "1. Sở Y tế\n- Tham mưu ban hành kế hoạch truyền thông của ngành y tế tỉnh.\n\n"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            "V. QUAN ĐIỂM\n\nSở Nội vụ chủ trì, phối hợp các đơn vị rà soát thủ tục.\n",
            "Sở Nội vụ chủ trì",
        ),
        (
            """2. Hộ kinh doanh là cá nhân có đăng ký
a) Thực hiện đầy đủ quyền, nghĩa vụ và trách nhiệm của mình.
b) Tiếp tục kiểm tra, rà soát toàn bộ hàng hóa hiện có.
""",
            "Hộ kinh doanh",
        ),
        (
            "V. XỬ LÝ\n\nQuá 24 tháng mà không thực hiện, Sở Nội vụ sẽ tổng hợp, báo cáo tỉnh.\n",
            "Quá 24 tháng",
        ),
    ],
)
def test_parse_what_was_not_read_is_asked_about_at_its_place(body: str, words: str) -> None:
    """A missing duty is doubted too: no sentence that orders is dropped in silence."""
    found = parse(READ + body)
    assert len(found.duties) == 1
    (passage,) = found.unread
    assert words in found.text[passage.span.start : passage.span.end]
    assert passage.doubts


@pytest.mark.parametrize(
    "body", ["2. Sở Nội vụ\n", "V. KINH PHÍ\n\nSở Tài chính bố trí kinh phí.\n"]
)
def test_parse_headings_and_money_are_not_asked_about(body: str) -> None:
    assert parse(READ + body).unread == ()
