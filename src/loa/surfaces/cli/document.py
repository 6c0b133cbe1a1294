"""`loa document parse`: what Loa reads from an official document. Never starts the database."""

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from loa.foundation.documents.facade import ParsedDocument
    from loa.foundation.files.extract.facade import ExtractedText


class Format(StrEnum):
    """What is printed: everything with its place in the text, or the shape of the gold files."""

    JSON = "json"
    GOLD = "gold"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    document = typer.Typer(help="Đọc văn bản hành chính.", rich_markup_mode=None)
    document.callback()(_about)
    document.command("parse")(parse)
    app.add_typer(document, name="document")


def _about() -> None:
    """Đọc văn bản hành chính."""


def parse(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp .txt, .docx hoặc .pdf.")],
    *,
    shape: Annotated[Format, typer.Option("--format", help="Dạng kết quả.")] = Format.JSON,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,  # noqa: ARG001  JSON is all there is
) -> None:
    """In ra những gì đọc được từ một văn bản, mỗi mục kèm vị trí trong văn bản."""
    from loa.foundation.documents.facade import gold_of  # noqa: PLC0415  other commands go without
    from loa.foundation.documents.facade import parse as read  # noqa: PLC0415  as above
    from loa.foundation.files.extract.facade import extract_isolated  # noqa: PLC0415  as above
    from loa.surfaces.cli.output import emit  # noqa: PLC0415  as above

    found = extract_isolated(file.read_bytes(), file.name)
    document = read(found.text, found.tables, is_laid_out=found.is_laid_out)
    value = gold_of(document, file.name) if shape is Format.GOLD else _whole(document, found)
    emit(value, "", as_json=True)


def _whole(document: "ParsedDocument", found: "ExtractedText") -> dict[str, object]:
    notes = [{"code": note.code, "message": note.message_vi} for note in found.notes]
    return {"format": found.format, "notes": notes, **asdict(document)}
