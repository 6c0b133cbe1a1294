"""Questions and guidance: what resembles what, what may be said."""

import tomllib
from datetime import date
from functools import cache
from itertools import pairwise

from loa.kernel.errors import DomainError
from loa.kernel.places import data_dir
from loa.kernel.text import fold
from loa.modules.plans.rules.replies import Clock
from loa.modules.plans.types.guidance import GuidanceFacts

CLOCK = Clock("guidance", "câu hỏi")
_ALIKE_HERE, _ALIKE_ELSEWHERE = 0.1, 0.3
"""From which likeness on guidance is shown: on the same task or clause, and on another."""
LONGEST_TITLE = 200


class QuestionEmpty(DomainError):
    """A question without words."""

    code = "PLANS_QUESTION_EMPTY"
    message_vi = "Nhập câu hỏi để cấp trên biết cần hướng dẫn việc gì."


class NotAskable(DomainError):
    """The plan is not at work, or the unit has no work in it."""

    code = "PLANS_QUESTION_NOT_ASKABLE"
    message_vi = "Chỉ hỏi được về kế hoạch đang có hiệu lực mà đơn vị được giao việc."


class QuestionSettled(DomainError):
    """It was answered, withdrawn or turned into a difficulty, or went to somebody else."""

    code = "PLANS_QUESTION_SETTLED"
    message_vi = "Câu hỏi này đã được trả lời, rút hoặc chuyển đi. Tải lại trang để xem."


class QuestionGroupChanged(DomainError):
    """One of those that were to be answered together is not there any more."""

    code = "PLANS_QUESTION_GROUP_CHANGED"
    message_vi = "Một câu hỏi trong nhóm vừa được rút, trả lời hoặc chuyển đi. Xem lại rồi gửi."


class TitleMissing(DomainError):
    """Guidance that nobody would find again."""

    code = "PLANS_GUIDANCE_TITLE"
    message_vi = "Nhập tên hướng dẫn, ngắn gọn như câu hỏi, để đơn vị khác tìm được."


class GuidanceEmpty(DomainError):
    """Guidance that says nothing."""

    code = "PLANS_GUIDANCE_EMPTY"
    message_vi = "Nhập nội dung hướng dẫn để đơn vị biết phải làm thế nào."


class GuidanceWithdrawn(DomainError):
    """It was taken back meanwhile."""

    code = "PLANS_GUIDANCE_WITHDRAWN"
    message_vi = "Hướng dẫn này đã bị thu hồi. Tải lại trang để xem lý do."


class NothingRevised(DomainError):
    """A new edition that says what the last one says."""

    code = "PLANS_GUIDANCE_SAME"
    message_vi = "Chưa sửa chỗ nào so với bản đang dùng. Sửa nội dung rồi lưu."


class NoClauseForDifficulty(DomainError):
    """A question on a plan without clauses cannot become a difficulty, which stands on one."""

    code = "PLANS_QUESTION_NO_CLAUSE"
    message_vi = (
        "Kế hoạch này không có mục nào để ghi khó khăn, vướng mắc. Trả lời câu hỏi tại đây."
    )


def needs_words(words: str) -> str:
    """The question without outer blanks. Raises QuestionEmpty."""
    if not words.strip():
        raise QuestionEmpty
    return words.strip()


def checked(facts: GuidanceFacts, on: date) -> GuidanceFacts:
    """The guidance as it is kept. Raises TitleMissing, GuidanceEmpty."""
    title = " ".join(facts.title.split())[:LONGEST_TITLE]
    if not title:
        raise TitleMissing
    if not facts.words.strip():
        raise GuidanceEmpty
    return GuidanceFacts(
        title, facts.words.strip(), facts.basis.strip(), facts.in_force_from or on, facts.file_id
    )


def search_key(*texts: str) -> str:
    """What is searched: the folded words between blanks, so that « word» finds where one begins."""
    return f" {' '.join(fold(one) for one in texts)} "


def sought(words: str) -> tuple[str, ...]:
    """What a search key must hold for these words: each of them as the beginning of one."""
    return tuple(f" {word}" for word in fold(words).split())


def likeness(asked: str, kept_key: str) -> float:
    """How much of what is asked stands in the key of something kept, from 0 to 1.

    Counted are the telling syllables and each pair of syllables that follow one another, which in
    Vietnamese mostly are a word.
    """
    wanted = _telling(fold(asked))
    return len(wanted & _telling(kept_key)) / len(wanted) if wanted else 0.0


def resembles(found: float, *, is_here: bool) -> bool:
    """Whether it is worth showing before a question is sent: sooner on the same clause."""
    return found >= (_ALIKE_HERE if is_here else _ALIKE_ELSEWHERE)


@cache
def _common() -> frozenset[str]:
    """Folded syllables that say nothing of what is asked."""
    path = data_dir() / "plans" / "guidance.toml"
    return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))["common"].split())


def _telling(key: str) -> set[str]:
    common = _common()
    words = key.split()
    told = {f"{a} {b}" for a, b in pairwise(words) if not {a, b} <= common}
    return told | {word for word in words if word not in common}
