"""Who issued a legal basis and what it is about: neither lost nor run on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.documents.parse.reader import parse
from loa.foundation.documents.parse.structure import LegalBasis

_HEAD = """ỦY BAN NHÂN DÂN
TỈNH MẪU
Số: 12/KH-UBND
Mẫu, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Thử nghiệm năm 2026

"""
_NUMBER = "Quyết định số 42/QĐ-ABC ngày 11/02/2026"
_BODIES = (
    "Ban Thường vụ Đảng ủy UBND tỉnh", "Thủ tướng Chính phủ", "Bộ Chính trị", "Tỉnh ủy Mẫu",
    "Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch", "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
    "Chủ tịch Ủy ban nhân dân tỉnh", "Giám đốc Sở Y tế",
    "Ban Chỉ đạo phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số",
)  # fmt: skip
_SUBJECTS = (
    "về việc ban hành Kế hoạch kiểm soát thủ tục hành chính năm 2026",
    "phê duyệt Chương trình “Mỗi xã một sản phẩm, giai đoạn 2026-2030”",
    "thực hiện Đề án 08-ĐA/TU về phát triển công nghiệp, dịch vụ",
    "Hướng dẫn nghiệp vụ văn thư",
    "sửa đổi, bổ sung một số điều của Quyết định số 7/QĐ-ABC ngày 01/01/2025",
)
_ACTS = (
    "", ";", ".", " (sau đây gọi tắt là Quyết định 42);", ", UBND tỉnh ban hành Kế hoạch như sau:",
    " (viết tắt là Quyết định 42), Ủy ban nhân dân tỉnh Mẫu ban hành Kế hoạch, nội dung như sau:",
    ", trên cơ sở đề xuất của Sở Nội vụ, Ủy ban nhân dân tỉnh xây dựng Kế hoạch như sau:",
    ", theo đề nghị của Giám đốc Sở Y tế, UBND tỉnh yêu cầu các sở, ngành thực hiện như sau:",
    ", đề nghị các cơ quan, đơn vị thực hiện một số nội dung sau:",
    " và Kế hoạch số 9/KH-UBND ngày 03/3/2026 của UBND tỉnh về truyền thông;",
)  # fmt: skip


def _bases(clause: str) -> tuple[LegalBasis, ...]:
    return parse(f"{_HEAD}{clause}\n\nI. MỤC ĐÍCH\n\n1. Nâng cao nhận thức.\n").legal_bases


@given(st.sampled_from(_BODIES), st.sampled_from(_SUBJECTS), st.sampled_from(_ACTS))
def test_who_issued_it_and_its_subject_end_where_the_document_speaks_for_itself(
    body: str, subject: str, act: str
) -> None:
    found = _bases(f"Căn cứ {_NUMBER} của {body} {subject}{act}")[0]
    # «sửa đổi … số 7 và Kế hoạch số 9» may all be one subject.
    whole = "Quyết định số 7" in subject and act.startswith(" và")
    assert found.body == body
    assert found.subject == (f"{subject}{act}".strip(";") if whole else subject)


@pytest.mark.parametrize(
    ("clause", "body", "subject"),
    [
        ("Đề án 08-ĐA/TU của Tỉnh ủy Mẫu ngày 29/12/2025 về công nghiệp;", "Tỉnh ủy Mẫu",
         "về công nghiệp"),
        ("Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị trên địa bàn tỉnh;",
         "Bộ Chính trị", None),
        (("Nghị quyết số 71/NQ-CP ngày 01/4/2025 của Chính phủ và Kế hoạch số 3-KH/TU, ngày"
         " 24/4/2025 của Tỉnh ủy;"), "Chính phủ", None),
        (("Thông tư số 04/2016/TT-BNNPTNT ngày 10/5/2016 của Bộ Nông nghiệp (nay là Bộ Nông nghiệp"
         " và Môi trường) về phòng bệnh;"), "Bộ Nông nghiệp", "về phòng bệnh"),
        (("Nghị quyết số 12/NQ-HĐND ngày 10/12/2025 của Hội đồng nhân dân tỉnh khóa XIX, kỳ họp thứ"
         " 5 về dự toán năm 2026;"), "Hội đồng nhân dân tỉnh", "về dự toán năm 2026"),
        ("Quyết định số 5/QĐ-UBND ngày 10/12/2025;", None, None),
        ("Quyết định số 5/QĐ-UBND ngày 10/12/2025, UBND tỉnh ban hành Kế hoạch như sau:", None,
         None),
    ],
)  # fmt: skip
def test_bases_as_they_are_written(clause: str, body: str | None, subject: str | None) -> None:
    found = _bases(f"Căn cứ {clause}")[0]
    assert (found.body, found.subject) == (body, subject)


def test_who_submits_a_paper_stands_before_it() -> None:
    clause = "Theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số 326/TTr-STC ngày 09/02/2026."
    assert [basis.body for basis in _bases(clause)] == ["Giám đốc Sở Tài chính"]


def test_a_subject_ends_at_the_mark_that_closes_what_was_opened_before_it() -> None:
    clause = (
        "Thực hiện Kế hoạch số 113/KH-UBND ngày 18/3/2026 của UBND tỉnh về việc thực hiện “Đề án"
        " 08-ĐA/TU của Tỉnh ủy Mẫu ngày 29/12/2025 về công nghiệp xanh” năm 2026;"
    )
    plan, scheme = _bases(clause)
    assert (scheme.body, scheme.subject) == ("Tỉnh ủy Mẫu", "về công nghiệp xanh")
    assert plan.subject is not None
    assert plan.subject.endswith("” năm 2026")
