"""The text of one paragraph of a Word file, as the eye sees it."""

from dataclasses import dataclass, field

from lxml import etree

from loa.foundation.files.extract.legacy_fonts import (
    is_unicode_vietnamese,
    legacy_table_of,
    read_legacy,
)
from loa.foundation.files.extract.names import MC, M, W
from loa.foundation.files.extract.types import NoteCode
from loa.foundation.files.extract.word_styles import Styles

_SKIPPED = frozenset(
    {
        *(
            f"{W}{name}"
            for name in ("rPr", "pPr", "sdtPr", "sdtEndPr", "smartTagPr", "rt", "tblPr")
        ),
        *(f"{W}{name}" for name in ("tblGrid", "trPr", "tcPr", "sectPr", "ffData", "fldData")),
        *(f"{W}{name}" for name in ("customXmlPr", "footnoteRef", "endnoteRef", "delInstrText")),
        *(f"{M}{name}" for name in ("rPr", "ctrlPr", "fPr", "dPr", "naryPr", "radPr", "sSupPr")),
    }
)
_DROPPED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}delText"})
_ADDED = frozenset({f"{W}ins", f"{W}moveTo"})
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}
_SYMBOLS = {
    0xF0FC: "✓",
    0xF0FE: "☒",
    0xF0A8: "☐",
    0xF06F: "☐",
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "➢",
    0xF0E0: "→",
    0xF0DF: "←",
    0xF0B3: "≥",
    0xF0A3: "≤",
    0xF0B4: "×",
    0xF0B0: "°",
    0xF0B1: "±",
}
_NOTE_KINDS = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_FIRST_LETTER, _FIRST_SURROGATE = 0x20, 0xD800
_SILENT_FIELDS = frozenset({"HYPERLINK", "TOC", "PAGEREF", "PAGE", "NUMPAGES", "REF"})


@dataclass
class Fields:
    """The complex fields that are open: of each its code, or None once its result began."""

    open: list[str | None] = field(default_factory=list)

    @property
    def is_showing(self) -> bool:
        """Whether text here is a result (or no field at all), not the code of a field."""
        return all(code is None for code in self.open)


