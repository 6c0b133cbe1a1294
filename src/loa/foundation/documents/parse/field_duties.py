"""The duties of an item written in fields: the content is the task, the other fields tell who."""

import re
from bisect import bisect_left
from dataclasses import replace

from loa.foundation.documents.parse.acting import ordered_actors
from loa.foundation.documents.parse.actor_names import name_end
from loa.foundation.documents.parse.actor_words import tokens_of
from loa.foundation.documents.parse.confidence import of_field_duty
from loa.foundation.documents.parse.field_names import Kind, opens_field
from loa.foundation.documents.parse.fields import Block, Piece
from loa.foundation.documents.parse.name_stops import opens_with_verb
from loa.foundation.documents.parse.naming import named_at
from loa.foundation.documents.parse.obligations import (
    duty_begin,
    is_fragment,
    is_generic,
    is_statement,
)
from loa.foundation.documents.parse.partners import partners_of, timing_in
from loa.foundation.documents.parse.products import products_of
from loa.foundation.documents.parse.sentences import sentences
from loa.foundation.documents.parse.structure import (
    NO_TIMING,
    Actor,
    Duty,
    Passage,
    Timing,
    TimingKind,
)
from loa.foundation.documents.parse.timing import find_phrase, timing_of
from loa.foundation.documents.parse.who import NOBODY, Reading, Stretch, named_actors

_FEWEST_WORDS = 3
_LONGEST_TIME = 14
# Characters between a duty and a field that still belongs to it.
_FARTHEST = 400
_TRIM = " .;:-+"
_OTHER_ACTION = re.compile(
    r"\s*(?!chủ trì|phối hợp|thực hiện|có trách nhiệm|chịu trách nhiệm|tham mưu|tổ chức|là |theo "
    r"|trong phạm vi)"
    r"[^\W\d_]{2,}\s+\S+\s+\S+"
)
_WHEN = re.compile(
    r"(?:Thời (?:gian|hạn)|Tiến độ)"
    r"(?: (?:thực hiện|hoàn thành|triển khai|báo cáo|gửi|xong|trình)){0,3}\b"
    # «Hoàn thành trước ngày 20/12/2025.», and no more.
    r"|(?P<bare>(?:Phải )?(?:[Hh]oàn thành|Xong))"
    r"(?= (?:xong )?(?:trước|trong|chậm nhất|muộn nhất)\b[^,;:(]{3,60}\Z)"
)
# The end of a line and, in some files, a blank one.
_NEXT_LINE = 3
_AT_ONCE = 12


def read_block(reading: Reading, block: Block, path: str) -> None:
    """Add a duty for each sentence of the content; the other fields say who and by when."""
    leads: list[Actor] = []
    partners: list[Actor] = []
    for piece in block.leads:
        named = _leading(piece)
        if named is None:
            continue
        actors, at = named
        rest = piece.paragraph.text[at : piece.end]
        alone = block.is_named and bool(block.content) and len(block.leads) == 1
        if alone and _OTHER_ACTION.match(rest):
            # The content says what; this one field, however long, says who.
            leads.extend(_all_named(piece, actors, at))
            continue
        if _OTHER_ACTION.match(rest) and opens_with_verb(rest.lstrip()):
            _own_task(reading, piece, actors, path)
            continue
        leads.extend(actors)
        partners.extend(partners_of(Stretch(piece.paragraph, at, piece.end)))
    for piece in block.partners:
        partners.extend(named_actors(piece.paragraph, *_bounds(piece)))
    timing = _timing(reading, block)
    products = tuple(_passage(piece) for piece in block.products)
    for piece in block.content:
        for a, b in sentences(piece.paragraph.text[: piece.end], piece.start):
            begin = duty_begin(piece.paragraph.text, a, b)
            sentence = Stretch(piece.paragraph, begin, b)
            words = sentence.text
            if len(words.split()) < _FEWEST_WORDS or is_fragment(words) or is_statement(words):
                continue
            if not (words.rstrip().endswith(":") and is_generic(words)) and (leads or partners):
                own = ordered_actors(reading, sentence, NOBODY) or named_at(reading, sentence)
                acting = own.who.actors if own else tuple(leads)
                duty = _duty(
                    reading, sentence, path, acting, tuple(partners), is_named=block.is_named
                )
                reading.duties.append(_completed(duty, timing, products))


def is_lone_field(reading: Reading, sentence: Stretch, path: str, since: int | None = None) -> bool:
    """Whether the sentence is a field («Thời gian thực hiện: …») of a duty above it; noted for it.

    A field of another kind (funds, place, form) belongs to no duty and is none itself. A time that
    stands below a list which begins at `since` holds for all of the list.
    """
    paragraph = sentence.paragraph
    begin = paragraph.label.end if paragraph.label else 0
    opened = opens_field(paragraph.text, sentence.start) if sentence.start <= begin else None
    if opened is None or opened[0] in {Kind.CONTENT, Kind.LEAD} or not path:
        return False
    kind, at = opened
    piece = Piece(paragraph, at, len(paragraph.text))
    if not paragraph.text[at:].strip(_TRIM):
        return False
    place = paragraph.whole.start
    if kind is Kind.TIME:
        reading.fields.append((place, path, {"timing": _timing_at(reading, piece)}, since))
    elif kind is Kind.PARTNER:
        partners = named_actors(paragraph, *_bounds(piece))
        reading.fields.append((place, path, {"partners": partners}, None))
    elif kind is Kind.PRODUCT:
        reading.fields.append((place, path, {"products": (_passage(piece),)}, None))
    return True


