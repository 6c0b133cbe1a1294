"""The door of printing."""

from loa.foundation.printing.cells import Cell, CellKind, Paper, Sheet, SheetColumn
from loa.foundation.printing.csvs import write_csv
from loa.foundation.printing.engine import MissingGlyph, PrintFailed, render, render_pages
from loa.foundation.printing.fonts import (
    FAMILY,
    SPARE_FAMILIES,
    FontsMissing,
    font_dir,
    text_width,
)
from loa.foundation.printing.made import key_of, made_once
from loa.foundation.printing.sheets import safe_names, write_xlsx
from loa.foundation.printing.texts import clean

__all__ = [
    "FAMILY",
    "SPARE_FAMILIES",
    "Cell",
    "CellKind",
    "FontsMissing",
    "MissingGlyph",
    "Paper",
    "PrintFailed",
    "Sheet",
    "SheetColumn",
    "clean",
    "font_dir",
    "key_of",
    "made_once",
    "render",
    "render_pages",
    "safe_names",
    "text_width",
    "write_csv",
    "write_xlsx",
]
