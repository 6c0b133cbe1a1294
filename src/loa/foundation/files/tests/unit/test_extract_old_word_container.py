"""What a Word 97–2003 file says of itself is asked before LibreOffice is started for it."""

import struct
from collections.abc import Callable

import pytest

from loa.foundation.files.extract import old_word
from loa.foundation.files.extract.facade import (
    BrokenFile,
    EncryptedFile,
    UnsupportedFile,
    extract,
)
from loa.foundation.files.extract.old_word_container import refuse_hopeless
from loa.foundation.files.tests.old_word_builder import (
    CLX,
    FREE,
    SECTOR,
    container,
    piece_table,
    word,
)

_FIRST_OF_TEXT = 2
"""The sector after the FAT's one and the directory's one."""


def _plain() -> bytearray:
    return container(word())


def _with(at: int, value: int, form: str = "<I") -> bytes:
    data = _plain()
    struct.pack_into(form, data, at, value)
    return bytes(data)


def _past_the_end() -> bytes:
    streams = word(pieces=piece_table([0, 9], [2048]))
    begins = bytearray(streams["WordDocument"])
    struct.pack_into("<II", begins, CLX, 0x7FFFFFFF, 0x7FFFFFFF)
    return bytes(container({**streams, "WordDocument": bytes(begins)}))


def test_a_plain_file_is_left_to_libreoffice() -> None:
    """A sound file, also one whose text is long, one of Word 95 and one with much beside it."""
    refuse_hopeless(bytes(_plain()))
    refuse_hopeless(bytes(container(word("Kế hoạch\r" * 90_000))))
    word_95 = bytearray(word(ident=0xA5DC)["WordDocument"])
    struct.pack_into("<H", word_95, 2, 101)
    refuse_hopeless(bytes(container({"WordDocument": bytes(word_95)})))
    extra = [(f"_{number}", 2, FREE, 0) for number in range(3_000)]
    refuse_hopeless(bytes(container(word(), storages=("Macros",), entries=extra)))


@pytest.mark.parametrize("flags", [0x0300, 0x8300])
def test_a_password_is_told_as_such(flags: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """P18: LibreOffice would only have failed, and the officer been told that the file is torn."""
    monkeypatch.setattr(old_word, "soffice", lambda: "/nowhere/soffice")
    with pytest.raises(EncryptedFile, match="mật khẩu"):
        extract(bytes(container(word(flags=flags))), "kế hoạch.doc")


def test_another_programs_file_with_a_word_text_inside_is_not_a_word_file() -> None:
    data = container({"PowerPoint Document": b"x"}, entries=[("WordDocument", 1, 0, 0)])
    with pytest.raises(UnsupportedFile):
        refuse_hopeless(bytes(data))


@pytest.mark.parametrize(
    "make",
    [
        lambda: bytes(_plain())[:700],
        lambda: bytes(_plain())[:-3_000],
        lambda: _with(28, 0xFEFF, "<H"),
        lambda: _with(30, 31, "<H"),
        lambda: _with(44, 0xFFFFFFFF),
        lambda: _with(48, 0x7FFFFFFF),
        lambda: _with(SECTOR + 4 * _FIRST_OF_TEXT, _FIRST_OF_TEXT),
        lambda: _with(SECTOR + 4 * _FIRST_OF_TEXT, 0x7FFFFFFF),
        lambda: _with(SECTOR + 4, 1),
        lambda: bytes(container({"WordDocument": word()["WordDocument"]})),
        lambda: bytes(container(word(ident=0x4D5A))),
        lambda: bytes(container(word(pieces=b""))),
        _past_the_end,
    ],
    ids=(
        *("cut in the FAT", "cut in the text", "byte order", "sectors of 2 GB", "FAT of 4 billion"),
        *("no directory", "text in a ring", "text nowhere", "directory in a ring", "no table"),
        *("not Word's", "no pieces", "pieces past the end"),
    ),
)
def test_what_no_program_could_read_costs_no_libreoffice(make: Callable[[], bytes]) -> None:
    """P18: broken files end in the words of a broken file at once."""
    with pytest.raises(BrokenFile):
        refuse_hopeless(make())


def test_a_list_of_fat_sectors_that_leads_to_itself_ends() -> None:
    """More sectors of the FAT than the head names, in a list whose last number names itself."""
    data = container(word("Kế hoạch\r" * 9_000))
    struct.pack_into("<I", data, 44, 150)
    struct.pack_into("<II", data, 68, 9, 9)
    struct.pack_into("<I", data, 10 * SECTOR + 508, 9)
    refuse_hopeless(bytes(data))
