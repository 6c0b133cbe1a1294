"""From an actor phrase to units, groups and doubts."""

import re

from loa.foundation.orgs.phrases.answer import Answer
from loa.foundation.orgs.phrases.context import (
    is_room_name,
    qualified,
    whole_rooms,
    without_rooms,
)
from loa.foundation.orgs.phrases.lexicon import Lexicon, Sort
from loa.foundation.orgs.phrases.matching import cut
from loa.foundation.orgs.phrases.slips import corrected
from loa.foundation.orgs.phrases.words import visible, words
from loa.foundation.orgs.types import PhraseMatch
from loa.kernel.text import fold

_PARENTHESES = re.compile(r"\([^()]*\)")


def resolve(text: str, lexicon: Lexicon) -> PhraseMatch:
    """Whom the phrase means on the lexicon's day.

    What stands in parentheses explains and is not addressed; a body named there is a doubt.
    """
    shown = visible(text)
    outside = _PARENTHESES.sub(lambda inside: " " * len(inside.group()), shown)
    found = words(outside)
    pieces = corrected(cut(found, lexicon), found, lexicon)
    pieces = whole_rooms(qualified(pieces, found, lexicon), found, lexicon)
    pieces = without_rooms(pieces, found, lexicon)

    answer = Answer(lexicon)
    for piece in pieces:
        answer.add(piece, outside[found[piece.first].start : found[piece.last - 1].end])
    for inside in _PARENTHESES.findall(shown):
        if _names_somebody(inside, lexicon):
            answer.doubt(f"Trong ngoặc có nêu {inside}: chưa tính vào nơi nhận việc.")
    return answer.result()


def _names_somebody(inside: str, lexicon: Lexicon) -> bool:
    if is_room_name(fold(inside), lexicon):
        return False
    found = words(visible(inside.strip("()")))
    return any(
        piece.sort in {Sort.UNIT, Sort.GROUP} and not piece.entries[0].is_weak
        for piece in cut(found, lexicon)
    )
