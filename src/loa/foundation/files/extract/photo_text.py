"""Text of a photographed or scanned picture file (.jpg, .png, .webp, .tif)."""

from collections.abc import Iterator

from PIL import Image

from loa.foundation.files.extract.pages import PageWriter
from loa.foundation.files.extract.pictures import photographed
from loa.foundation.files.extract.scans import notes_on, read_pages, require_reader
from loa.foundation.files.extract.types import ExtractedText, SourceFormat


def extract_photo(data: bytes, until: float | None = None) -> ExtractedText:
    """The words of a picture, of each of its pages; `until` is a moment of `time.monotonic`.

    Raises BrokenFile, FileTooComplex, NoReaderOfScans.
    """
    require_reader()
    seen = 0

    def pictures() -> Iterator[tuple[int, Image.Image]]:
        nonlocal seen
        for seen, picture in enumerate(photographed(data), 1):
            yield seen - 1, picture

    pages = read_pages(pictures(), until=until)
    writer = PageWriter()
    for number in range(seen):
        if number:
            writer.break_page()
        if number in pages:
            writer.write_page(pages[number])
    return ExtractedText(
        "".join(writer.pieces),
        SourceFormat.IMAGE,
        is_laid_out=True,
        tables=tuple(writer.tables),
        notes=tuple(notes_on(pages, set(range(seen)) - set(pages), seen)),
        doubtful=tuple(writer.doubtful),
    )
