"""Marks, dates, time limits, names of actors, paragraphs and fields, each on small texts."""

from datetime import date

import pytest

from loa.foundation.documents.parse.actor_words import OPENINGS, may_open
from loa.foundation.documents.parse.actors import actors_in, clean_name
from loa.foundation.documents.parse.dates import date_in, date_of
from loa.foundation.documents.parse.field_names import Kind, opens_field
from loa.foundation.documents.parse.heading_actors import heading_actor
from loa.foundation.documents.parse.labels import label_of
from loa.foundation.documents.parse.letters import late_tones
from loa.foundation.documents.parse.lines import Style, lines_of, style_of
from loa.foundation.documents.parse.paragraphs import Joiner
from loa.foundation.documents.parse.reader import parse
from loa.foundation.documents.parse.sentences import sentences
from loa.foundation.documents.parse.source import regular
from loa.foundation.documents.parse.structure import Rhythm, SectionStyle, TimingKind
from loa.foundation.documents.parse.table_cells import role_of
from loa.foundation.documents.parse.timing import find_phrase, timing_of


@pytest.mark.parametrize(
    ("text", "style", "mark"),
    [
        ("I. MỤC ĐÍCH", SectionStyle.ROMAN, "I"),
        ("II NHIỆM VỤ TRỌNG TÂM", SectionStyle.ROMAN, "II"),
        ("B. NỘI DUNG", SectionStyle.CAPITAL, "B"),
        ("1. Sở Y tế", SectionStyle.NUMBER, "1"),
        ("2.10. Sở Nội vụ", SectionStyle.DECIMAL, "2.10"),
        ("đ) Rà soát", SectionStyle.LETTER, "đ"),
        ("Điều 12. Hiệu lực", SectionStyle.ARTICLE, "Điều 12"),
        ("Chương II", SectionStyle.CHAPTER, "Chương II"),
        ("- Tổ chức", SectionStyle.DASH, "-"),
        ("+ Tổ chức", SectionStyle.PLUS, "+"),
    ],
)
def test_label_of_knows_the_marks(text: str, style: SectionStyle, mark: str) -> None:
    label = label_of(text)
    assert label
    assert (label.style, label.text) == (style, mark)


@pytest.mark.parametrize(
    "text",
    [
        "1.000 đồng",
        "12/2025",
        "15/QĐ-UBND",
        "2021 - 2025",
        "Điều 7 Nghị định số 9",
        "và",
        "",
        "IIII. x",
    ],
)
def test_label_of_leaves_other_words_alone(text: str) -> None:
    assert label_of(text) is None


def test_letters_follow_the_vietnamese_order() -> None:
    values = [
        label.value
        for mark in ("a", "b", "c", "d", "đ", "e", "g", "h")
        if (label := label_of(f"{mark}) x"))
    ]
    assert values == list(range(1, 9))


def test_date_in_reads_both_ways_and_refuses_impossible_days() -> None:
    assert date_in("ngày 18/01/2022") == date(2022, 1, 18)
    assert date_in("ngày 3 tháng 4 năm 2026") == date(2026, 4, 3)
    assert date_in("ngày 31/02/2026") is None
    assert date_of("9" * 30, "1", "2026") is None


