"""Text made fit for print: composed, and without what no printer can show."""

import unicodedata

from loa.kernel.text import nfc

UNSEEN = frozenset({"\ufeff", "\u00ad", "\u2060"})
REPLACED = {"\u2011": "-", "\u202f": "\u00a0", "\r": "\n", "\x0b": "\n", "\u2028": "\n"}


def clean(text: str) -> str:
    """`text` in NFC, line ends as one newline, without control, direction and stray characters.

    Word and Excel files with such a character do not open, and Typst breaks the text layer of
    letters that are typed as base and mark. Tabs and newlines stay.
    """
    composed = nfc(text.replace("\r\n", "\n"))
    letters = (REPLACED.get(letter, letter) for letter in composed)
    return "".join(letter for letter in letters if _is_printable(letter))


def clean_data(value: object) -> object:
    """A copy of JSON-like `value` with every text in it cleaned; keys stay."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: clean_data(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [clean_data(item) for item in value]
    return value


def _is_printable(letter: str) -> bool:
    """Whether a letter leaves a mark or a space; private and unassigned code points do not."""
    if letter in "\n\t\u200b":
        return True
    return unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Cn"} and letter not in UNSEEN
