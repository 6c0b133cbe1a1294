"""What resembles a question, what words find, what is kept: pure rules."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.kernel.text import fold
from loa.modules.plans.rules import guidance as rules
from loa.modules.plans.types.guidance import GuidanceFacts

THURSDAY = date(2022, 2, 10)
WORDS = st.lists(
    st.sampled_from(
        ("đăng", "danh", "mục", "ở", "đâu", "khi", "cổng", "tờ rơi", "hòa", "hoà", "loa")
    ),
    max_size=12,
).map(" ".join)


def test_the_same_asked_in_other_words_resembles_and_another_matter_does_not() -> None:
    key = rules.search_key("Xã không có cổng thông tin đăng danh mục thủ tục ở đâu")
    near = rules.likeness("Không có trang thông tin thì danh mục thủ tục đăng chỗ nào", key)
    far = rules.likeness("In tờ rơi bao nhiêu bản cho mỗi thôn", key)
    assert rules.resembles(near, is_here=False)
    assert not rules.resembles(far, is_here=True)
    assert near > far


def test_common_syllables_alone_resemble_nothing() -> None:
    assert rules.likeness("thì phải làm như thế nào", rules.search_key("làm thế nào")) == 0


@given(asked=WORDS, kept=WORDS)
def test_likeness_is_a_share_and_spelling_does_not_count(asked: str, kept: str) -> None:
    key = rules.search_key(kept)
    found = rules.likeness(asked, key)
    assert 0 <= found <= 1
    assert found == rules.likeness(fold(asked), key) == rules.likeness(asked.upper(), key)
    own = rules.likeness(asked, rules.search_key(asked))
    assert own in {0, 1}


@given(words=WORDS)
def test_every_beginning_of_a_kept_word_is_found_without_marks(words: str) -> None:
    key = rules.search_key("Khác", words)
    assert all(one in key for one in rules.sought(words))
    assert all(one in key for one in rules.sought(" ".join(w[:2] for w in fold(words).split())))


@pytest.mark.parametrize(
    ("typed", "kept"), [("hoà bình", "HÒA BÌNH"), ("thuy", "thúy"), ("dau", "đâu")]
)
def test_old_and_new_spelling_find_each_other(typed: str, kept: str) -> None:
    assert all(one in rules.search_key(kept) for one in rules.sought(typed))


def test_the_middle_of_a_word_is_not_found() -> None:
    assert not all(one in rules.search_key("thông tin") for one in rules.sought("ong"))


def test_what_is_kept_is_whole() -> None:
    kept = rules.checked(GuidanceFacts("  Hỏi   gì ", " Làm thế \n"), THURSDAY)
    assert kept == GuidanceFacts("Hỏi gì", "Làm thế", "", THURSDAY)
    with pytest.raises(rules.TitleMissing):
        rules.checked(GuidanceFacts(" ", "x"), THURSDAY)
    with pytest.raises(rules.GuidanceEmpty):
        rules.checked(GuidanceFacts("x", " "), THURSDAY)
    with pytest.raises(rules.QuestionEmpty):
        rules.needs_words(" \n")
