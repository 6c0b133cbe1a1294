"""What a person should check of a draft, and what of it stands in the document's head and foot."""

from collections.abc import Sequence
from dataclasses import dataclass

from loa.foundation.documents.facade import ParsedDocument, Span
from loa.modules.plans.rules.citations import KnownDocument, held_against
from loa.modules.plans.types import DoubtCode

SURE = 0.8
_FIELDS = {
    "kind": "loại văn bản",
    "issuer": "cơ quan ban hành",
    "number": "số",
    "notation": "ký hiệu",
    "place": "địa danh",
    "issued_on": "ngày ban hành",
    "subject": "trích yếu",
}
_ASKED_ABOVE = frozenset({"number", "issued_on"})


@dataclass(frozen=True)
class DraftDoubt:
    """Something to check; `task` is the index of the task it belongs to."""

    code: DoubtCode
    target: str
    message: str
    span: Span | None = None
    task: int | None = None


def header_doubts(document: ParsedDocument, cited: Sequence[KnownDocument]) -> list[DraftDoubt]:
    """What is to be looked at in the head, the bases, the recipients and the signature."""
    found = []
    if not document.number.value:
        message = "Văn bản chưa có số. Nhập số, ký hiệu theo bản đã ký."
        span = document.number.span or document.notation.span
        found.append(DraftDoubt(DoubtCode.NUMBER_MISSING, "number", message, span))
    if not document.issued_on.value:
        message = "Văn bản chưa có ngày ban hành. Nhập theo bản đã ký."
        span = document.issued_on.span or document.place.span
        found.append(DraftDoubt(DoubtCode.DATE_MISSING, "signed_on", message, span))
    found += [
        DraftDoubt(
            DoubtCode.ANNEX_MISSING,
            "annex",
            f"Văn bản nhắc tới «{missing.phrase}» nhưng tệp không có. "
            "Thêm các nhiệm vụ của biểu bằng tay, hoặc giao phần lời trước.",
            missing.span,
        )
        for missing in document.missing
    ]
    for name, label in _FIELDS.items():
        value = getattr(document, name)
        is_asked = name in _ASKED_ABOVE and not value.value
        if not is_asked and (value.doubts or (value.value and value.confidence < SURE)):
            message = " ".join(value.doubts) or f"Chưa chắc đọc đúng {label}. Đối chiếu văn bản."
            found.append(DraftDoubt(DoubtCode.HEADER_UNSURE, name, message, value.span))
    found += [
        DraftDoubt(DoubtCode.HEADER_UNSURE, "document", message) for message in document.doubts
    ]
    found += [
        DraftDoubt(DoubtCode.TASK_UNSURE, "tasks", " ".join(passage.doubts), passage.span)
        for passage in document.unread
    ]
    return found + _listed_doubts(document, cited)


def _listed_doubts(document: ParsedDocument, cited: Sequence[KnownDocument]) -> list[DraftDoubt]:
    """Doubts about single bases, recipients, headings, tables and the signer, each at its place."""
    found: list[tuple[str, str, tuple[str, ...], Span | None]] = [
        (
            "legal_bases",
            f"Căn cứ {basis.number or basis.title}",
            (*basis.doubts, held_against(basis.number, basis.issued_on, cited).question),
            basis.span,
        )
        for basis in document.legal_bases
    ]
    found += [
        ("recipients", f"Nơi nhận «{line.value}»", line.doubts, line.span)
        for line in document.recipients
        if line.span
    ]
    found += [
        ("document", f"Mục {section.path}", section.doubts, section.title_span)
        for section in document.sections
        if section.is_titled and not section.is_annex
    ]
    found += [
        ("annex", "Bảng", table.doubts, table.span)
        for table in document.annex_tables
        if table.orders_work
    ]
    for name, value in (
        ("signer_post", document.signer.post),
        ("signer_name", document.signer.name),
    ):
        who = f"Người ký «{value.value}»" if value.value else "Người ký"
        found.append((name, who, value.doubts, value.span))
    return [
        DraftDoubt(
            DoubtCode.HEADER_UNSURE, target, f"{what}: {' '.join(filter(None, doubts))}", span
        )
        for target, what, doubts, span in found
        if any(doubts)
    ]
