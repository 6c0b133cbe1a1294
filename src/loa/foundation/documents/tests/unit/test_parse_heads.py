"""Heads of varied bodies and text makers: a small case, in own words, for each way to print one."""

from datetime import date

import pytest

from loa.foundation.documents.parse.reader import parse
from loa.foundation.documents.parse.structure import ParsedDocument

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
BODY = "\nCăn cứ Luật Thử nghiệm ngày 16 tháng 6 năm 2025;\nĐiều 1. Phê duyệt kèm theo.\n"


def _read(body: str, title: str, sign: str = "Số: 12/KH-UBND") -> ParsedDocument:
    day = "Mẫu, ngày 05 tháng 02 năm 2026"
    return parse(f"{body}\n{MOTTO}{sign}\n{day}\n{title}\n{BODY}")


@pytest.mark.parametrize(
    ("printed", "parent", "issuer"),
    [
        ("ĐẢNG BỘ TỈNH MẪU\nBAN THƯỜNG VỤ", "ĐẢNG BỘ TỈNH MẪU", "BAN THƯỜNG VỤ"),
        ("ỦY BAN BẦU CỬ XÃ MẪU\nTIỂU BAN TUYÊN TRUYỀN", "ỦY BAN BẦU CỬ XÃ MẪU",
         "TIỂU BAN TUYÊN TRUYỀN"),
        ("TẬP ĐOÀN MẪU\nTỔNG CÔNG TY MIỀN BẮC", "TẬP ĐOÀN MẪU", "TỔNG CÔNG TY MIỀN BẮC"),
        ("CHỦ TỊCH ỦY\nBAN NHÂN DÂN\nTỈNH MẪU", None, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MẪU"),
        ("HỘI ĐỒNG NHÂN DÂN\nTỈNH MẪU\nKHÓA XIX, KỲ HỌP THỨ 5", None, "HỘI ĐỒNG NHÂN DÂN TỈNH MẪU"),
        ("BỘ NỘI VỤ - BỘ TÀI CHÍNH", None, "BỘ NỘI VỤ - BỘ TÀI CHÍNH"),
    ],
)  # fmt: skip
def test_who_issues_and_under_whom(printed: str, parent: str | None, issuer: str) -> None:
    read = _read(printed, "KẾ HOẠCH\nTriển khai thử")
    assert (read.parent_body.value, read.issuer.value) == (parent, issuer)


@pytest.mark.parametrize(
    ("title", "kind", "subject"),
    [
        ("THÔNG TƯ LIÊN TỊCH\nHƯỚNG DẪN CHẾ ĐỘ THỬ", "TT", "HƯỚNG DẪN CHẾ ĐỘ THỬ"),
        ("CHƯƠNG TRÌNH PHỐI HỢP\nVề giám sát thử", "CTr", "Về giám sát thử"),
        ("THÔNG BÁO KẾT\nLUẬN CỦA PHÓ CHỦ TỊCH TẠI CUỘC HỌP THỬ", "TB",
         "KẾT LUẬN CỦA PHÓ CHỦ TỊCH TẠI CUỘC HỌP THỬ"),
        ("QUYẾT ĐỊNH\nVỀ VIỆC CÔNG BỐ THỦ TỤC CỦA BỘ TÀI CHÍNH\nBỘ TRƯỞNG BỘ TÀI CHÍNH", "QĐ",
         "VỀ VIỆC CÔNG BỐ THỦ TỤC CỦA BỘ TÀI CHÍNH"),
        ("THÔNG BÁO\nVỀ KẾT QUẢ XÁC ĐỊNH TRƯỚC MÃ SỐ\nCỤC TRƯỞNG CỤC MẪU", "TB",
         "VỀ KẾT QUẢ XÁC ĐỊNH TRƯỚC MÃ SỐ"),
        ("NGHỊ QUYẾT\nVỀ TÁCH DỰ ÁN THỬ ĐÃ ĐƯỢC\nQUỐC HỘI QUYẾT ĐỊNH CHỦ TRƯƠNG", "NQ",
         "VỀ TÁCH DỰ ÁN THỬ ĐÃ ĐƯỢC QUỐC HỘI QUYẾT ĐỊNH CHỦ TRƯƠNG"),
        ("THÔNG BÁO\nKết luận của đồng chí Chủ tịch\nỦy ban nhân dân tỉnh tại cuộc họp", "TB",
         "Kết luận của đồng chí Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp"),
        ("CÔNG ĐIỆN\nVỀ VIỆC ỨNG PHÓ MƯA LŨ\nBỘ THỬ NGHIỆM điện:", "CĐ", "VỀ VIỆC ỨNG PHÓ MƯA LŨ"),
        ("CÔNG ĐIỆN KHẨN\nVề việc ứng phó mưa lũ\nUBND TỈNH điện:", "CĐ", "Về việc ứng phó mưa lũ"),
        ("BÁO CÁO\nTình hình quý I\n_ Thực hiện Công văn số 4/UBND-NC ngày 02/8/2025;",
         "BC", "Tình hình quý I"),
        ("CÔNG ĐIỆN\nVề việc ứng phó mưa lũ\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐIỆN:", "CĐ",
         "Về việc ứng phó mưa lũ"),
    ],
)  # fmt: skip
def test_a_title_and_what_it_is_about(title: str, kind: str, subject: str) -> None:
    read = _read("BỘ THỬ NGHIỆM", title)
    assert (read.kind.value, read.subject.value) == (kind, subject)


@pytest.mark.parametrize("printed", ["Mẫu ngày 05 tháng 02\nnăm 2026", "Mẫu, ngày 05/02/2026"])
def test_a_day_without_its_comma_or_in_figures(printed: str) -> None:
    read = parse(f"UBND TỈNH MẪU\n{MOTTO}Số: 12/TB-UBND\n{printed}\nTHÔNG BÁO\nLịch thử\n{BODY}")
    assert (read.place.value, read.issued_on.value) == ("Mẫu", date(2026, 2, 5))


def test_a_number_broken_over_two_lines_of_its_column() -> None:
    read = parse(
        "   ỦY BAN NHÂN DÂN              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "      XÃ MẪU                         Độc lập – Tự do – Hạnh phúc\n"
        "       Số: 45                        Mẫu, ngày 12 tháng 3\n"
        "          /KH-UBND                          năm 2026\n\n"
        "                          KẾ HOẠCH\n     Triển khai thử trên địa bàn xã\n" + BODY
    )
    assert (read.number.value, read.notation.value) == ("45", "KH-UBND")
    assert (read.issuer.value, read.issued_on.value) == (
        "ỦY BAN NHÂN DÂN XÃ MẪU",
        date(2026, 3, 12),
    )


def _tail(tail: str) -> ParsedDocument:
    return _read_plain(f"Sở Nội vụ tổng hợp, báo cáo Ủy ban nhân dân tỉnh./.\n\n{tail}")


def _read_plain(body: str) -> ParsedDocument:
    day = "Mẫu, ngày 05 tháng 02 năm 2026"
    return parse(
        f"UBND TỈNH MẪU\n{MOTTO}Số: 12/KH-UBND\n{day}\nKẾ HOẠCH\nTruyền thông thử\n"
        f"UBND tỉnh ban hành Kế hoạch như sau:\nI. TỔ CHỨC THỰC HIỆN\n{body}"
    )


@pytest.mark.parametrize(
    ("printed", "authority", "post"),
    [
        ("TL.\nCỤC TRƯỞNG\nKT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN", ["TL. CỤC TRƯỞNG", "KT. TRƯỞNG BAN"],
         "PHÓ TRƯỞNG BAN"),
        ("TM.\nỦY BAN NHÂN DÂN\nCHỦ TỊCH", ["TM. ỦY BAN NHÂN DÂN"], "CHỦ TỊCH"),
        ("KT. BỘ\nTRƯỞNG\nTHỨ\nTRƯỞNG", ["KT. BỘ TRƯỞNG"], "THỨ TRƯỞNG"),
        ("KT GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", ["KT GIÁM ĐỐC"], "PHÓ GIÁM ĐỐC"),
        ("Giám đốc", [], "Giám đốc"),
    ],
)  # fmt: skip
def test_a_signature_in_a_narrow_column(printed: str, authority: list[str], post: str) -> None:
    signer = _tail(f"Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\n{printed}\n\nNguyễn Văn Thử\n").signer
    assert [line.value for line in signer.authority] == authority
    assert (signer.post.value, signer.name.value) == (post, "Nguyễn Văn Thử")


@pytest.mark.parametrize("name", ["NGUYỄN VĂN THỬ", "H’ Yim Thử"])
def test_a_name_in_capitals_or_of_another_people(name: str) -> None:
    signer = _tail(f"Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\n{name}\n").signer
    assert signer.name.value is not None
    assert (signer.post.value, signer.name.value.upper()) == ("GIÁM ĐỐC", name.upper())


def test_a_signature_printed_over_the_recipients() -> None:
    read = _tail("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLò Văn Thử\n\nNơi nhận:\n- Các sở;\n- Lưu: VT.\n")
    assert [one.value for one in read.recipients] == ["Các sở", "Lưu: VT"]
    assert (read.signer.post.value, read.signer.name.value) == ("PHÓ CHỦ TỊCH", "Lò Văn Thử")


@pytest.mark.parametrize(
    "printed",
    [
        "Nơi nhận:\nThường trực Tỉnh ủy;\nCác sở, ban,\nngành;\nLưu: VT, NC (02\nbản).",
        "Nơi nhận: Thường trực Tỉnh ủy; Các sở, ban, ngành; Lưu: VT, NC (02 bản).",
        "Nơi nhận: - Thường trực Tỉnh ủy;\n- Các sở, ban, ngành;\n- Lưu: VT, NC (02 bản).",
    ],
)
def test_recipients_without_bullets_or_beside_their_heading(printed: str) -> None:
    read = _tail(f"{printed}\n\nCHỦ TỊCH\n\nLò Văn Thử\n")
    assert [one.value for one in read.recipients] == [
        "Thường trực Tỉnh ủy",
        "Các sở, ban, ngành",
        "Lưu: VT, NC (02 bản)",
    ]


def test_parts_of_an_office_are_one_recipient_and_are_asked_about() -> None:
    read = _tail(
        "Nơi nhận:\n- Như trên;\n- VP UBND tỉnh:\n+ LĐVP;\n+ Lưu: VT.\n\nCHỦ TỊCH\n\nLò Văn Thử\n"
    )
    assert [one.value for one in read.recipients] == ["Như trên", "VP UBND tỉnh: + LĐVP; + Lưu: VT"]
    assert read.recipients[1].doubts


def test_a_tail_whose_heading_a_scanner_lost() -> None:
    read = _tail("K-.46 (d0 TL. CHỦ TỊCH\n- Như trên;\n- Lưu: VT.\n")
    assert [one.value for one in read.recipients] == ["Như trên", "Lưu: VT"]
    assert [line.value for line in read.signer.authority] == ["TL. CHỦ TỊCH"]


MARKDOWN = (
    "| ỦY BAN NHÂN DÂN TỈNH MẪU ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do |\n"
    "|---|---|\n| Số: 254/QĐ-UBND | Mẫu, ngày 17 tháng 02 năm 2026 |\n\nQUYẾT ĐỊNH\n\n"
    "BAN HÀNH KẾ HOẠCH THỬ\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\n"
    "Căn cứ Luật Thử nghiệm ngày 16 tháng 6 năm 2025;\n\nQUYẾT ĐỊNH:\n\n"
    "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch thử.\n\n"
    "| Nơi nhận: - Sở Y tế; (báo cáo) - Các sở, ban; - Lưu: VT. "
    "| KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lò Văn Thử |\n"
    "|---|---|\n\nKẾ HOẠCH\n\nTHỬ NĂM 2026\n\nI. NHIỆM VỤ\n\n1. Sở Y tế\n\n- Rà soát thủ tục.\n\n"
    "| TT | Nội dung | Chủ trì | Thời gian |\n| --- | --- | --- | --- |\n"
    "| 1 | Rà soát thủ tục | Sở Y tế | Quý I/2026 |\n| 2 | Tập huấn | Sở Nội vụ | Tháng 5/2026 |\n"
)


def test_a_web_page_made_into_markdown() -> None:
    read = parse(MARKDOWN)
    assert (read.issuer.value, read.number.value) == ("ỦY BAN NHÂN DÂN TỈNH MẪU", "254")
    assert [one.value for one in read.recipients] == [
        "Sở Y tế; (báo cáo)",
        "Các sở, ban",
        "Lưu: VT",
    ]
    signer = read.signer
    assert [line.value for line in signer.authority] == ["KT. CHỦ TỊCH"]
    assert (signer.post.value, signer.name.value) == ("PHÓ CHỦ TỊCH", "Lò Văn Thử")
    assert [s.path for s in read.sections if s.is_titled] == ["Điều 1", "I", "I/1"]


def test_a_markdown_table_of_tasks_is_a_grid() -> None:
    (table,) = parse(MARKDOWN).annex_tables
    assert table.columns == ("TT", "Nội dung", "Chủ trì", "Thời gian")
    assert [row.content for row in table.rows] == ["Rà soát thủ tục", "Tập huấn"]
    first = table.rows[0]
    assert MARKDOWN[first.span.start : first.span.end].startswith("1 | Rà soát")
    assert [actor.name for actor in first.leads] == ["Sở Y tế"]


@pytest.mark.parametrize(
    ("opening", "numbers"),
    [
        ("- Căn cứ Điều lệ;\n- Căn cứ Luật Thử số 33/2024/QH15, ngày 21/6/2024;\nBan hành như sau:",
         ["33/2024/QH15"]),
        ("Thực hiện khoản 2 Điều 5 Nghị định số 61/2018/NĐ-CP ngày 23/4/2018, ban hành như sau:",
         ["61/2018/NĐ-CP"]),
        ("Thực hiện các Quyết định số: 43/QĐ- BXD, 44/QĐ-BXD ngày 31/12/2024, ban hành như sau:",
         ["43/QĐ-BXD", "44/QĐ-BXD"]),
        ("Thực hiện Nghị quyết số 30c/NQ-CP ngày 08/11/2011, ban hành như sau:", ["30c/NQ-CP"]),
    ],
)  # fmt: skip
def test_how_bases_are_listed(opening: str, numbers: list[str]) -> None:
    day = "Mẫu, ngày 05 tháng 02 năm 2026"
    read = parse(
        f"UBND TỈNH MẪU\n{MOTTO}Số: 12/KH-UBND\n{day}\nKẾ HOẠCH\nTruyền thông thử\n{opening}\n"
        "I. NHIỆM VỤ\n1. Sở Y tế rà soát.\n"
    )
    assert [basis.number for basis in read.legal_bases] == numbers
    assert all(basis.issued_on for basis in read.legal_bases)


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        ("I- QUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Một.\nII- THI HÀNH\nĐiều 2. Hiệu lực\n1. Hai.\n",
         ["I", "I/Điều 1", "II", "II/Điều 2"]),
        ("I/ NHIỆM VỤ\n1/ Sở Y tế:\n- Làm.\n2- Sở Nội vụ\n- Làm.\n", ["I", "I/1", "I/2"]),
        ("I. NHIỆM VỤ\na.Sở Y tế\n- Làm.\nb.Sở Nội vụ\n- Làm.\n", ["I", "I/a", "I/b"]),
    ],
)  # fmt: skip
def test_marks_of_other_hands(body: str, paths: list[str]) -> None:
    read = parse(f"{MOTTO}KẾ HOẠCH\nThử\nUBND tỉnh ban hành Kế hoạch như sau:\n{body}")
    assert [s.path for s in read.sections if s.is_titled] == paths
    assert not any(section.doubts for section in read.sections)