@pytest.mark.parametrize(
    ("sentence", "verbatim", "kind", "due", "rhythm"),
    [
        (
            "Hoàn thành trước ngày 30/6/2026.",
            "Hoàn thành trước ngày 30/6/2026",
            TimingKind.DATE,
            date(2026, 6, 30),
            None,
        ),
        (
            "Gửi báo cáo trước ngày 15/12.",
            "trước ngày 15/12",
            TimingKind.DATE,
            date(2025, 12, 15),
            None,
        ),
        (
            "Tổng hợp trong Quý II/2026.",
            "trong Quý II/2026",
            TimingKind.PERIOD,
            date(2026, 6, 30),
            None,
        ),
        (
            "Tổng hợp, xong trong tháng 2/2024.",
            "xong trong tháng 2/2024",
            TimingKind.PERIOD,
            date(2024, 2, 29),
            None,
        ),
        (
            "Định kỳ hằng tháng báo cáo.",
            "Định kỳ hằng tháng",
            TimingKind.RHYTHM,
            None,
            Rhythm.MONTHLY,
        ),
        (
            "Báo cáo định kỳ 06 tháng/lần.",
            "định kỳ 06 tháng/lần",
            TimingKind.RHYTHM,
            None,
            Rhythm.HALF_YEARLY,
        ),
        ("Hằng năm, tổ chức kiểm tra.", "Hằng năm", TimingKind.RHYTHM, None, Rhythm.YEARLY),
        (
            "Trả lời trong thời hạn 10 ngày kể từ ngày nhận.",
            "trong thời hạn 10 ngày kể từ ngày nhận",
            TimingKind.RELATIVE,
            None,
            None,
        ),
    ],
)
def test_find_phrase_reads_the_limit(
    sentence: str, verbatim: str, kind: TimingKind, due: date | None, rhythm: Rhythm | None
) -> None:
    phrase = find_phrase(sentence, 2025)
    assert phrase
    assert sentence[phrase.start : phrase.end] == verbatim == phrase.timing.verbatim
    assert (phrase.timing.kind, phrase.timing.rhythm) == (kind, rhythm)
    if kind is not TimingKind.RHYTHM:
        assert phrase.timing.due_on == due


@pytest.mark.parametrize(
    "sentence",
    [
        "Thực hiện Kế hoạch giai đoạn 2021 - 2025.",
        "Bố trí dự toán kinh phí hàng năm theo phân cấp.",
        "Thường xuyên kiểm tra, đôn đốc.",
    ],
)
def test_find_phrase_sees_no_limit_in_other_words(sentence: str) -> None:
    assert find_phrase(sentence, 2025) is None


def test_timing_of_a_day_without_a_year_is_doubtful() -> None:
    assert timing_of("trước ngày 01/7", 2026).doubts
    assert timing_of("trước ngày 01/7", None).due_on is None
    assert timing_of("Thường xuyên").rhythm is Rhythm.ONGOING


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Các sở, ban, ngành; UBND cấp huyện", ["Các sở, ban, ngành", "UBND cấp huyện"]),
        ("các sở, ban, ngành và địa phương", ["các sở, ban, ngành", "địa phương"]),
        ("Sở Giáo dục và Đào tạo, Sở Y tế", ["Sở Giáo dục và Đào tạo", "Sở Y tế"]),
        ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        (
            "Ủy ban nhân dân các xã, phường và đặc khu",
            ["Ủy ban nhân dân các xã, phường và đặc khu"],
        ),
        (
            "Giám đốc các Sở và Thủ trưởng các ban, ngành",
            ["Giám đốc các Sở", "Thủ trưởng các ban, ngành"],
        ),
        ("Sở Nội vụ (cơ quan thường trực) và Công an tỉnh", ["Sở Nội vụ", "Công an tỉnh"]),
    ],
)
def test_actors_in_splits_units_and_keeps_set_phrases(text: str, names: list[str]) -> None:
    assert [clean_name(text[a:b]) for a, b in actors_in(text, 0, len(text))] == names


@pytest.mark.parametrize(
    ("title", "actor"),
    [
        ("Sở Nông nghiệp và Môi trường", "Sở Nông nghiệp và Môi trường"),
        ("Giao Sở Nội vụ", "Sở Nội vụ"),
        ("Đề nghị Liên đoàn Lao động tỉnh", "Liên đoàn Lao động tỉnh"),
        ("Văn phòng UBND tỉnh có trách nhiệm", "Văn phòng UBND tỉnh"),
        ("Trách nhiệm của doanh nghiệp cung cấp dịch vụ", "doanh nghiệp cung cấp dịch vụ"),
        ("Công tác tuyên truyền", None),
        ("Tổ chức thực hiện", None),
        ("Báo cáo kết quả", None),
        ("Doanh nghiệp số", None),
        ("Ban hành kế hoạch", None),
    ],
)
def test_heading_actor_tells_units_from_subjects(title: str, actor: str | None) -> None:
    place = heading_actor(title)
    assert (title[slice(*place)] if place else None) == actor


