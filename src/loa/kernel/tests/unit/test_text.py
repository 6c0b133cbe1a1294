"""Folding and sorting of Vietnamese text (hazards S01, S02, S04, S09, R09)."""

import random
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.kernel.text import fold, modern_tones, nfc, slips_between, sort_key, tone_key

VOWELS = list("aăâeêioôơuưy")
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
SMALL = [nfc(vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]
MARKED = [letter for letter in SMALL if not letter.isascii()]
LETTERS = MARKED + [letter.upper() for letter in MARKED]
PLAIN = dict(zip("ăâđêôơư", "aadeoou", strict=True))
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
WORDS = st.text(st.sampled_from(SMALL + list("bcghlmnpqrstx ")), max_size=12)


def without_marks(letter: str) -> str:
    """The letter by the table of the alphabet, not by decomposition."""
    small = unicodedata.normalize("NFD", letter.lower())
    base = nfc("".join(c for c in small if c not in TONES[1:]))
    return PLAIN.get(base, base)


def test_letters_are_the_134() -> None:
    assert len(set(LETTERS)) == 134


@pytest.mark.parametrize("letter", LETTERS)
def test_fold_same_for_both_forms_of_each_letter(letter: str) -> None:
    """Hazard S08: folded by ourselves, whatever the database knows."""
    composed, decomposed = (unicodedata.normalize(form, letter) for form in ("NFC", "NFD"))
    assert fold(composed) == fold(decomposed) == without_marks(letter)
    assert sort_key(composed) == sort_key(decomposed)
    assert tone_key(composed) == tone_key(decomposed)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("đi chợ", "di cho"),
        ("đã", "da"),
        ("Đăng ký kết hôn", "dang ky ket hon"),
        ("Ông, Ưu tiên; Ấn bản", "ong uu tien an ban"),
        ("Ðắk Lắk", "dak lak"),
        ("  UBND\u00a0xã – Tân_Trào (mới)  ", "ubnd xa tan trao moi"),
        ("thủ\u00adtục\u200bhành chính", "thutuchanh chinh"),
        ("26/QĐ-UBND", "26 qd ubnd"),
        ("Ｈ２０ ﬁ", "h20 fi"),
        ("…", ""),
        ("", ""),
    ],
)
def test_fold_words(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text())
def test_fold_is_stable_on_any_text(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert "  " not in once
    assert once == once.strip()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hòa", "hoà"),
        ("HÒA BÌNH", "HOÀ BÌNH"),
        ("Thúy", "Thuý"),
        ("khỏe", "khoẻ"),
        ("ỦY BAN", "UỶ BAN"),
        ("òa", "oà"),
        ("loại bỏ, hủy.", "loại bỏ, huỷ."),
    ],
)
def test_modern_tones_moves_open_syllables(old: str, new: str) -> None:
    assert modern_tones(old) == modern_tones(new) == new
    assert modern_tones(unicodedata.normalize("NFD", old)) == new
    assert tone_key(old) == tone_key(new)
    assert fold(old) == fold(new)
    assert sort_key(old) == sort_key(new)


@pytest.mark.parametrize(
    "word",
    [
        "quý",
        "quỳ",
        "quỷ",
        "quà",
        "toàn",
        "khuỷu",
        "khuya",
        "ngoáy",
        "huỳnh",
        "hoạt",
        "xoèn",
        "xoẹt",
        "thuyền",
        "của",
        "mùa",
        "lúa",
        "mía",
        "hoằng",
        "chùa",
        "bìa",
        "quả",
        "quẻ",
        "suýt",
        "ngoằn",
        "thuở",
    ],
)
def test_modern_tones_leaves_the_rest(word: str) -> None:
    assert modern_tones(word) == word
    assert modern_tones(unicodedata.normalize("NFD", word)) == word


@given(WORDS)
def test_modern_tones_keeps_letters_and_stands_still(text: str) -> None:
    once = modern_tones(text)
    assert modern_tones(once) == once
    assert fold(once) == fold(text)


