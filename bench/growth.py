"""How the reader's time grows with texts made to cost it dearly: four times the text, how long.

Each text repeats what once cost its square, or is of that kind: runs of spaces, dots and brackets,
one endless line of orders or names, lists and table cells without end. The reference is the
growth of composing the same text and finding its words.
"""

import sys
import time
from collections.abc import Callable, Iterator

from bench._rows import Row, at_most, run
from bench.parse_speed import tokens
from loa.foundation.documents.facade import parse

TIMES = 4
SIZE = 6_000
_GOAL = 8.0
_REPEATS = 3
_HEAD = """ỦY BAN NHÂN DÂN
TỈNH MẪU
Số: 26/KH-UBND
Mẫu, ngày 15 tháng 02 năm 2022
KẾ HOẠCH
Truyền thông về cải cách thủ tục hành chính năm 2022
"""
_TAIL = "\nNơi nhận:\n- Như trên;\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n"

# What stands inside one line of an order, in the head beside «Số», and in the recipients.
IN_LINES = (
    " ", "\t", "\u00a0", "\u200b", "a\u0301", ".", "…", "!?", "- ", "* ", "; ", ": ", "| ", "( ",
    "()", "1 ", "1a1", "“", "Căn cứ Luật A; ", "Sở Y tế, ", "UBND các xã, phường; ",
    "Sở Y tế chủ trì. ", "giao Sở Y tế, ", "phối hợp với Sở Y tế ", "đề nghị các sở ",
    "hằng năm và ", "trước ngày 1/1/2022 ", "thông báo để biết ", "số 12/QĐ-UBND ",
    "Đơn vị chủ trì: A. ", "các sở: Y tế, ", "Sở  Y tế chủ trì. ",
)  # fmt: skip
# What a document says over and over, line by line.
LINES = (
    "\n", "1\n", "- việc\n", "1. Việc\n", "I. MỤC\n1. Việc\na) việc\n- việc\n", "Chương I\n",
    "1. Sở Y tế chủ trì báo cáo.\n", "Sở Y tế\n", "Căn cứ Luật số 1/2020/QH14;\n", "STT\n",
    "STT\n\nNội dung\n1\nviệc\n", "STT  Nội dung  Chủ trì\n", "1\nViệc\nSở Y tế\n", "Nơi nhận:\n",
    "- Nội dung: a\n- Đơn vị chủ trì: Sở A\n", "1. Việc\n- Đơn vị chủ trì: Sở A. Thời gian: 2022\n",
    "việc này\n", "x./.\n",
)  # fmt: skip


def measure() -> Iterator[Row]:
    """The worst growth of each kind of text, with what was repeated."""
    for place, build, pieces in (
        ("in one order", in_order, IN_LINES),
        ("in the head", in_head, IN_LINES),
        ("among recipients", in_recipients, IN_LINES),
        ("as lines of the body", in_body, LINES),
        ("as lines of the tail", in_tail, LINES),
    ):
        grown = [(_growth(build, piece, parse), piece) for piece in pieces]
        worst, piece = max(grown)
        reference = _growth(build, piece, tokens)
        name = f"worst {place}: {piece[:24]!r}"
        yield at_most(name, worst, reference, _GOAL, f"times, for {TIMES} times the text")


def in_order(piece: str, size: int) -> str:
    """One line that orders something, `size` characters long."""
    return f"{_HEAD}1. Sở Y tế chủ trì {repeated(piece, size)} xong.\n{_TAIL}"


def in_head(piece: str, size: int) -> str:
    """The number and the day stand behind long runs."""
    run_of = repeated(piece, size // 2)
    return f"ỦY BAN NHÂN DÂN\nSố{run_of}x\nMẫu, ngày{run_of}x\n{_HEAD}1. Việc.\n{_TAIL}"


def in_recipients(piece: str, size: int) -> str:
    """Recipients without end."""
    return f"{_HEAD}1. Việc.\nNơi nhận:\n- {repeated(piece, size)}x\n"


def in_body(piece: str, size: int) -> str:
    """Lines between head and tail."""
    return f"{_HEAD}{repeated(piece, size)}{_TAIL}"


def in_tail(piece: str, size: int) -> str:
    """Lines behind the recipients' heading."""
    return f"{_HEAD}1. Việc.\nNơi nhận:\n- Như trên\n{repeated(piece, size)}"


def repeated(piece: str, size: int) -> str:
    """`piece` over and over, `size` characters."""
    return (piece * (size // len(piece) + 1))[:size]


def _growth(build: Callable[[str, int], str], piece: str, read: Callable[[str], object]) -> float:
    """How many times as long `read` takes for `TIMES` times the text."""
    return _seconds(read, build(piece, SIZE * TIMES)) / _seconds(read, build(piece, SIZE))


def _seconds(read: Callable[[str], object], text: str) -> float:
    """The least processor time of a few."""
    found: list[float] = []
    for _ in range(_REPEATS):
        began = time.process_time()
        read(text)
        found.append(time.process_time() - began)
    return max(min(found), 1e-6)


if __name__ == "__main__":
    sys.exit(run(measure))