@dataclass
class Paragraph:
    """What a paragraph shows: its text, boxes before and after it, notes it refers to."""

    pieces: list[str] = field(default_factory=list)
    boxes_before: list[etree._Element] = field(default_factory=list)
    boxes_after: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str, bool]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text with a form feed at the start of the line after each hard page break."""
        text = "".join(self.pieces).replace("\f", "\n\f")
        return text.removeprefix("\n") if text.startswith("\n\f") else text


class InlineReader:
    """Walks the inside of paragraphs; `seen` gathers what a person should know."""

    def __init__(self, styles: Styles) -> None:
        """`styles` answers for capitals, hidden text and fonts."""
        self._styles = styles
        self.fields = Fields()
        self.seen: set[NoteCode] = set()
        self.legacy: set[str] = set()
        self._reads_legacy = False

    def look_over(self, bodies: list[etree._Element]) -> None:
        """Decide for the whole file whether old fonts mean old code tables.

        Unicode text often keeps the name of an old font that nobody sees any more; one letter that
        only Unicode has, set in such a font, tells that this is such a file.
        """
        roots = bodies if self._styles.root is None else [*bodies, self._styles.root]
        names = (
            fonts.get(f"{W}{kind}") or ""
            for root in roots
            for fonts in root.iter(f"{W}rFonts")
            for kind in ("ascii", "hAnsi")
        )
        if any(legacy_table_of(name) for name in names):
            self._reads_legacy = not any(
                is_unicode_vietnamese("".join(t.text or "" for t in run.iter(f"{W}t")))
                for body in bodies
                for run in body.iter(f"{W}r")
                if legacy_table_of(self._font_of(run))
            )

    def _font_of(self, run: etree._Element) -> str:
        paragraph = next(run.iterancestors(f"{W}p"), None)
        properties = None if paragraph is None else paragraph.find(f"{W}pPr")
        style = self._styles.paragraph_style(properties)
        return self._styles.font(run.find(f"{W}rPr"), style)

    def read(self, paragraph: etree._Element) -> Paragraph:
        """What `paragraph` (w:p) shows."""
        found = Paragraph()
        style = self._styles.paragraph_style(paragraph.find(f"{W}pPr"))
        self._walk(paragraph, found, style)
        return found

    def _walk(self, parent: etree._Element, found: Paragraph, style: str | None) -> None:
        for child in parent.iterchildren(etree.Element):
            tag = str(child.tag)
            if tag == f"{W}r":
                self._run(child, found, style)
            elif tag in _DROPPED:
                self.seen.add(NoteCode.HAS_TRACKED_CHANGES)
            elif tag == f"{M}t":
                found.pieces.append(child.text or "")
            elif tag == f"{W}txbxContent":
                self._box(child, found)
            elif tag not in _SKIPPED:
                self._enter(child, found, style)

    def _enter(self, child: etree._Element, found: Paragraph, style: str | None) -> None:
        """Into a wrapper of runs: a link, control, smart tag, field, insertion, shape …."""
        inside: etree._Element | None = child
        if child.tag == f"{W}r":
            self._run(child, found, style)
            return
        if child.tag == f"{MC}AlternateContent":
            inside = shown_branch(child)
        elif child.tag in _ADDED:
            self.seen.add(NoteCode.HAS_TRACKED_CHANGES)
        elif child.tag == f"{W}fldSimple":
            self._note_field(child.get(f"{W}instr") or "")
        elif child.tag == f"{W}ruby":
            inside = child.find(f"{W}rubyBase")
        if inside is not None:
            self._walk(inside, found, style)

    def _run(self, run: etree._Element, found: Paragraph, style: str | None) -> None:
        properties = run.find(f"{W}rPr")
        start = len(found.pieces)
        for child in run.iterchildren(etree.Element):
            self._part(child, found, style)
        own = "".join(found.pieces[start:])
        if not own:
            return
        if self._styles.is_toggled("vanish", properties, style):
            del found.pieces[start:]
            if own.strip():
                self.seen.add(NoteCode.HIDDEN_TEXT)
            return
        found.pieces[start:] = [self._as_seen(own, properties, style)]

    def _as_seen(self, text: str, properties: etree._Element | None, style: str | None) -> str:
        if self._reads_legacy and not text.isascii():
            table = legacy_table_of(self._styles.font(properties, style))
            if table is not None:
                self.legacy.add(table.name)
                text = read_legacy(text, table)
        if any(self._styles.is_toggled(name, properties, style) for name in ("caps", "smallCaps")):
            return text.upper()
        return text

    def _part(self, part: etree._Element, found: Paragraph, style: str | None) -> None:
        """One child of a run."""
        tag = str(part.tag)
        if tag == f"{W}fldChar":
            self._field_mark(part)
        elif tag == f"{W}instrText":
            if self.fields.open and self.fields.open[-1] is not None:
                self.fields.open[-1] += part.text or ""
        elif tag in _NOTE_KINDS:
            custom = (part.get(f"{W}customMarkFollows") or "0") not in {"0", "false", "off"}
            found.notes.append((_NOTE_KINDS[tag], part.get(f"{W}id") or "", custom))
        elif self.fields.is_showing:
            self._shown_part(part, found, style)

    def _shown_part(self, part: etree._Element, found: Paragraph, style: str | None) -> None:
        tag = str(part.tag)
        sign = _sign(part)
        if sign is not None:
            found.pieces.append(sign)
        elif tag in _DROPPED:
            self.seen.add(NoteCode.HAS_TRACKED_CHANGES)
        elif tag == f"{MC}AlternateContent":
            branch = shown_branch(part)
            for child in [] if branch is None else branch.iterchildren(etree.Element):
                self._part(child, found, style)
        elif tag == f"{W}txbxContent":
            self._box(part, found)
        elif tag not in _SKIPPED:
            self._enter(part, found, style)

    def _box(self, box: etree._Element, found: Paragraph) -> None:
        self.seen.add(NoteCode.TEXT_BOXES)
        has_text = any(piece.strip() for piece in found.pieces)
        (found.boxes_after if has_text else found.boxes_before).append(box)

    def _field_mark(self, mark: etree._Element) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self.fields.open.append("")
        elif self.fields.open and kind == "separate":
            self._note_field(self.fields.open[-1] or "")
            self.fields.open[-1] = None
        elif self.fields.open and kind == "end":
            self.fields.open.pop()

    def _note_field(self, code: str) -> None:
        name = code.split()[:1]
        if name and name[0].upper() not in _SILENT_FIELDS:
            self.seen.add(NoteCode.FIELDS)


def shown_branch(alternate: etree._Element) -> etree._Element | None:
    """The one branch of mc:AlternateContent to read: the first that holds text.

    Word stores a drawing for new and old versions with the same text in each (ECMA-376 part 3).
    """
    branches = [*alternate.findall(f"{MC}Choice"), *alternate.findall(f"{MC}Fallback")]
    return next((branch for branch in branches if _has_text(branch)), None)


def _has_text(branch: etree._Element) -> bool:
    signs = (f"{W}t", f"{M}t", f"{W}sym", f"{W}footnoteReference", f"{W}fldChar", f"{W}br")
    return any(True for _ in branch.iter(*signs))


def _sign(part: etree._Element) -> str | None:
    """The characters a child of a run stands for, or None when it is a container."""
    tag = str(part.tag)
    if tag == f"{W}t":
        return (part.text or "").replace("\n", " ")
    if tag == f"{W}br":
        return "\f" if part.get(f"{W}type") == "page" else "\n"
    return _symbol(part) if tag == f"{W}sym" else _SIGNS.get(tag)


def _symbol(part: etree._Element) -> str:
    try:
        code = int(part.get(f"{W}char") or "", 16)
    except ValueError:
        return ""
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    return chr(code) if _FIRST_LETTER <= code < _FIRST_SURROGATE else "•"
