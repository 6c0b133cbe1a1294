"""Pages without letters: their pictures are read side by side, within the time there is."""

import os
import subprocess
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import ContextVar

from PIL import Image

from loa.foundation.files.extract.errors import NoReaderOfScans
from loa.foundation.files.extract.ocr import tesseract
from loa.foundation.files.extract.pages import Page
from loa.foundation.files.extract.pictures import has_ink, legible
from loa.foundation.files.extract.scan_page import read_page
from loa.foundation.files.extract.types import ExtractNote, NoteCode

MAX_PAGES = 120
_PAGE_SECONDS = 150.0
"""A page takes some seconds of one core; a busy machine gives it a tenth of that."""
_AT_ONCE = min(os.cpu_count() or 1, 4)
_NAMED = 12


def _nobody(read: int, pages: int) -> None:
    """Nobody asked how far the reading is."""


tell_pages: ContextVar[Callable[[int, int], None]] = ContextVar("tell_pages", default=_nobody)
"""Hears how many pages were read of their pictures, and how many there are (0: not known)."""


def can_read() -> bool:
    """Whether this machine has what reads pictures of Vietnamese text."""
    return tesseract() is not None


def require_reader() -> None:
    """Raises NoReaderOfScans where pictures cannot be read."""
    if not can_read():
        raise NoReaderOfScans


def read_pages(
    pictures: Iterable[tuple[int, Image.Image]], *, until: float | None, count: int = 0
) -> dict[int, Page]:
    """The pages read of numbered pictures; those for which there was no time are not among them.

    `until` is a moment of `time.monotonic`. Pictures are taken one after another as there is room.
    `count` is how many there are, where that is known; `tell_pages` hears how far it is.
    """
    found: dict[int, Page] = {}
    tell = tell_pages.get()
    tell(0, count)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        at_work: deque[tuple[int, Future[Page | None]]] = deque()
        for number, picture in _in_time(pictures, until):
            at_work.append((number, pool.submit(_read, picture, until)))
            if len(at_work) > _AT_ONCE:
                _collect(at_work, found)
                tell(len(found), count)
        while at_work:
            _collect(at_work, found)
            tell(len(found), count)
    return found


def _in_time(
    pictures: Iterable[tuple[int, Image.Image]], until: float | None
) -> Iterator[tuple[int, Image.Image]]:
    for count, (number, picture) in enumerate(pictures):
        if count >= MAX_PAGES or _left(until) <= 0:
            return
        yield number, picture


def _left(until: float | None) -> float:
    return _PAGE_SECONDS if until is None else min(until - time.monotonic(), _PAGE_SECONDS)


def _collect(at_work: deque[tuple[int, Future[Page | None]]], found: dict[int, Page]) -> None:
    number, future = at_work.popleft()
    page = future.result()
    if page is not None:
        found[number] = page


def _read(picture: Image.Image, until: float | None) -> Page | None:
    """The page of a picture; None where time ran out, or where there is ink but no word."""
    clean = legible(picture)
    try:
        page = read_page(clean, seconds=_left(until))
    except subprocess.TimeoutExpired:
        return None
    return page if page.words or not has_ink(clean) else None


def notes_on(read: Iterable[int], unread: Iterable[int], count: int) -> list[ExtractNote]:
    """What an officer should know of pages (from 0) that were pictures; `count` is of all pages."""
    notes = []
    if pages := sorted(read):
        which = "Văn bản" if len(pages) == count else f"Trang {_named(pages)}"
        words = (
            f"{which} là ảnh quét hoặc ảnh chụp; máy đọc chữ trong ảnh nên có thể sai dấu, sai số. "
            "Đối chiếu những chỗ được đánh dấu với bản gốc."
        )
        notes.append(ExtractNote(NoteCode.READ_BY_MACHINE, words))
    if pages := sorted(unread):
        words = (
            f"Trang {_named(pages)} là ảnh, chưa đọc được chữ. Hãy gõ thêm phần này khi kiểm tra, "
            "hoặc tải lên tệp Word của văn bản."
        )
        notes.append(ExtractNote(NoteCode.UNREAD_PAGES, words))
    return notes


def _named(pages: list[int]) -> str:
    """«2, 3, 7», pages counted from 1."""
    return ", ".join(f"{n + 1}" for n in pages[:_NAMED]) + (" …" if len(pages) > _NAMED else "")
