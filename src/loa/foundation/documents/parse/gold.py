"""A parsed document in the shape of the hand-made gold files, for scoring and for scripts."""

from loa.foundation.documents.parse.structure import Duty, ParsedDocument, SectionStyle

_STARTS = 9
_BULLETS = frozenset({SectionStyle.DASH, SectionStyle.PLUS})


def gold_of(document: ParsedDocument, file: str) -> dict[str, object]:
    """`document` as one JSON-ready dictionary; `file` is the name it is known by."""
    return {
        "file": file,
        "kind": document.kind.value,
        "parent_body": document.parent_body.value,
        "issuer": document.issuer.value,
        "number": document.number.value,
        "notation": document.notation.value,
        "place": document.place.value,
        "date": document.issued_on.value.isoformat() if document.issued_on.value else None,
        "subject": document.subject.value,
        "legal_bases": [
            {
                "number": basis.number,
                **({} if basis.number else {"title": basis.title}),
                "date": basis.issued_on.isoformat() if basis.issued_on else None,
            }
            for basis in document.legal_bases
        ],
        "sections": [
            {"path": section.path, "title": section.title}
            for section in document.sections
            if section.is_titled and section.style not in _BULLETS
        ],
        "purposes": None if document.purposes is None else len(document.purposes),
        "requirements": None if document.requirements is None else len(document.requirements),
        "duties": [_duty(duty) for duty in document.duties],
        "annex_tables": [
            {"columns": _first_row(table.columns), "rows": len(table.rows)}
            for table in document.annex_tables
        ],
        "annex_missing": bool(document.missing),
        "money_clause": bool(document.money),
        "difficulty_clause": bool(document.difficulties),
        "recipients": [line.value for line in document.recipients],
        "signer": {
            "authority": [line.value for line in document.signer.authority],
            "post": document.signer.post.value,
            "name": document.signer.name.value,
        },
    }


def _first_row(columns: tuple[str, ...]) -> list[str]:
    """The first heading row only: a cell that spans others («Năm 2026 – Lượng») once."""
    upper = [column.split(" – ", maxsplit=1)[0] for column in columns]
    return [name for i, name in enumerate(upper) if i == 0 or name != upper[i - 1]]


def _duty(duty: Duty) -> dict[str, object]:
    return {
        "section": duty.section_path or None,
        "starts": " ".join(duty.text.split()[:_STARTS]),
        "lead": [actor.name for actor in duty.leads],
        "with": [actor.name for actor in duty.partners],
        "deadline": duty.timing.verbatim,
    }