def _paragraphs(text: str) -> list[str]:
    source = regular(text)
    found = lines_of(source)
    return [p.text for p in Joiner(source, found, style_of(found)).paragraphs(found)]


def test_paragraphs_are_rebuilt_from_wrapped_lines() -> None:
    text = (
        "1. Sở Giáo\ndục và Đào tạo\n\n- Tổ chức rà soát các thủ tục hành chính thuộc phạm vi\n"
        "quản lý; báo cáo kết quả về Văn phòng theo Quyết định số\n26/QĐ-UBND của tỉnh.\n\n"
        "- Công khai kết quả.\n"
    )
    assert [p[:24] for p in _paragraphs(text)] == [
        "1. Sở Giáo dục và Đào tạ", "- Tổ chức rà soát các th", "- Công khai kết quả.",
    ]  # fmt: skip


def test_style_of_a_laid_out_page_is_told_by_its_columns() -> None:
    head = "ỦY BAN NHÂN DÂN           CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    body = (
        "       Căn cứ chức năng, nhiệm vụ được giao, các sở, ban, ngành tổ chức\nthực hiện.\n" * 9
    )
    assert style_of(lines_of(regular(head + body))) is Style.LAID_OUT


def test_sentences_do_not_end_at_semicolons_or_short_forms() -> None:
    text = "Sở A làm; Sở B làm theo TP. Hà Nội. Báo cáo kết quả./."
    assert [text[a:b] for a, b in sentences(text)] == [
        "Sở A làm; Sở B làm theo TP. Hà Nội.", "Báo cáo kết quả",
    ]  # fmt: skip


def _duties(body: str) -> list[tuple[str, list[str], list[str], str | None]]:
    text = f"KẾ HOẠCH\nVề việc thử\nUBND tỉnh ban hành như sau:\nI. TỔ CHỨC THỰC HIỆN\n{body}\n"
    return [
        (d.text[:20], [a.name for a in d.leads], [a.name for a in d.partners], d.timing.verbatim)
        for d in parse(text).duties
    ]


def test_duties_of_fields_take_leads_partners_and_time_from_the_fields() -> None:
    body = (
        "1. Tập huấn\n- Nội dung: Tổ chức lớp tập huấn nghiệp vụ.\n- Cơ quan chủ trì: Sở Nội vụ.\n"
        "- Cơ quan phối hợp: Sở Tư pháp; UBND các xã, phường.\n- Thời gian thực hiện: Quý III/2026."
    )
    assert _duties(body) == [
        (
            "Tổ chức lớp tập huấn",
            ["Sở Nội vụ"],
            ["Sở Tư pháp", "UBND các xã, phường"],
            "Quý III/2026",
        )
    ]


@pytest.mark.parametrize(
    ("body", "leads"),
    [
        ("1. Sở Y tế\n- Rà soát thủ tục. Báo cáo kết quả về tỉnh.", [["Sở Y tế"], ["Sở Y tế"]]),
        ("1. Sở Y tế chủ trì rà soát thủ tục của ngành.", [["Sở Y tế"]]),
        ("1. Giao Công an tỉnh và Sở Nội vụ xây dựng quy chế.", [["Công an tỉnh", "Sở Nội vụ"]]),
        ("Căn cứ Kế hoạch này, các sở, ban, ngành tổ chức thực hiện.", [["các sở, ban, ngành"]]),
        ("UBND tỉnh yêu cầu Thủ trưởng các sở nghiêm túc thực hiện.", [["Thủ trưởng các sở"]]),
        (
            "1. Sở Y tế có trách nhiệm:\na) Niêm yết thủ tục.\nb) Trả lời phản ánh.",
            [["Sở Y tế"]] * 2,
        ),
        ("1. Công tác truyền thông\n- Tăng cường đưa tin.", []),
        ("1. Sở Y tế\nViệc niêm yết phải đúng quy định.", []),
    ],
)
def test_duties_name_who_acts(body: str, leads: list[list[str]]) -> None:
    assert [found[1] for found in _duties(body)] == leads


