"""A document written down as TOML, so that each kind can be made without a program of its own.

The fields of `OfficialDocument` stand on top under their names; `[signer]` and `[secretary]` hold
`authority`, `post`, `name`; each `[[block]]` holds one of `heading` (with `level`, `label`),
`paragraph` (with `label`), `bullet` (with `mark`), `note`, `table` (with `columns`, `rows`,
`caption`, `number`); each `[[annex]]` holds `title`, `landscape`, `kind` and its own
`[[annex.block]]`. The filled forms in `samples/` show all of it.
"""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from loa.foundation.documents.compose.kinds import Kind
from loa.foundation.documents.compose.structure import (
    Align,
    Annex,
    Block,
    Bullet,
    Column,
    Heading,
    Note,
    OfficialDocument,
    Paragraph,
    Row,
    RowKind,
    Run,
    SignatureBlock,
    Table,
)
from loa.kernel.errors import DomainError

SAMPLES = Path(__file__).parent / "samples"
_KINDS = {kind.code: kind for kind in Kind}
_TEXTS = frozenset(
    {"issuer", "notation", "place", "subject", "issuer_in_text", "decider", "resolves"}
    | {"parent_body", "number", "demo_note"}
)
_NUMBERS = frozenset({"month", "year"})
_LISTS = frozenset({"recipients", "addressees", "legal_bases"})
_FLAGS = frozenset({"is_draft", "is_closed_by_mark"})
_OTHERS = frozenset({"signer", "secretary", "block", "annex", "day"})
_NEEDED = ("issuer", "notation", "place", "subject")


class FormFaulty(DomainError):
    """A TOML file that says no document; the words name the place and what belongs there."""

    code = "DOCUMENTS_FORM_FAULTY"


def kind_of(code: str) -> Kind:
    """The kind of an abbreviation, "CV" for a công văn. Raises FormFaulty."""
    if code not in _KINDS:
        message = f"Không có loại văn bản «{code}». Dùng một trong: {', '.join(_KINDS)}."
        raise FormFaulty(message)
    return _KINDS[code]


def sample_of(kind: Kind) -> str:
    """A filled form of the kind, to begin with; of the general kind where there is none."""
    path = SAMPLES / f"{kind.name.casefold()}.toml"
    return (path if path.exists() else SAMPLES / "notice.toml").read_text(encoding="utf-8")


def document_from(kind: Kind, text: str) -> OfficialDocument:
    """The document that the TOML says. Raises FormFaulty."""
    try:
        form = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        message = f"Tệp TOML sai cú pháp: {fault}."
        raise FormFaulty(message) from fault
    known = _TEXTS | _NUMBERS | _LISTS | _FLAGS | _OTHERS
    if strange := sorted(set(form) - known):
        message = f"Không có mục «{strange[0]}». Các mục: {', '.join(sorted(known))}."
        raise FormFaulty(message)
    for name in _NEEDED:
        if not _text(form, name):
            message = f"Thiếu mục «{name}»."
            raise FormFaulty(message)
    fields: dict[str, Any] = {name: _text(form, name) for name in _TEXTS if name in form}
    fields |= {name: _of(form, name, int) for name in _NUMBERS | _FLAGS if name in form}
    fields |= {name: tuple(_texts(form, name)) for name in _LISTS if name in form}
    if "day" in form:
        fields["day"] = _of(form, "day", date)
    if "secretary" in form:
        fields["secretary"] = _signature(_of(form, "secretary", dict))
    try:
        return OfficialDocument(
            kind=kind,
            blocks=tuple(_blocks(form, "block")),
            signer=_signature(_of(form, "signer", dict) if "signer" in form else {}),
            annexes=tuple(_annex(each) for each in _tables(form, "annex")),
            **{"recipients": (), **fields},
        )
    except ValueError as fault:
        message = f"Bảng có dòng không khớp số cột: {fault}."
        raise FormFaulty(message) from fault


def _annex(form: Mapping[str, Any]) -> Annex:
    return Annex(
        _text(form, "title"),
        tuple(_blocks(form, "block")),
        landscape=bool(form.get("landscape", False)),
        kind=kind_of(_text(form, "kind")) if "kind" in form else None,
    )


def _signature(form: Mapping[str, Any]) -> SignatureBlock:
    authority = tuple(_texts(form, "authority")) if "authority" in form else ()
    return SignatureBlock(authority, _text(form, "post"), _text(form, "name") or None)


def _blocks(form: Mapping[str, Any], name: str) -> list[Block]:
    return [_block(place, each) for place, each in enumerate(_tables(form, name), 1)]


def _block(place: int, form: Mapping[str, Any]) -> Block:
    made = [write for name, write in _WRITERS.items() if name in form]
    if len(made) != 1:
        message = f"Khối thứ {place} cần đúng một trong: {', '.join(_WRITERS)}."
        raise FormFaulty(message)
    return made[0](form)


def _paragraph(label: str, text: str) -> Paragraph:
    """Running text; a label before it ("Điều 1.") is set in bold."""
    return Paragraph((Run(label, bold=True), Run(f" {text}"))) if label else Paragraph.of(text)


def _table(form: Mapping[str, Any]) -> Table:
    table = _of(form, "table", dict)
    columns = tuple(
        Column(
            _text(each, "title"),
            float(each.get("width", 1)),
            Align(each.get("align", "left")),
            _text(each, "group"),
        )
        for each in _tables(table, "columns")
    )
    rows = tuple(_row(each, len(columns)) for each in table.get("rows", []))
    return Table(columns, rows, _text(table, "caption"), table.get("number"))


def _row(cells: list[object], width: int) -> Row:
    texts = tuple(str(cell) for cell in cells)
    return Row(texts, RowKind.GROUP if len(texts) == 1 < width else RowKind.DATA)


_WRITERS: dict[str, Callable[[Mapping[str, Any]], Block]] = {
    "heading": lambda form: Heading(
        int(form.get("level", 1)), _text(form, "heading"), _text(form, "label")
    ),
    "paragraph": lambda form: _paragraph(_text(form, "label"), _text(form, "paragraph")),
    "bullet": lambda form: Bullet.of(_text(form, "bullet"), _text(form, "mark") or "-"),
    "note": lambda form: Note(_text(form, "note")),
    "table": _table,
}


def _text(form: Mapping[str, Any], name: str) -> str:
    return str(_of(form, name, str)) if name in form else ""


def _texts(form: Mapping[str, Any], name: str) -> list[str]:
    return [str(each) for each in _of(form, name, list)]


def _tables(form: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = _of(form, name, list) if name in form else []
    if not all(isinstance(each, dict) for each in found):
        message = f"Mục «{name}» phải là danh sách các bảng, viết [[{name}]]."
        raise FormFaulty(message)
    return list(found)


def _of(form: Mapping[str, Any], name: str, kind: type) -> Any:  # noqa: ANN401  of `kind`
    value = form.get(name)
    if not isinstance(value, kind):
        words = {str: "chữ", list: "danh sách", dict: "bảng", int: "số", date: "ngày (2022-03-12)"}
        message = f"Mục «{name}» phải là {words[kind]}."
        raise FormFaulty(message)
    return value
