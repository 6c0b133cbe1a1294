"""Signs that a heading, a line of recipients, a signature or a table was cut."""

import re

from loa.foundation.documents.parse.structure import AnnexTable, Found, ParsedDocument, Section

# What a heading does not end with: the rest of it stands behind a colon or a comma.
_CUT = frozenset({"Đề nghị", "Giao", "Đối với"})
_CUT_BEHIND = (
    *(f" các {bodies}" for bodies in ("Sở", "Bộ", "sở", "bộ", "xã", "phường", "huyện")),
    *(" trong đó", " bao gồm"),
)
# «1. Ông Nguyễn Văn A, chức vụ …»: a line of a list of people, cut behind its first word.
_PERSON = re.compile(r"(?:Ông|Bà|Đồng chí|Đ/c)(?:\s*[:,.])?$")
# Rows with more or fewer cells than headings are less sure than this; a quarter of them is many.
_UNEVEN = 0.7
_FEW = 4
_LETTER = re.compile(r"[^\W\d_]")
_NUMBERED = re.compile(r"(?:STT|TT)\s+\d")


def of_section(section: Section) -> list[str]:
    """Why the heading may be longer than its title."""
    if not section.is_titled:
        return []
    if section.title in _CUT or section.title.endswith(_CUT_BEHIND):
        return [f"Tiêu đề «{section.title}» có thể bị cắt; hãy so với văn bản."]
    if _PERSON.match(section.title):
        return [f"«{section.title}» mở đầu một dòng danh sách; hãy xem có phải tiêu đề không."]
    return []


def of_recipient(text: str, line: Found[str]) -> list[str]:
    """Why the line may be part of another, or hold others."""
    if line.value.rstrip().endswith(":"):
        return ["Dòng nơi nhận dẫn vào các dòng dưới; hãy xem có phải một nơi nhận riêng không."]
    if ": + " in line.value:
        return ["Các ý nhỏ được gộp vào dòng nơi nhận này; hãy xem có phải nơi nhận riêng không."]
    before = text[max(0, line.span.start - 3) : line.span.start] if line.span else ""
    if "+" in before:
        return ["Dòng nơi nhận là ý nhỏ của dòng trên; hãy xem có phải một nơi nhận riêng không."]
    return []


def of_post(document: ParsedDocument) -> list[str]:
    """Why the lines above the signer's post may be missing.

    Who signs for a committee or in another's place says so above his post: TM., KT., Q. (NĐ
    30/2020/NĐ-CP, annex I); a chairman signs alone what is his own to decide.
    """
    post, issuer = document.signer.post.value or "", (document.issuer.value or "").upper()
    if document.signer.authority or not post:
        return []
    is_deputy = post.upper().startswith("PHÓ ")
    is_for_all = post.upper() == "CHỦ TỊCH" and issuer.startswith(("ỦY BAN", "UỶ BAN", "UBND"))
    if is_deputy or is_for_all:
        return [f"Trên «{post}» không thấy dòng TM. hoặc KT.; hãy so với văn bản."]
    return []


def of_table(table: AnnexTable) -> list[str]:
    """Why its head may be no head."""
    odd = [cell for cell in table.columns if cell and not _LETTER.search(cell)]
    if odd or any(_NUMBERED.match(cell) for cell in table.columns):
        return ["Dòng đầu bảng giống một dòng việc; hãy xem bảng có bị cắt không."]
    uneven = sum(bool(row.doubts) and row.confidence < _UNEVEN for row in table.rows)
    if table.grid is None and uneven * _FEW > len(table.rows):
        return ["Nhiều dòng có số ô khác số cột; hãy đối chiếu bảng với văn bản."]
    return []