def limits_last(reading: Reading, sentence: Stretch) -> bool:
    """«Thời gian hoàn thành trước ngày …» after a duty gives that duty its limit."""
    told = _WHEN.match(sentence.text)
    if told is None or not reading.duties:
        return False
    last = reading.duties[-1]
    line = sentence.paragraph.whole
    begins = sentence.paragraph.span(sentence.start, sentence.start + 1).start
    is_same = line.start <= last.span.start <= line.end
    is_next = sentence.paragraph.label is None and 0 <= begins - last.span.end <= _NEXT_LINE
    if not is_same and not is_next:
        return False
    timing = timing_in(reading, sentence)
    if timing is NO_TIMING or timing.span is None:
        return False
    if not is_same and timing.span.start - begins - told.end() > _AT_ONCE:
        # «Thời gian hỗ trợ kể từ ngày … đến ngày …» is a rule, no limit of the work above.
        return False
    if last.timing is not NO_TIMING:
        doubt = f"Câu sau ghi «{timing.verbatim}»; hãy xem hạn nào đúng."
        timing = replace(last.timing, doubts=(*last.timing.doubts, doubt))
    reading.duties[-1] = replace(last, timing=timing)
    if not told["bare"]:
        return True
    for i in range(len(reading.duties) - 2, -1, -1):
        # «Xây dựng … . Rà soát … . Hoàn thành trước ngày …»: all that the line orders.
        duty = reading.duties[i]
        if duty.timing is not NO_TIMING or duty.span.start < line.start:
            break
        reading.duties[i] = replace(duty, timing=timing)
    return True


def give_lone_fields(reading: Reading) -> None:
    """Hand each field that stood alone to the duty before it in the same section.

    Duties must stand in reading order.
    """
    starts = [duty.span.start for duty in reading.duties]
    for place, path, values, since in reading.fields:
        i = bisect_left(starts, place) - 1
        if i < 0:
            continue
        duty = reading.duties[i]
        if duty.section_path != path or place - duty.span.end > _FARTHEST:
            continue
        reading.duties[i] = replace(duty, **values)
        while since is not None and i > 0 and starts[i - 1] >= since:
            i -= 1
            if reading.duties[i].timing.kind is not TimingKind.NONE:
                break
            reading.duties[i] = replace(reading.duties[i], **values)


def _all_named(piece: Piece, first: tuple[Actor, ...], at: int) -> tuple[Actor, ...]:
    """The actors that open each part of «Sở X rà soát …; các sở, UBND các xã rà soát …»."""
    found = list(first)
    text = piece.paragraph.text
    while (at := text.find(";", at, piece.end) + 1) > 0:
        tokens = tokens_of(text, at, piece.end)
        stop = name_end(tokens, 0)
        found.extend(named_actors(piece.paragraph, at, tokens.end(stop - 1)) if stop else ())
    return tuple(found)


def _own_task(reading: Reading, piece: Piece, actors: tuple[Actor, ...], path: str) -> None:
    """«+ Sở X đăng tải …»: a field line that is a task of its own."""
    for a, b in sentences(piece.paragraph.text[: piece.end], piece.start):
        sentence = Stretch(piece.paragraph, duty_begin(piece.paragraph.text, a, b), b)
        reading.duties.append(_duty(reading, sentence, path, actors, ()))


def _duty(
    reading: Reading,
    sentence: Stretch,
    path: str,
    leads: tuple[Actor, ...],
    partners: tuple[Actor, ...],
    *,
    is_named: bool = True,
) -> Duty:
    words = sentence.text.rstrip()
    paragraph, start = sentence.paragraph, sentence.start
    everyone = {actor.name: actor for actor in (*partners, *partners_of(sentence))}
    timing = timing_in(reading, sentence)
    products = products_of(paragraph, start, sentence.end)
    span = paragraph.span(start, start + len(words))
    confidence, doubts = of_field_duty(words, leads, is_named=is_named)
    return Duty(
        words, span, path, leads, tuple(everyone.values()), timing, products, confidence, doubts
    )  # fmt: skip


def _completed(duty: Duty, timing: Timing | None, products: tuple[Passage, ...]) -> Duty:
    """The duty with the time and product that fields of its item give."""
    return replace(duty, timing=timing or duty.timing, products=products or duty.products)


def _bounds(piece: Piece) -> tuple[int, int]:
    text = piece.paragraph.text
    start, end = piece.start, piece.end
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    if text[end - 1 : end] == ")" and "(" not in text[start:end]:
        # The fields stand in brackets behind the task.
        end -= 1
    return start, end


def _passage(piece: Piece) -> Passage:
    start, end = _bounds(piece)
    return Passage(piece.paragraph.text[start:end], piece.paragraph.span(start, end), 0.9)


def _leading(piece: Piece) -> tuple[tuple[Actor, ...], int] | None:
    """The actors that open an agency field; the whole field where no name can be told."""
    start, end = _bounds(piece)
    tokens = tokens_of(piece.paragraph.text, start, end)
    stop = name_end(tokens, 0)
    at = tokens.end(stop - 1) if stop else end
    actors = named_actors(piece.paragraph, start, at)
    return (actors, at) if actors else None


def _timing(reading: Reading, block: Block) -> Timing | None:
    return _timing_at(reading, block.times[0]) if block.times else None


def _timing_at(reading: Reading, piece: Piece) -> Timing:
    start, end = _bounds(piece)
    paragraph = piece.paragraph
    words = paragraph.text[start:end]
    told = find_phrase(words, reading.year) if len(words.split()) > _LONGEST_TIME else None
    if told is not None:
        # «Thời gian thực hiện: Các bộ gửi kết quả … trước ngày …»: a sentence says it.
        start, end = start + told.start, start + told.end
    found = told.timing if told else timing_of(words, reading.year)
    span = paragraph.span(start, end)
    return Timing(found.kind, found.verbatim, span, found.due_on, found.rhythm, found.doubts)
