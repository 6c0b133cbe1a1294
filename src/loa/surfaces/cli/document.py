"""`loa document parse`: what Loa reads from an official document. Never starts the database."""

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loa.kernel.errors import DomainError

if TYPE_CHECKING:
    from loa.foundation.documents.facade import ParsedDocument
    from loa.foundation.files.extract.facade import ExtractedText


class NotJson(DomainError):
    """JSON was asked for in a format that is not JSON."""

    code = "CLI_NOT_JSON"


class Format(StrEnum):
    """What is printed: all with its place in the text, the shape of the gold files, or XML."""

    JSON = "json"
    GOLD = "gold"
    AKN = "akn"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    document = typer.Typer(help="Đọc văn bản hành chính.", rich_markup_mode=None)
    document.callback()(_about)
    document.command("parse")(parse)
    app.add_typer(document, name="document")


def _about() -> None:
    """Đọc văn bản hành chính."""


def parse(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp Word, PDF, ảnh, Excel, .txt.")],
    *,
    shape: Annotated[Format, typer.Option("--format", help="Dạng kết quả.")] = Format.JSON,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> None:
    """In ra những gì đọc được từ một văn bản, mỗi mục kèm vị trí trong văn bản."""
    from loa.foundation.documents.facade import (  # noqa: PLC0415  other commands go without
        akn_of,
        gold_of,
    )
    from loa.foundation.documents.facade import parse as read  # noqa: PLC0415  as above
    from loa.foundation.files.extract.facade import extract_isolated  # noqa: PLC0415  as above
    from loa.kernel.clock import local_day, now  # noqa: PLC0415  as above
    from loa.surfaces.cli.output import emit, write  # noqa: PLC0415  as above

    if as_json and shape is Format.AKN:
        message = "Akoma Ntoso là XML, không có dạng JSON. Hãy bỏ --json."
        raise NotJson(message)
    found = extract_isolated(file.read_bytes(), file.name)
    document = read(
        found.text, found.tables, is_laid_out=found.is_laid_out, doubtful=found.doubtful
    )
    if shape is Format.AKN:
        write(akn_of(document, made_on=local_day(now())))
        return
    value = gold_of(document, file.name) if shape is Format.GOLD else _whole(document, found)
    emit(value, "", as_json=True)


def _whole(document: "ParsedDocument", found: "ExtractedText") -> dict[str, object]:
    notes = [{"code": note.code, "message": note.message_vi} for note in found.notes]
    return {"format": found.format, "notes": notes, **asdict(document)}
