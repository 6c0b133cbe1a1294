"""Names of people: family name first, given name last, as Vietnamese write and sort them."""

import unicodedata

from loa.kernel.errors import DomainError
from loa.kernel.text import nfc, sort_key


class NameMissing(DomainError):
    """A person without a letter in the name."""

    code = "NAME_MISSING"
    message_vi = "Hãy ghi họ và tên."


def clean_person_name(text: str) -> str:
    """The name composed, single spaces, nothing invisible; its capitals as they were typed.

    Raises NameMissing where no letter is left.
    """
    visible = "".join(
        " " if unicodedata.category(character) in {"Cc", "Zs", "Zl", "Zp"} else character
        for character in nfc(text)
        if unicodedata.category(character) != "Cf"
    )
    name = " ".join(visible.split())
    if not any(character.isalpha() for character in name):
        raise NameMissing
    return name


def given_name(name: str) -> str:
    """The last word: the name by which a person is called and sorted; a single word is itself."""
    return next(reversed(name.split()), "")


def person_sort_key(name: str) -> str:
    """By given name, ties by the words before it from the left; byte order (collation C)."""
    *before, given = name.split() or [""]
    # A space sorts before every byte of a key, so a given name that begins another comes first.
    return f"{sort_key(given)} {sort_key(' '.join(before))}"
