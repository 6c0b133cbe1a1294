"""Words without accents and case, for comparing what people and scanners spell differently."""

import unicodedata

from loa.kernel.keeping import kept_if_short


@kept_if_short(8192)
def fold(text: str) -> str:
    """`text` in lower case without marks, đ as d, single-spaced; punctuation stays."""
    marks = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    plain = "".join(c for c in marks if not unicodedata.combining(c))
    return " ".join(plain.split())