def test_a_step_is_titled_by_its_whole_line() -> None:
    read = parse(
        f"{MOTTO}KẾ HOẠCH\nThử\nUBND tỉnh ban hành Kế hoạch như sau:\nI. LỘ TRÌNH\n"
        "1. Giai đoạn 1: Chuẩn bị từ tháng 3\nRà soát thủ tục.\n"
    )
    assert read.sections[1].title == "Giai đoạn 1: Chuẩn bị từ tháng 3"


def test_emphasis_and_heading_marks_of_markdown_are_no_words() -> None:
    text = MARKDOWN.replace("QUYẾT ĐỊNH\n\nBAN", "## **QUYẾT ĐỊNH**\n\n**BAN").replace(
        "HOẠCH THỬ\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "HOẠCH THỬ**\n\n### CHỦ TỊCH ỦY BAN TỈNH"
    )
    text = text.replace("Căn cứ Luật Thử nghiệm ngày 16 tháng 6 năm 2025;", "*{}*").format(
        "Căn cứ Luật Thử nghiệm ngày 16 tháng 6 năm 2025;"
    )
    read = parse(text.replace("I. NHIỆM VỤ", "**I. NHIỆM VỤ**"))
    assert (read.kind.value, read.subject.value) == ("QĐ", "BAN HÀNH KẾ HOẠCH THỬ")
    assert [basis.title for basis in read.legal_bases] == ["Luật Thử nghiệm"]
    assert [s.path for s in read.sections if s.is_titled] == ["Điều 1", "I", "I/1"]
    span = read.sections[-2].title_span
    assert read.text[span.start : span.end].startswith("1. Sở Y tế")


