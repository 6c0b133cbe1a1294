"""`loa document parse` and `compose`: documents in and out. Neither starts the database."""

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


class OutMissing(DomainError):
    """No file to write to, or one of a kind that Loa does not write."""

    code = "CLI_OUT_MISSING"


class Format(StrEnum):
    """What is printed: all with its place in the text, the shape of the gold files, or XML."""

    JSON = "json"
    GOLD = "gold"
    AKN = "akn"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    document = typer.Typer(help="Đọc và soạn văn bản hành chính.", rich_markup_mode=None)
    document.callback()(_about)
    document.command("parse")(parse)
    document.command("compose")(compose)
    app.add_typer(document, name="document")


def _about() -> None:
    """Đọc và soạn văn bản hành chính."""


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
    from loa.foundation.files.extract.facade import (  # noqa: PLC0415  as above
        extract_isolated,
        without_hidden,
    )
    from loa.kernel.clock import local_day, now  # noqa: PLC0415  as above
    from loa.surfaces.cli.output import emit, say, write  # noqa: PLC0415  as above

    if as_json and shape is Format.AKN:
        message = "Akoma Ntoso là XML, không có dạng JSON. Hãy bỏ --json."
        raise NotJson(message)
    found = without_hidden(extract_isolated(file.read_bytes(), file.name))
    document = read(
        found.text, found.tables, is_laid_out=found.is_laid_out, doubtful=found.doubtful
    )
    if shape is not Format.JSON:  # neither of these has a place for what could not be read
        for note in found.notes:
            say(note.message_vi)
    if shape is Format.AKN:
        write(akn_of(document, made_on=local_day(now())))
        return
    value = gold_of(document, file.name) if shape is Format.GOLD else _whole(document, found)
    emit(value, "", as_json=True)


def compose(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="Viết tắt tên loại: KH, BC, CV …")],
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE.toml", help="Nội dung; bỏ trống để in mẫu.")
    ] = None,
    *,
    out: Annotated[Path | None, typer.Option("--out", help="Tệp .docx hoặc .pdf.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> None:
    """Soạn một văn bản theo thể thức Nghị định 30/2020 từ tệp TOML; không có tệp thì in mẫu."""
    from loa.foundation.documents import facade as documents  # noqa: PLC0415  as in `parse`
    from loa.surfaces.cli.output import emit  # noqa: PLC0415  as above

    known = documents.kind_of(kind)
    if file is None:
        sample = documents.sample_of(known)
        emit({"sample": sample}, sample, as_json=as_json)
        return
    writers = {".docx": documents.to_word, ".pdf": documents.to_pdf}
    if out is None or out.suffix not in writers:
        message = "Ghi --out kèm tên tệp .docx hoặc .pdf."
        raise OutMissing(message)
    document = documents.document_from(known, file.read_text(encoding="utf-8"))
    data = writers[out.suffix](document)
    out.write_bytes(data)
    emit(
        {"file": str(out), "bytes": len(data)},
        f"Đã ghi {len(data)} byte vào {out}.",
        as_json=as_json,
    )


def _whole(document: "ParsedDocument", found: "ExtractedText") -> dict[str, object]:
    notes = [{"code": note.code, "message": note.message_vi} for note in found.notes]
    return {"format": found.format, "notes": notes, **asdict(document)}
