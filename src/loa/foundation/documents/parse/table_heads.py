"""The heading of a stacked table: group rows taken for columns, and headings of two rows.

A stack of cells shows no grid, so the width of the rows below tells how many columns there are.
Where the heading has more cells than the rows, a cell of it spans others, or is a group's title.
"""

import re
from collections import Counter

from loa.foundation.documents.parse.letters import CAPITALS

# A group's label with its title in one cell: «I. Kinh tế số», «A. THỦ TỤC HÀNH CHÍNH …».
GROUP_TITLE = re.compile(rf"(?:[IVX]{{1,5}}|[A-HĐ])\s?[.)]\s*(?=[{CAPITALS}])")
_LOWER = re.compile(
    r"(?:(?:đơn vị|cơ quan)\s+)?(?:chủ trì|phối hợp)|bắt đầu|kết thúc|hoàn thành|từ|đến"
    r"|tổng(?: số)?|nst[wưđ]|ngân sách|số lượng|lượng|giá trị|kế hoạch|ước thực hiện|dự kiến|nguồn",
    re.IGNORECASE,
)
_LONG = 60
_TITLE_WORDS = 9


def columns_of(cells: list[str], widths: list[int]) -> list[str]:
    """The columns among the heading's `cells`, one for each cell of a row.

    `widths` are the numbers of cells of the rows below, ordinals included. A spanning cell is
    joined to each of its parts («Cơ quan thực hiện – Chủ trì»).
    """
    if not widths:
        return cells
    width, times = Counter(widths).most_common(1)[0]
    extra = len(cells) - width
    if extra <= 0 or width < 2 or times * 2 < len(widths):
        return cells[:-1] if len(cells) > 2 and _is_title(cells) and extra >= 0 else cells
    lower = _second_row(cells, extra)
    if not lower:
        # Cells that are blank in every row («Ghi chú») leave no trace: only a title is dropped.
        return cells[:-1] if _is_title(cells) else cells
    upper = cells[: len(cells) - lower]
    return _spread(upper, cells[-lower:], extra)


def _is_title(cells: list[str]) -> bool:
    """Whether the last cell is a group's title and no column."""
    last = cells[-1]
    shouted = last.isupper() and not any(cell.isupper() for cell in cells[1:-1])
    return bool(GROUP_TITLE.match(last)) or shouted or len(last.split()) >= _TITLE_WORDS


def _second_row(cells: list[str], extra: int) -> int:
    """How many of the last cells make a second heading row; 0 for a group's title."""
    if _is_title(cells):
        return 0
    seen = Counter(cells)
    repeated = next((i for i, cell in enumerate(cells) if seen[cell] > 1), 0)
    if repeated:
        return len(cells) - repeated
    run = 0
    words = [cell.split(maxsplit=1)[0].lower() for cell in cells if cell]
    while run < len(words) - 2 and words[-1 - run] == words[-1]:
        run += 1
    if run > extra:
        return run
    run = 0
    while run < len(cells) - 2 and _LOWER.match(cells[-1 - run]) and len(cells[-1 - run]) < _LONG:
        run += 1
    return run if run > extra else 0


def _spread(upper: list[str], lower: list[str], spans: int) -> list[str]:
    """Put the parts under the `spans` cells that span them: those that fit, else the last ones."""
    chosen = list(range(len(upper) - spans, len(upper)))
    if spans == 1:
        chosen = [_spanning(upper, lower)]
    if len(lower) % spans:
        return [*upper[:-spans], *lower]
    share = len(lower) // spans
    found: list[str] = []
    for i, cell in enumerate(upper):
        if i in chosen:
            at = chosen.index(i) * share
            found.extend(f"{cell} – {part}" for part in lower[at : at + share])
        else:
            found.append(cell)
    return found


def _spanning(upper: list[str], lower: list[str]) -> int:
    """The cell over «chủ trì, phối hợp» is about who acts, that over days about time."""
    first = lower[0].lower()
    about = (
        r"thực hiện|phân công|trách nhiệm|cơ quan|đơn vị"
        if "chủ trì" in first or "phối hợp" in first
        else r"thời gian|tiến độ"
        if re.match(r"bắt đầu|từ|kết thúc|hoàn thành", first)
        else r"kinh phí|năm|giai đoạn|vốn|dự toán"
    )
    fits = [i for i, cell in enumerate(upper) if i and re.search(about, cell.lower())]
    if not fits:
        return len(upper) - 1
    return fits[0] if "kế hoạch" in first else fits[-1]