def test_a_table_whose_strokes_stand_between_cells_alone() -> None:
    rows = (
        "TT | Việc | Chủ trì | Thời gian\n1 | Rà soát | Sở Y tế | Quý I\n"
        "2 | Tập huấn | Sở Y tế | Quý II\n"
    )
    (table,) = parse(MARKDOWN.partition("| TT |")[0] + rows).annex_tables
    assert [row.cells for row in table.rows][1] == ("2", "Tập huấn", "Sở Y tế", "Quý II")


def test_an_article_that_its_first_item_opens_is_titled_by_it() -> None:
    read = _read("UBND TỈNH MẪU", "QUYẾT ĐỊNH\nBan hành Quy chế thử", "Số: 12/QĐ-UBND")
    assert read.sections[0].title == "Phê duyệt kèm theo"
    read = parse(
        f"UBND TỈNH MẪU\n{MOTTO}Số: 12/QĐ-UBND\nMẫu, ngày 05 tháng 02 năm 2026\nQUYẾT ĐỊNH\n"
        "Ban hành Quy chế thử\nCăn cứ Luật Thử ngày 16 tháng 6 năm 2025;\nQUYẾT ĐỊNH:\n"
        "Điều 1.\n1. Quyết định này có hiệu lực.\n2. Các quyết định sau hết hiệu lực:\na) Một;\n"
    )
    titled = [(s.path, s.title) for s in read.sections if s.is_titled]
    assert titled[0] == ("Điều 1", "Quyết định này có hiệu lực")


