"""Text typed in fonts of the time before Unicode: TCVN3 (ABC: «.Vn…») and VNI («VNI-…»).

Sources: TCVN 5712:1993, third table (VN3); the published code chart of VNI for Windows.
"""

import unicodedata
from dataclasses import dataclass

_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
_BREVE, _HAT = "\u0306", "\u0302"
_TONES = _GRAVE + _HOOK + _TILDE + _ACUTE + _DOT

# Of each vowel: its five toned letters in the order grave, hook, tilde, acute, dot below.
_TCVN3_TONED = {
    "a": "µ¶·¸¹",
    "ă": "»¼½¾Æ",
    "â": "ÇÈÉÊË",
    "e": "ÌÎÏÐÑ",
    "ê": "ÒÓÔÕÖ",
    "i": "×ØÜÝÞ",
    "o": "ßáâãä",
    "ô": "åæçèé",
    "ơ": "êëìíî",
    "u": "ïñòóô",
    "ư": "õö÷øù",
    "y": "úûüýþ",
}
_TCVN3_PLAIN = dict(zip("¡¢£¤¥¦§¨©ª«¬\u00ad®", "ĂÂÊÔƠƯĐăâêôơưđ", strict=True))

# VNI writes a letter and then one sign for its hat, breve or tone, or for two of them at once.
_VNI_SIGNS = {
    **dict(zip("ùøûõï", (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True)),
    "â": _HAT,
    "á": _HAT + _ACUTE,
    "à": _HAT + _GRAVE,
    "å": _HAT + _HOOK,
    "ã": _HAT + _TILDE,
    "ä": _HAT + _DOT,
    "ê": _BREVE,
    "é": _BREVE + _ACUTE,
    "è": _BREVE + _GRAVE,
    "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}
_VNI_LETTERS = {
    "ñ": "đ",
    "Ñ": "Đ",
    "ô": "ơ",
    "Ô": "Ơ",
    "ö": "ư",
    "Ö": "Ư",
    "í": "í",
    "Í": "Í",
    "ì": "ì",
    "Ì": "Ì",
    "æ": "ỉ",
    "Æ": "Ỉ",
    "ó": "ĩ",
    "Ó": "Ĩ",
    "ò": "ị",
    "Ò": "Ị",
    "î": "ỵ",
    "Î": "Ỵ",
}
_VNI_BASES = frozenset("aeouyAEOUYôöÔÖ")


@dataclass(frozen=True)
class LegacyTable:
    """One code table; fonts whose name ends in H show small letters as capitals."""

    name: str
    is_capitals: bool = False


def legacy_table_of(font: str) -> LegacyTable | None:
    """The table by which text in `font` is to be read, or None for a Unicode font."""
    folded = font.strip().casefold()
    if folded.startswith(".vn"):
        return LegacyTable("TCVN3", is_capitals=folded.endswith("h"))
    if folded.startswith(("vni-", "vni ")):
        return LegacyTable("VNI")
    return None


def read_legacy(text: str, table: LegacyTable) -> str:
    """`text` as its font showed it, NFC. Text that already is Unicode Vietnamese stays as it is."""
    if is_unicode_vietnamese(text):
        return text
    shown = text.translate(_TCVN3) if table.name == "TCVN3" else _read_vni(text)
    return unicodedata.normalize("NFC", shown.upper() if table.is_capitals else shown)


def is_unicode_vietnamese(text: str) -> bool:
    """Whether `text` holds letters that only Unicode has: no old code table reaches them."""
    return any("\u1ea0" <= c <= "\u1ef9" or c in "ĐđƠơƯưĂă" for c in text)


def _tcvn3() -> dict[int, str]:
    toned = {
        ord(code): vowel + tone
        for vowel, codes in _TCVN3_TONED.items()
        for code, tone in zip(codes, _TONES, strict=True)
    }
    return toned | {ord(code): letter for code, letter in _TCVN3_PLAIN.items()}


_TCVN3 = _tcvn3()


def _read_vni(text: str) -> str:
    shown: list[str] = []
    previous = ""
    for letter in text:
        sign = _VNI_SIGNS.get(letter.lower()) if previous in _VNI_BASES and previous else None
        if sign is not None and letter.isupper() == previous.isupper():
            shown.append(sign)
            previous = ""
        else:
            shown.append(_VNI_LETTERS.get(letter, letter))
            previous = letter
    return "".join(shown)
