"""Lists that Excel offers in the cells of a column, kept on a sheet of their own."""

from collections.abc import Sequence

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from loa.foundation.printing.cells import SheetColumn
from loa.foundation.printing.texts import clean

LISTS = "Danh mục"
_OFFERED = 2000
_EXCEL_HINT = 32
"""Letters that Excel takes for the title of a hint."""


Offer = tuple[Worksheet, int, int, SheetColumn]
"""A page, the first row and the place of a column on it, and the column."""


def offer_choices(book: Workbook, offers: Sequence[Offer]) -> None:
    """Write the lists of the columns and offer them in their cells.

    A list longer than a formula may be needs cells; they stand on the sheet «Danh mục». What is not
    in a list may be typed: an officer knows names that no list has.
    """
    if not offers:
        return
    lists = book.add_worksheet(LISTS)
    for at, (page, begun, place, column) in enumerate(offers):
        lists.set_column(at, at, column.width * 2)
        lists.write_string(0, at, clean(column.title))
        for row, words in enumerate(column.choices, 1):
            lists.write_string(row, at, clean(words))
        letter = chr(ord("A") + at)
        check = {
            "validate": "list",
            "source": f"='{LISTS}'!${letter}$2:${letter}${len(column.choices) + 1}",
            "error_type": "information",
            "error_title": clean(column.title)[:_EXCEL_HINT],
            "error_message": "Ghi khác danh mục cũng được; Loa sẽ hỏi lại khi đọc.",
        }
        page.data_validation(begun, place, begun + _OFFERED, place, check)