def test_points_d_and_dd_are_two_points() -> None:
    marks = "".join(f"{mark}) Làm việc {mark} của đơn vị.\n" for mark in "abcdđeg")
    sections = parse(f"KẾ HOẠCH\nX\nI. VIỆC\n1. Sở Y tế\n{marks}").sections
    assert [s.label for s in sections if s.style is SectionStyle.LETTER] == list("abcdđeg")


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("TT", "ORDINAL"),
        ("Nội dung công việc", "CONTENT"),
        ("Cơ quan chủ trì", "LEAD"),
        ("Đơn vị phối hợp thực hiện", "PARTNER"),
        ("Thời gian hoàn thành", "TIME"),
        ("Sản phẩm", "PRODUCT"),
        ("Kinh phí (triệu đồng)", "MONEY"),
        ("Ghi chú", "NOTE"),
        ("Hình thức", "FORM"),
        ("Đối tượng", "AUDIENCE"),
    ],
)
def test_role_of_a_column_is_told_by_its_heading(heading: str, role: str) -> None:
    assert role_of(heading).value == role


BEFORE_ANNEX = (
    "KẾ HOẠCH\nX\nI. VIỆC\nTheo Phụ lục./.\nNơi nhận:\n- Như trên.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n"
    "Lò Văn Mẫu\n"
)


def test_annex_table_of_stacked_cells_becomes_rows() -> None:
    cells = [
        "PHỤ LỤC", "STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian", "I", "Tuyên truyền",
        "1", "In tờ rơi", "Sở Nội vụ", "Các sở, ngành", "Quý II/2026",
        "2", "Phát thanh", "UBND các xã, phường", "Đài huyện", "Thường xuyên",
    ]  # fmt: skip
    table = parse(BEFORE_ANNEX + "\n".join(cells)).annex_tables[0]
    assert table.columns == ("STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian")
    assert [row.cells[1] for row in table.rows] == ["In tờ rơi", "Phát thanh"]
    assert table.rows[0].group == ("Tuyên truyền",)
    assert table.rows[0].timing.due_on == date(2026, 6, 30)
    assert [a.name for a in table.rows[1].leads] == ["UBND các xã, phường"]
    assert table.rows[1].timing.rhythm is Rhythm.ONGOING


def test_every_word_that_opens_a_name_may_open_one_wherever_its_tone_mark_stands() -> None:
    forms = {form for word in OPENINGS for form in late_tones(word)}
    assert {"Ủy", "Uỷ", "UBND", "sở"} <= forms
    assert [form for form in forms if not may_open(f"{form} x", 0, len(form) + 2)] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Cơ quan chủ trì: Sở Y tế", Kind.LEAD),
        ("chủ trì: Sở Y tế", Kind.LEAD),
        ("Sở, ban, ngành thực hiện: Sở Y tế", Kind.LEAD),
        ("cùng phối hợp: Sở Y tế", Kind.PARTNER),
        ("Phối hợp thực hiện: Sở Y tế", Kind.PARTNER),
        ("lộ trình thực hiện: quý I", Kind.TIME),
        ("Sản phẩm: Kế hoạch", Kind.PRODUCT),
        ("nhiệm vụ cụ thể: rà soát", Kind.CONTENT),
        ("đơn vị bảo trợ: Báo X", Kind.OTHER),
        ("Nguồn kinh phí:", Kind.OTHER),
    ],
)
def test_a_field_is_known_by_its_name_in_large_and_small_letters(text: str, kind: Kind) -> None:
    opened = opens_field(f"a) {text}", 3)
    assert opened
    assert opened[0] is kind
