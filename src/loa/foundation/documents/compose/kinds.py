"""Kinds of administrative documents, their abbreviations and printed titles.

Source: NĐ 30/2020/NĐ-CP (in force from 05/3/2020), article 7 and annex III part I.
"""

from enum import Enum


class Kind(Enum):
    """One kind: `code` is the abbreviation in the notation, `title` the line printed in capitals.

    A công văn and a thư công bear no kind line; the decree gives them no abbreviation.
    """

    RESOLUTION = ("NQ", "NGHỊ QUYẾT")
    DECISION = ("QĐ", "QUYẾT ĐỊNH")
    DIRECTIVE = ("CT", "CHỈ THỊ")
    STATUTE = ("QC", "QUY CHẾ")
    REGULATION = ("QyĐ", "QUY ĐỊNH")
    COMMUNIQUE = ("TC", "THÔNG CÁO")
    NOTICE = ("TB", "THÔNG BÁO")
    GUIDANCE = ("HD", "HƯỚNG DẪN")
    PROGRAMME = ("CTr", "CHƯƠNG TRÌNH")
    PLAN = ("KH", "KẾ HOẠCH")
    SCHEME = ("PA", "PHƯƠNG ÁN")
    PROPOSAL = ("ĐA", "ĐỀ ÁN")
    PROJECT = ("DA", "DỰ ÁN")
    REPORT = ("BC", "BÁO CÁO")
    MINUTES = ("BB", "BIÊN BẢN")
    SUBMISSION = ("TTr", "TỜ TRÌNH")
    CONTRACT = ("HĐ", "HỢP ĐỒNG")
    LETTER = ("CV", "")
    TELEGRAM = ("CĐ", "CÔNG ĐIỆN")
    MEMORANDUM = ("BGN", "BẢN GHI NHỚ")
    AGREEMENT = ("BTT", "BẢN THỎA THUẬN")
    MANDATE = ("GUQ", "GIẤY ỦY QUYỀN")
    INVITATION = ("GM", "GIẤY MỜI")
    INTRODUCTION = ("GGT", "GIẤY GIỚI THIỆU")
    LEAVE = ("GNP", "GIẤY NGHỈ PHÉP")
    DISPATCH_SLIP = ("PG", "PHIẾU GỬI")
    TRANSFER_SLIP = ("PC", "PHIẾU CHUYỂN")
    REPORT_SLIP = ("PB", "PHIẾU BÁO")
    OPEN_LETTER = ("TCg", "")

    @property
    def code(self) -> str:
        """The abbreviation; "CV" and "TCg" name the two kinds that have none in the decree."""
        return self.value[0]

    @property
    def title(self) -> str:
        """The kind line in capitals, empty for a công văn and a thư công."""
        return self.value[1]

    def notation(self, body: str, drafting: str = "") -> str:
        """The ký hiệu after the number: `KH-UBND`; a công văn names who drafts: `UBND-THCBKS`.

        Source: NĐ 30/2020 annex I part I section II point 3b.
        """
        if not self.title:
            return f"{body}-{drafting}" if drafting else body
        return f"{self.code}-{body}"