def test_a_step_keeps_its_title_before_a_colon() -> None:
    read = parse(
        f"{MOTTO}KẾ HOẠCH\nThử\nUBND tỉnh ban hành Kế hoạch như sau:\nI. LỘ TRÌNH\n"
        "1. Đợt 1: Từ ngày 05/12/2025 đến ngày 20/02/2026:\na) Nội dung kiểm tra:\n- Kiểm tra.\n"
    )
    assert read.sections[1].title == "Đợt 1: Từ ngày 05/12/2025 đến ngày 20/02/2026"


def test_a_head_and_a_tail_whose_cells_lost_their_lines() -> None:
    text = MARKDOWN.replace("ỦY BAN NHÂN DÂN TỈNH MẪU -------", "UBND TỈNH MẪU SỞ Y TẾ -------")
    text = text.replace("KT. CHỦ TỊCH PHÓ", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ")
    text = text.replace("- Lưu: VT.", "- VPUB: + CVP; + Lưu: VT.")
    read = parse(text)
    assert (read.parent_body.value, read.issuer.value) == ("UBND TỈNH MẪU", "SỞ Y TẾ")
    assert [line.value for line in read.signer.authority] == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]
    assert read.signer.post.value == "PHÓ CHỦ TỊCH"
    assert read.recipients[-1].value == "VPUB: + CVP; + Lưu: VT"


