"""Where the reference data of the house lies: dated law, calendars, units."""

import os
from pathlib import Path

_INSIDE = ("calendar", "law")


class ReferenceMissing(RuntimeError):
    """No folder with the reference data; the installation is not whole."""


def data_dir() -> Path:
    """The folder that holds `calendar/`, `law/` and the rest.

    LOA_REFERENCE names it; else it is `data/` of the checkout, or beside the installed package,
    found by walking up from this file. Raises ReferenceMissing.
    """
    # Read here and not in the settings: commands that count days run without them.
    named = os.environ.get("LOA_REFERENCE")
    if named:
        return _checked(Path(named))
    for parent in Path(__file__).resolve().parents:
        if all((parent / "data" / name).is_dir() for name in _INSIDE):
            return parent / "data"
    message = "reference data not found: set LOA_REFERENCE to the folder with calendar/ and law/"
    raise ReferenceMissing(message)


def _checked(folder: Path) -> Path:
    if not all((folder / name).is_dir() for name in _INSIDE):
        message = f"LOA_REFERENCE={folder} holds no calendar/ and law/"
        raise ReferenceMissing(message)
    return folder
