"""Actors in force at a point of the text, and what a walk over a document gathers."""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from loa.foundation.documents.parse.actors import actors_in, clean_name
from loa.foundation.documents.parse.paragraphs import Paragraph
from loa.foundation.documents.parse.structure import Actor, Duty
from loa.foundation.documents.parse.values import value


class Way(Enum):
    """How actors were told, from the surest: what a reader's confidence rests on.

    ORDER «giao X …» · OPENING the sentence begins with them · HEADING · PREFIX after an adverbial
    opening · LEAD_IN «X thực hiện các việc sau:» · EARLIER a sentence before · LATE inside it.
    """

    ORDER = auto()
    OPENING = auto()
    HEADING = auto()
    PREFIX = auto()
    LEAD_IN = auto()
    EARLIER = auto()
    LATE = auto()


@value(frozen=True, slots=True)
class Who:
    """Actors in force; `is_partner` = what follows names those who coordinate with them.

    `is_ordered` = an express order («đề nghị X:») hands what follows to them.
    """

    actors: tuple[Actor, ...] = ()
    is_partner: bool = False
    is_ordered: bool = False
    way: Way = Way.HEADING
    # Whom a lead-in names beside them: «X chủ trì, phối hợp với Y:».
    partners: tuple[Actor, ...] = ()
    # «X cập nhật thông tin đối với:»: what follows are things, not work.
    is_listing: bool = False

    def inherited(self) -> "Who":
        """The same actors, marked as named elsewhere."""
        actors = tuple(Actor(a.name, a.span, is_inherited=True) for a in self.actors)
        return Who(actors, self.is_partner, way=Way.EARLIER)


NOBODY = Who()


@dataclass
class Reading:
    """What the walk has gathered; `issuer` is folded, `year` fills in days without one."""

    issuer: str
    year: int | None
    duties: list[Duty]
    orphans: list[Duty]
    reports: bool = False
    # Fields that stand by themselves: place in the source, section, what they say of the duty,
    # and from where on they may hold for several.
    fields: list[tuple[int, str, dict[str, Any], int | None]] = field(default_factory=list)


@dataclass(slots=True, init=False, eq=False)
class Stretch:
    """A sentence or other part of a paragraph, `start` up to `end`, with its words."""

    paragraph: Paragraph
    start: int
    end: int
    text: str

    def __init__(self, paragraph: Paragraph, start: int, end: int) -> None:
        """Cut out the words once: they are asked about many times."""
        self.paragraph = paragraph
        self.start = start
        self.end = end
        self.text = paragraph.text[start:end]


def named_actors(paragraph: Paragraph, start: int, end: int) -> tuple[Actor, ...]:
    """The single actors of a stretch that names some."""
    return tuple(
        Actor(name, paragraph.span(a, b))
        for a, b in actors_in(paragraph.text, start, end)
        if (name := clean_name(paragraph.text[a:b]))
    )