def test_tone_key_tells_tones_apart() -> None:
    assert len({tone_key(word) for word in ("ma", "mà", "mả", "mã", "má", "mạ")}) == 6


def in_order(words: list[str]) -> bool:
    """Whether a shuffled copy, sorted by the bytes of its keys, comes back as `words`."""
    shuffled = random.Random(7).sample(words, len(words))  # noqa: S311  a fixed shuffle
    return sorted(shuffled, key=lambda word: sort_key(word).encode()) == words


@pytest.mark.parametrize(
    "words",
    [
        ["anh", "áo", "ba", "cả", "cá", "cắt"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["ba", "ba má", "bà", "bà ba", "bá", "bác", "băng", "bâng"],
        ["dung", "dũng", "đá", "e", "ê", "o", "ô", "ơ", "u", "ư", "y"],
        ["Tổ 2", "Tổ 10", "Tổ 100"],
        ["1", "01a", "12", "an"],
        ["An Khang", "An Tường", "Ân Thi"],
    ],
)
def test_sort_key_order(words: list[str]) -> None:
    assert in_order(words)


def test_sort_key_alphabet() -> None:
    assert in_order(list(ALPHABET))


@given(WORDS, WORDS)
def test_sort_key_agrees_with_comparing_syllables(first: str, second: str) -> None:
    def syllables(text: str) -> list[tuple[list[int], list[int]]]:
        out = []
        for word in text.split():
            marks = [unicodedata.normalize("NFD", letter) for letter in word]
            bare = [nfc("".join(c for c in mark if c not in TONES[1:])) for mark in marks]
            tones = [TONES.index(c) for mark in marks for c in mark if c in TONES[1:]]
            out.append(([ALPHABET.index(letter) for letter in bare], tones or [0]))
        return out

    by_key = (sort_key(first) > sort_key(second)) - (sort_key(first) < sort_key(second))
    mine, other = syllables(first), syllables(second)
    assert by_key == (mine > other) - (mine < other)


def test_sort_key_ignores_capitals_and_takes_any_length_of_number() -> None:
    assert sort_key("XÃ HỒNG THÁI") == sort_key("xã Hồng Thái")
    assert sort_key("9" * 5000) > sort_key("9" * 20) > sort_key("8" * 20)


def test_sort_key_takes_other_scripts() -> None:
    assert sort_key("Zürich") < sort_key("Москва") < sort_key("東京")


@given(st.text(alphabet="ab c", max_size=9), st.text(alphabet="ab c", max_size=9))
def test_slips_between_finds_every_single_slip(typed: str, known: str) -> None:
    letters = "ab c"
    near = {typed[:n] + typed[n + 1 :] for n in range(len(typed))}
    near |= {typed[:n] + c + typed[n:] for n in range(len(typed) + 1) for c in letters}
    near |= {typed[:n] + c + typed[n + 1 :] for n in range(len(typed)) for c in letters}
    near |= {typed[:n] + typed[n + 1] + typed[n] + typed[n + 2 :] for n in range(len(typed) - 1)}
    assert (slips_between(typed, known, 1) == 1) == (known in near - {typed})


@given(
    st.text(
        st.sampled_from(
            "a\u1ea1 \uff9e\u25a1\u0301\u0323\u0303\u0344\u0f73\u0f81\u0327\u3099\U0001d165\u0345"
        ),
        min_size=60,
        max_size=300,
    )
)
def test_nfc_of_long_runs_of_marks_is_that_of_unicode(text: str) -> None:
    assert nfc(text) == unicodedata.normalize("NFC", text)


def test_a_hundred_thousand_marks_in_a_row_are_put_in_order_at_once() -> None:
    """Exchanging neighbours, as `unicodedata` does, takes a minute of processor."""
    many = 60_000
    began = time.process_time()
    assert nfc("a" + "\u0301\u0323" * many) == "ạ" + "\u0323" * (many - 1) + "\u0301" * many
    assert fold("a" + "\uff9e\u0301" * many + "b") == "ab"
    assert sort_key("a" + "\u0301\u0323" * many)
    assert time.process_time() - began < 5
