"""Whatever people paste becomes text that Word, Excel and Typst take."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from loa.foundation.printing.texts import clean, clean_data


@given(st.text())
def test_clean_is_composed_stable_and_fit_for_xml(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    element = etree.Element("t")
    element.text = cleaned
    assert etree.fromstring(etree.tostring(element)).text == (cleaned or None)


def test_clean_keeps_what_is_meant_and_drops_what_is_not_seen() -> None:
    assert clean("a\r\nb\rc\td") == "a\nb\nc\td"
    assert clean("\ufeffThu\u0309\u00ad tu\u0323c\x00\u202e") == "Thủ tục"
    assert clean("một\u2011cửa") == "một-cửa"


def test_clean_data_reaches_every_text() -> None:
    assert clean_data({"a": ["e\u0301", {"b": ("\x07o", 1, None)}]}) == {
        "a": ["é", {"b": ["o", 1, None]}]
    }
