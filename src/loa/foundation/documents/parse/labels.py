"""The marks that open a numbered node: Phần, Chương, Điều, I., 1., 1.1., a), dash, plus."""

import re

from loa.foundation.documents.parse.letters import CAPITALS
from loa.foundation.documents.parse.structure import SectionStyle
from loa.foundation.documents.parse.values import value

# A number must be followed by space or a capital: "1.000 đồng" and "12/2025" are no labels.
_LABEL = re.compile(
    rf"""(?:(?P<dash>[-–—−*•▪●‐❖➢➤✓✔■◆►~¬])(?=\s*[^\W_]|\s*["“(«]|$)|(?P<plus>[+○])
    |(?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})(?:[.)](?=\s|$|[^\W\d_])|[-/](?=\s)|(?=\s+[^\W\d_]))
    |(?P<number>\d{{1,3}})(?:[.)](?=\s|$|[^\W\d_])|\s\.(?=\s)|[-/](?=\s[{CAPITALS}]))
    |(?P<one>1L(?=\s[{CAPITALS}][^\W\d_]))
    |(?P<roman>[IVX]{{1,7}})(?:\s?[-.)/](?=\s|$|[^\W\d_])|(?=\s+[{CAPITALS}]{{2,}}\s+[{CAPITALS}]{{2,}}))
    |(?P<misread>HI|IH|TV|VH|VHI|VIH|Il|Ill|IIl)\.(?=\s+[{CAPITALS}])
    |(?P<capital>[A-HĐ])[.)](?=\s)
    |(?P<letter>[a-zđøơ])(?:\s?\)|\.(?=\s)|[./](?=\s?[{CAPITALS}][^\W\d_]))
    |(?P<plus2>o(?=\s[{CAPITALS}]))
    |(?P<part>(?:Phần|PHẦN)\s+(?:thứ\s+\w+|THỨ\s+\w+|[IVX]+|\d{{1,2}}|[A-H])\b)\s*[.:\-–]?
    |(?P<chapter>(?:Chương|CHƯƠNG)\s+(?:[IVX]+|\d{{1,2}})\b)\s*[.:\-–]?
    |(?P<division>(?:Tiểu\s+mục|TIỂU\s+MỤC|Mục|MỤC)\s+(?:[IVX]+|\d{{1,2}})\b)\s*[.:\-–]?
    |(?P<article>(?:Điều|ĐIỀU)\s+\d{{1,3}}[a-z]?)\s*[.:])[ ]*
    """,
    re.VERBOSE,
)
_STYLES = {
    "part": SectionStyle.PART,
    "chapter": SectionStyle.CHAPTER,
    "division": SectionStyle.DIVISION,
    "article": SectionStyle.ARTICLE,
    "capital": SectionStyle.CAPITAL,
    "roman": SectionStyle.ROMAN,
    "misread": SectionStyle.ROMAN,
    "number": SectionStyle.NUMBER,
    # «1.», as scanners read it.
    "one": SectionStyle.NUMBER,
    "decimal": SectionStyle.DECIMAL,
    "letter": SectionStyle.LETTER,
    "dash": SectionStyle.DASH,
    "plus": SectionStyle.PLUS,
    "plus2": SectionStyle.PLUS,
}
# Few, so a tuple: its members are compared by identity, where a set has to hash them.
BULLETS = (SectionStyle.DASH, SectionStyle.PLUS)
_SMALL = frozenset("abcdefghijklmnopqrstuvwxyzđøơ")
# What stands behind such a letter where it is a mark: most lines in small letters go on.
_BEHIND_SMALL = frozenset(") ./")
_FIRSTS = frozenset("PCTMĐ0123456789IVXABDEFGH-–—−*•▪●‐❖➢➤✓✔■◆►~¬+○") | _SMALL
_LAST_NUMBER = re.compile(r"(\d+)\D*$")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMANS = {"X" * (n // 10) + _ONES[n % 10]: n for n in range(1, 40)}
# As machines read strokes that touch: «H.» for «II.» is told from a letter by what stands before.
MISREAD_TWO = "H"
_MISREAD = {MISREAD_TWO: 2, "Il": 2, "HI": 3, "IH": 3, "Ill": 3, "IIl": 3, "TV": 4, "VH": 7}
_MISREAD |= {"VHI": 8, "VIH": 8}
# Vietnamese lists skip f, j, w and z; đ follows d, as in the points of NĐ 30/2020/NĐ-CP.
_ALPHABET = "abcdđeghiklmnopqrstuvxy"


@value(frozen=True, slots=True)
class Label:
    """A mark as printed; `text` without its dot or bracket, `end` = where the words begin."""

    style: SectionStyle
    text: str
    end: int

    @property
    def value(self) -> int:
        """The ordinal the mark stands for; 0 where it has none."""
        if self.style is SectionStyle.ROMAN:
            return roman_value(self.text) or _MISREAD.get(self.text, 0)
        if self.style is SectionStyle.LETTER:
            return _ALPHABET.find(self.text) + 1
        if self.style is SectionStyle.CAPITAL:
            return "ABCDEFGH".find(self.text) + 1
        if self.text.isdecimal():
            return int(self.text)
        last = _LAST_NUMBER.search(self.text)
        return int(last[1]) if last else 0


_DASHED = Label(SectionStyle.DASH, "-", 2)


def roman_value(text: str) -> int:
    """The number a Roman numeral up to XXXIX stands for, 0 for anything else."""
    return _ROMANS.get(text, 0)


def label_of(text: str) -> Label | None:
    """The mark at the very start of `text`, or None."""
    first = text[:1]
    if first not in _FIRSTS or (first in _SMALL and text[1:2] not in _BEHIND_SMALL):
        return None
    if first == "-" and text[1:2] == " " and text[2:3].isalnum():
        # Most marks are dashes.
        return _DASHED
    found = _LABEL.match(text)
    name = found.lastgroup if found else None
    if not found or name is None:
        return None
    mark = found[name]
    if " " in mark:
        mark = " ".join(mark.split())
    if name == "roman" and not roman_value(mark):
        return None
    return Label(_STYLES[name], mark, found.end())
