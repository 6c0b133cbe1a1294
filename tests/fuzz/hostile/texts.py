"""Texts made to hurt who seeks the structure of a document in them."""

import random
from collections.abc import Callable

_PIECES = (
    *("Căn cứ ", "Số: 26/KH-UBND", "Nơi nhận:", "- Như trên;", "KẾ HOẠCH", "TM. ", "KT. CHỦ TỊCH"),
    *("ngày 15 tháng 02 năm 2022", "quý II", "trước ngày 30/6/2022", "31/12", "hằng tháng", "1/1/"),
    *("Sở Tư pháp", "UBND các xã, phường", "phối hợp với", "chủ trì", "các sở, ngành", "nt", "và "),
    *("I. ", "1. ", "1.1.1.1.", "a) ", "- ", "+ ", "*", "Điều 1. ", "Phụ lục ", "Biểu số "),
    *("(", ")", "((", "«", "»", '"', "[", "“", ",", ";", ".", ":", "/", "-", "–", "…", "./."),
    *(" ", "  ", "\t", "\n", "\f", "\u00a0", "\u0301", "\u200b", "\ufeff", "\ud7ff", "😀", "Ａ"),
    *("0", "1", "99999999999999999999", "II", "XIV", "IIIIIIIIII", "a", "Đ", "Ủ", "NĐ-CP", "/QĐ-"),
)
_ENDS = ("", "", "\n", " ", ", ", "; ")


def repeated(rng: random.Random) -> str:
    """A few pieces over and over, on one line or on thousands."""
    pieces = rng.choices(_PIECES, k=rng.choice((1, 1, 2, 3, 6)))
    end = rng.choice(_ENDS)
    once = end.join(pieces) + end
    return once * max(1, rng.choice((3_000, 30_000, 120_000)) // len(once))


def mixed(rng: random.Random) -> str:
    """All pieces in any order."""
    return "".join(rng.choice(_PIECES) + rng.choice(_ENDS) for _ in range(rng.choice((300, 9_000))))


def within(rng: random.Random) -> str:
    """A plan whose one line is very long or stands very often."""
    odd = repeated(rng)
    return (
        "ỦY BAN NHÂN DÂN\nTỈNH MẪU\nSố: 26/KH-UBND\nKẾ HOẠCH\nTruyền thông\n"
        f"Căn cứ Nghị định số 61/2018/NĐ-CP;\nI. MỤC ĐÍCH\n1. {odd}\nII. NHIỆM VỤ\n"
        f"a) Sở Tư pháp chủ trì, {odd[:20_000]} trước ngày 30/6/2022.\nNơi nhận:\n{odd[:9_000]}"
    )


def in_marks(rng: random.Random) -> str:
    """A plan with something very long inside what its head, title and signature are known by."""
    marks = (
        "ỦY BAN NHÂN DÂN", "TỈNH MẪU", "Số: 26/KH-UBND", "Mẫu, ngày 15 tháng 02 năm 2022",
        "KẾ HOẠCH", "Truyền thông năm 2022", "Căn cứ Nghị định số 61/2018/NĐ-CP;", "I. MỤC ĐÍCH",
        "1. Sở Tư pháp chủ trì.", "Nơi nhận:", "- Như trên;", "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Mẫu", "PHỤ LỤC", "(Kèm theo Kế hoạch số 26)",
    )  # fmt: skip
    odd = repeated(rng)
    lines = list(marks)
    for place in rng.sample(range(len(lines)), k=rng.choice((1, 2, 4))):
        cut = rng.randrange(len(lines[place]) + 1)
        lines[place] = lines[place][:cut] + odd + lines[place][cut:]
    return "\n".join(lines)


def _as_bytes(make: Callable[[random.Random], str]) -> Callable[[random.Random], bytes]:
    def made(rng: random.Random) -> bytes:
        encoding = rng.choice(("utf-8", "utf-8", "utf-8", "utf-16"))
        return make(rng).encode(encoding)

    made.__name__ = make.__name__
    return made


TEXTS: tuple[Callable[[random.Random], bytes], ...] = tuple(
    _as_bytes(make) for make in (repeated, mixed, within, in_marks)
)