def test_recipients_broken_by_a_narrow_column() -> None:
    read = _tail(
        "Nơi nhận:\n- Ủy ban MTTQ tỉnh\n(b/c);\n- Các tổ chức chính trị\n- xã hội tỉnh;\n"
        "- Ngân hàng khu vực\n14;\n- Các sở, ngành;\nUBND các xã;\n- Lưu: VT,\nNC.\n\nCHỦ TỊCH\n\n"
        "Lò Văn Thử\n"
    )
    assert [one.value for one in read.recipients] == [
        "Ủy ban MTTQ tỉnh (b/c)",
        "Các tổ chức chính trị - xã hội tỉnh",
        "Ngân hàng khu vực 14",
        "Các sở, ngành; UBND các xã",
        "Lưu: VT, NC",
    ]


@pytest.mark.parametrize(
    ("sign", "number", "notation"),
    [
        ("Số: 37 /2025/QĐ-UBND", "37/2025", "QĐ-UBND"),
        ("Số: II /2026/ QĐ-UBND", "II/2026", "QĐ-UBND"),
        ("Số: /(O /QĐ-STC", None, "QĐ-STC"),
        ("Số: 1/4.QĐ", None, None),
    ],
)
def test_a_number_and_the_body_above_it(
    sign: str, number: str | None, notation: str | None
) -> None:
    """However the number is torn, its line is no part of the body's name."""
    read = _read("SỞ THỬ NGHIỆM", "QUYẾT ĐỊNH\nVề việc thử", sign)
    assert (read.number.value, read.notation.value) == (number, notation)
    assert read.issuer.value == "SỞ THỬ NGHIỆM"


