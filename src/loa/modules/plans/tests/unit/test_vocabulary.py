"""The vocabulary: its file holds together, and words are found in text."""

import pytest

from loa.modules.plans.rules.reporting import SECTIONS
from loa.modules.plans.rules.vocabulary import UnknownWord, vocabulary


def test_every_code_that_is_used_is_defined() -> None:
    words = vocabulary()
    assert words.cites
    assert not words.verified
    for form in words.forms.values():
        assert form.measures
        assert set(form.measures) <= set(words.measures)
    for measure in words.measures.values():
        assert not measure.per or measure.per in words.measures
        assert measure.total_label
    of_sections = {code for section in SECTIONS for code in section.measures}
    assert of_sections == set(words.measures)


def test_a_measure_times_another_is_named_as_a_sum() -> None:
    minutes = vocabulary().measures["BROADCAST_MINUTES"]
    assert (minutes.label, minutes.total_label) == (
        "Thời lượng mỗi lượt phát",
        "Tổng thời lượng phát",
    )


def test_require_answers_known_codes() -> None:
    words = vocabulary()
    audience = next(iter(words.audiences))
    assert words.require_form("TO_ROI").code == "TO_ROI"
    assert words.require_measure("LEAFLETS").unit == "tờ"
    assert words.require_audience(audience).code == audience


@pytest.mark.parametrize("name", ["require_form", "require_measure", "require_audience"])
def test_require_refuses_unknown_codes(name: str) -> None:
    with pytest.raises(UnknownWord, match="danh sách"):
        getattr(vocabulary(), name)("NOTHING")


def test_forms_and_audiences_are_found_whatever_the_accents_and_tone_fashion() -> None:
    words = vocabulary()
    assert "TO_ROI" in words.forms_in("In, phát TỜ RƠI cho người dân")
    assert "TO_ROI" in words.forms_in("in to roi")
    assert words.forms_in("cờ rơi") == ()
    assert words.audiences_in("người dân")
