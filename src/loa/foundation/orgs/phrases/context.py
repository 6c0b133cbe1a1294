"""What stands beside a name and says which one is meant."""

from dataclasses import replace
from itertools import takewhile

from loa.foundation.orgs.phrases.lexicon import Entry, Lexicon, Sort
from loa.foundation.orgs.phrases.pieces import Piece, folded, level_of
from loa.foundation.orgs.phrases.words import Word
from loa.foundation.orgs.types import Group, Level


def qualified(pieces: list[Piece], found: list[Word], lexicon: Lexicon) -> list[Piece]:
    """«xã Hồng Thái, huyện Na Hang»: the district says which, and is not addressed itself."""
    out: list[Piece] = []
    for piece in pieces:
        below = _below(piece, found, lexicon)
        run = _communes_before(out, lexicon) if below else []
        chosen = {place: _within(out[place], below, lexicon) for place in run}
        if run and all(kept.entries for kept in chosen.values()):
            for place, kept in chosen.items():
                out[place] = kept
        else:
            out.append(piece)
    return out


def without_rooms(pieces: list[Piece], found: list[Word], lexicon: Lexicon) -> list[Piece]:
    """«Phòng Tin học thuộc Văn phòng …»: the room goes, its body stays."""
    out = []
    for at, piece in enumerate(pieces):
        rest = pieces[at + 1 :]
        around = list(takewhile(lambda other: other.sort is Sort.AROUND, rest))
        body = rest[len(around)] if len(rest) > len(around) else None
        is_room = piece.sort is None and is_room_name(folded(piece, found), lexicon)
        if not (is_room and body is not None and body.sort is Sort.UNIT):
            out.append(piece)
    return out


def whole_rooms(pieces: list[Piece], found: list[Word], lexicon: Lexicon) -> list[Piece]:
    """«Phòng Kế hoạch - Tổng hợp» is one room: the dash belongs to its name."""
    out: list[Piece] = []
    for piece in pieces:
        is_rest = piece.sort is None and found[piece.first].is_after_dash
        room = out[-1] if out and out[-1].sort is None else None
        if (
            is_rest
            and room is not None
            and is_room_name(folded(room, found), lexicon)
            and not is_room_name(folded(piece, found), lexicon)
        ):
            out[-1] = Piece(room.first, piece.last)
        else:
            out.append(piece)
    return out


def is_room_name(text: str, lexicon: Lexicon) -> bool:
    """Whether folded text begins as the name of a room inside a body."""
    return any(text == room or text.startswith(f"{room} ") for room in lexicon.wording.rooms)


def _below(piece: Piece, found: list[Word], lexicon: Lexicon) -> frozenset[int]:
    """The communes of a district that is named without its committee."""
    if level_of(piece, lexicon) is not Level.DISTRICT or found[piece.first].folded == "ubnd":
        return frozenset()
    return frozenset(row.id for row in lexicon.tree.children(piece.entries[0].unit_id))


def _communes_before(out: list[Piece], lexicon: Lexicon) -> list[int]:
    """Places of the communes, or the one commune group, right before the end."""
    places: list[int] = []
    for place in range(len(out) - 1, -1, -1):
        piece = out[place]
        if piece.sort is Sort.AROUND:
            continue
        if piece.sort is Sort.GROUP and piece.entries[0].groups == (Group.COMMUNES,) and not places:
            return [place]
        if level_of(piece, lexicon) is not Level.COMMUNE or piece.is_all:
            break
        places.append(place)
    return places


def _within(piece: Piece, below: frozenset[int], lexicon: Lexicon) -> Piece:
    if piece.sort is Sort.GROUP:
        rows = [row for row in lexicon.tree.rows if row.id in below]
        entries = tuple(Entry(Sort.UNIT, (), row.id) for row in rows)
        return replace(piece, entries=entries, is_all=True)
    return replace(piece, entries=tuple(e for e in piece.entries if e.unit_id in below))