def test_a_scanned_head_with_a_torn_day_a_rule_and_a_stamp() -> None:
    """The rule under the name, the stamp of whoever received it and a point for the comma."""
    text = (
        "UBND TỈNH MẪU CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "SỞ LAO ĐỘNG - THƯƠNG Độc lập —- Tự do - Hạnh phúc\n"
        "BINH VÀ XÃ HỘI ——==mnn==m.... —\n„ Mẫu. ngày4Ô_ tháng 04 năm 2026\n"
        "Số: 12 /SLĐTBXH-VP\nV/v thực hiện thử.\nSỞ TƯ PHÁP\nCÔNG VĂN ĐẾN\n\n"
        "Kính gửi: Các phòng thuộc Sở.\nĐề nghị các phòng rà soát thủ tục.\n"
    )
    read = parse(text)
    assert (read.parent_body.value, read.issuer.value) == (
        "UBND TỈNH MẪU",
        "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",
    )
    assert (read.place.value, read.issued_on.value) == ("Mẫu", None)


def test_a_line_that_ends_in_half_a_name_goes_on_however_short_it_is() -> None:
    text = """   ỦY BAN NHÂN DÂN                        CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
      TỈNH MẪU                                  Độc lập - Tự do - Hạnh phúc

     Số: 12/UBND-XD                             Mẫu, ngày 11 tháng 6 năm 2026
V/v rà soát quy hoạch thử

                       Kính gửi:
                                       - Các Sở, ban, ngành thuộc UBND tỉnh;
                                       - Ủy ban nhân dân các xã, phường.

     Thực hiện Văn bản số 42/BXD-ĐC ngày 29/4/2026 của Bộ
Xây dựng về việc rà soát quy hoạch và hướng dẫn các địa phương báo cáo số liệu
hằng năm và Văn bản số 46/VPCP-CN ngày 20/5/2026 của Văn phòng Chính phủ về
việc quản lý quy hoạch xây dựng, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:
     1. Sở Xây dựng chủ trì, phối hợp với Ủy ban nhân dân các xã, phường rà soát
toàn bộ quy hoạch đã được phê duyệt trên địa bàn và báo cáo kết quả.
"""
    assert [basis.number for basis in parse(text).legal_bases] == ["42/BXD-ĐC", "46/VPCP-CN"]


def test_a_basis_with_a_slip_in_its_year_has_no_day_and_keeps_who_made_it() -> None:
    slip = "Căn cứ Nghị định số 6/2010/NĐ-CP ngày 08/6/20210 của Chính phủ về kiểm soát thử;"
    (basis, _law) = _read("UBND TỈNH MẪU", f"KẾ HOẠCH\nThử\n{slip}").legal_bases
    found = (basis.issued_on, basis.body, basis.subject, bool(basis.doubts))
    assert found == (None, "Chính phủ", "về kiểm soát thử", True)


@pytest.mark.parametrize(
    "signed",
    ["ngày     tháng     năm 2025", "ngày    tháng 9 năm 2025", "ngày 31 tháng 54 năm 2025"],
)
def test_the_year_stands_where_the_day_is_blank_or_none(signed: str) -> None:
    read = parse(
        f"UBND TỈNH MẪU\nSố:      /UBND-KT\nMẫu, {signed}\n\nKính gửi: Sở Y tế.\n\n"
        "Sở Y tế báo cáo trước ngày 30/9.\n"
    )
    assert (read.issued_on.value, read.year.value) == (None, 2025)
    assert read.issued_on.doubts
    assert read.year.doubts
    assert [str(duty.timing.due_on) for duty in read.duties] == ["2025-09-30"]
