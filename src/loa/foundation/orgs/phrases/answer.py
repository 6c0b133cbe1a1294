"""The answer that grows piece by piece."""

from loa.foundation.orgs.phrases.lexicon import Lexicon, Sort
from loa.foundation.orgs.phrases.pieces import Piece
from loa.foundation.orgs.types import Group, PhraseMatch, UnitRow
from loa.kernel.text import fold

_ENDED, _WEAK, _UNKNOWN = 0.8, 0.7, 0.0
_GROUP_WORDS = {
    Group.DEPARTMENTS: "sở, ban, ngành",
    Group.VERTICALS: "cơ quan ngành dọc",
    Group.DISTRICTS: "cấp huyện",
    Group.COMMUNES: "cấp xã",
    Group.PRESS: "cơ quan báo chí",
    Group.PARTNERS: "tổ chức phối hợp",
}


class Answer:
    """Collects whom the pieces mean."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Begin with nobody."""
        self._lexicon = lexicon
        self._groups: list[Group] = []
        self._units: set[int] = set()
        self._optional: set[int] = set()
        self._leftover: list[str] = []
        self._doubts: list[str] = []
        self._confidence = 1.0
        self._known = self._unknown = 0

    def add(self, piece: Piece, span: str) -> None:
        """Take one piece; `span` is how the document writes it."""
        if piece.sort is Sort.AROUND:
            return
        if piece.sort is None or piece.sort is Sort.VAGUE:
            self._add_unknown(piece, span)
            return
        self._known += piece.last - piece.first
        self._confidence = min(self._confidence, piece.confidence)
        if piece.near and len({(entry.unit_id, entry.groups) for entry in piece.entries}) == 1:
            meaning = self._meaning(piece)
            self.doubt(f"«{span}» gần giống «{meaning}» ({piece.near}): có phải không?")
        if piece.sort is Sort.GROUP:
            self._add_groups(piece, span)
        else:
            self._add_units(piece, span)

    def doubt(self, words: str) -> None:
        """Add something that a person should look at, once."""
        if words not in self._doubts:
            self._doubts.append(words)

    def result(self) -> PhraseMatch:
        """The whole answer, units in official order."""
        if Group.DEPARTMENTS in self._groups:
            self._optional |= set(self._lexicon.members(Group.VERTICALS))
        order = {row.id: row.order for row in self._lexicon.tree.all_rows}
        total = self._known + self._unknown
        share = self._known / total if total else _UNKNOWN
        return PhraseMatch(
            groups=tuple(self._groups),
            units=tuple(sorted(self._units, key=order.__getitem__)),
            optional_units=tuple(sorted(self._optional - self._units, key=order.__getitem__)),
            leftover=tuple(self._leftover),
            confidence=round(self._confidence * share, 3),
            doubts_vi=tuple(self._doubts),
        )

    def _meaning(self, piece: Piece) -> str:
        entry = piece.entries[0]
        if entry.groups:
            return ", ".join(_GROUP_WORDS[group] for group in entry.groups)
        row = self._lexicon.tree.by_id.get(entry.unit_id)
        return row.name if row else self._lexicon.forest.last_name(entry.unit_id)

    def _add_unknown(self, piece: Piece, span: str) -> None:
        self._unknown += piece.last - piece.first
        self._leftover.append(span)
        if piece.sort is Sort.VAGUE:
            self.doubt(f"«{span}» không nêu tên đơn vị: hãy chọn đơn vị được giao.")
            self._optional |= set(self._lexicon.members(Group.DEPARTMENTS))
        else:
            self.doubt(f"Chưa biết «{span}» là đơn vị nào.")

    def _add_groups(self, piece: Piece, span: str) -> None:
        entry = piece.entries[0]
        if entry.is_weak and "cac" not in fold(span).split():
            self._confidence = min(self._confidence, _WEAK)
            self.doubt(f"«{span}» là cách gọi chung: hãy xem lại danh sách đơn vị.")
        members = {group: self._lexicon.members(group) for group in entry.groups}
        for group in entry.groups:
            if not members[group] and len(entry.groups) == 1:
                self.doubt(
                    f"Ngày {self._lexicon.on:%d/%m/%Y} không có đơn vị nào thuộc nhóm "
                    f"{_GROUP_WORDS[group]}."
                )
            if group not in self._groups:
                self._groups.append(group)
            self._units |= set(members[group])

    def _add_units(self, piece: Piece, span: str) -> None:
        ids = list(dict.fromkeys(entry.unit_id for entry in piece.entries))
        if piece.is_all:
            self._units |= set(ids)
            return
        standing = [unit_id for unit_id in ids if unit_id in self._lexicon.tree.by_id]
        if len(standing) == 1:
            self._units.add(standing[0])
        elif standing:
            self._choose(standing, f"Có nhiều đơn vị tên «{span}»")
        else:
            self._add_ended(ids, piece, span)

    def _add_ended(self, ids: list[int], piece: Piece, span: str) -> None:
        """A name of another day: who has the task on this one."""
        on, forest = self._lexicon.on, self._lexicon.forest
        self._confidence = min(self._confidence, _ENDED)
        after = list(
            dict.fromkeys(row.unit_id for each in ids for row in forest.successors(each, on))
        )
        if len(after) == 1:
            row = self._lexicon.tree.by_id[after[0]]
            self._units.add(row.id)
            self.doubt(f"«{span}» đến ngày {on:%d/%m/%Y} đã thành {row.name}.")
        elif after:
            self._choose(after, f"«{span}» đã chia cho nhiều đơn vị")
        else:
            self._known -= piece.last - piece.first
            self._unknown += piece.last - piece.first
            self._leftover.append(span)
            self.doubt(f"Ngày {on:%d/%m/%Y} chưa có hoặc không còn «{span}».")

    def _choose(self, ids: list[int], words: str) -> None:
        self._confidence = min(self._confidence, _WEAK)
        self._optional |= set(ids)
        rows = sorted((self._lexicon.tree.by_id[each] for each in ids), key=lambda row: row.order)
        self.doubt(f"{words}: {'; '.join(map(self._whole_name, rows))}. Hãy chọn một.")

    def _whole_name(self, row: UnitRow) -> str:
        parent = self._lexicon.tree.by_id.get(row.parent_id or 0)
        is_far = parent is None or parent.id == self._lexicon.tree.root_id
        return row.name if is_far or parent is None else f"{row.name} ({parent.name})"
