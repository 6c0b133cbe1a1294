"""The reader on any text at all: it answers, in linear time, with spans inside the text."""

import gc
import time
import tracemalloc
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.foundation.documents.parse.reader import parse
from loa.foundation.documents.parse.source import regular
from loa.foundation.documents.parse.structure import Found, ParsedDocument, Span
from loa.foundation.documents.tests.plan_text import Plan, lines, text_of

WORDS = st.sampled_from(
    [
        "Sở",
        "Tài",
        "chính",
        "UBND",
        "tỉnh",
        "các",
        "sở,",
        "ban,",
        "ngành",
        "chủ",
        "trì",
        "phối",
        "hợp",
        "với",
        "và",
        ";",
        ":",
        ".",
        "-",
        "+",
        "1.",
        "a)",
        "I.",
        "Điều",
        "1.",
        "Căn",
        "cứ",
        "Quyết",
        "định",
        "số",
        "12/QĐ-UBND",
        "ngày",
        "01/02/2023",
        "trước",
        "hằng",
        "quý",
        "Nơi",
        "nhận:",
        "TM.",
        "KT.",
        "CHỦ",
        "TỊCH",
        "KẾ",
        "HOẠCH",
        "PHỤ",
        "LỤC",
        "STT",
        "TT",
        "1",
        "2",
        "(",
        ")",
        "“",
        "”",
        "./.",
        "kèm",
        "theo",
        "giao",
        "đề",
        "nghị",
        "thì",
        "được",
        "do",
        "sau",
        "đây",
        "Trong",
        "quá",
        "trình",
        "nếu",
        "có",
        "vướng",
        "mắc",
        "năm",
        "2023",
        "\n",
        "\n\n",
        "\t",
        "Đơn",
        "vị",
        "chủ",
        "trì:",
        "Thời",
        "gian:",
        "Nội",
        "dung:",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(WORDS, max_size=160).map(" ".join),
    st.permutations(lines(Plan())).map("\n".join),
    st.permutations(lines(Plan())).map("\n\n".join).map(lambda t: unicodedata.normalize("NFD", t)),
)


def _spans(document: ParsedDocument) -> Iterator[Span]:
    head: tuple[Found[Any], ...] = (
        document.kind, document.parent_body, document.issuer, document.number, document.notation,
        document.place, document.issued_on, document.subject, document.year, document.period,
        document.signer.post, document.signer.name, *document.signer.authority,
        *document.recipients,
    )  # fmt: skip
    yield from (found.span for found in head if found.span)
    yield from (basis.span for basis in document.legal_bases)
    for section in document.sections:
        yield section.span
        yield section.title_span
    for passages in (document.purposes, document.requirements, document.money):
        yield from (passage.span for passage in passages or ())
    for duty in (*document.duties, *document.orders_without_actor):
        yield duty.span
        yield from (actor.span for actor in (*duty.leads, *duty.partners))
        yield from (product.span for product in duty.products)
        if duty.timing.span:
            yield duty.timing.span
    for table in document.annex_tables:
        yield table.span
        yield from (row.span for row in table.rows)
    yield from (passage.span for passage in document.difficulties)
    yield from (missing.span for missing in document.missing)


def _ink(text: str) -> str:
    return "".join(regular(text).text.split())


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_parse_answers_any_text_with_spans_inside_it(text: str) -> None:
    document = parse(text)
    assert document.text == text
    for span in _spans(document):
        assert 0 <= span.start <= span.end <= len(text)
    for duty in document.duties:
        assert duty.leads
        assert _ink(text[duty.span.start : duty.span.end]) == _ink(duty.text)
        assert 0 < duty.confidence <= 1


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_parse_spans_show_the_words_of_the_source(form: str) -> None:
    text = unicodedata.normalize(form, text_of(Plan()))  # type: ignore[arg-type]
    document = parse(text)
    heads: tuple[Found[str | None], ...] = (
        document.issuer, document.notation, document.subject, document.signer.name,
    )  # fmt: skip
    for found in heads:
        assert found.span
        assert found.value
        assert _ink(found.value) in _ink(text[found.span.start : found.span.end])
    for section in document.sections:
        shown = _ink(text[section.title_span.start : section.title_span.end])
        assert shown.startswith(_ink(section.label))
    for lead in document.duties[0].leads:
        assert _ink(text[lead.span.start : lead.span.end]) == _ink(lead.name)


@given(st.text(max_size=200))
def test_regular_leads_back_to_the_same_ink(text: str) -> None:
    source = regular(text)
    for start in range(0, len(source.text), 7):
        span = source.span(start, len(source.text))
        kept = regular(text[span.start : span.end]).text
        assert "".join(kept.split()) == "".join(source.text[start:].split())


@pytest.mark.parametrize(
    "unit",
    [
        "Sở Y tế, ", "sau đây có trách nhiệm ", "STT\n", "Giao Sở Y tế chủ trì; ", "- a\n", "(",
        "Trong quá trình thực hiện ", "1.1.1.1. x\n", "thông báo để biết ", "Căn cứ Luật Đất đai, ",
        "Số: 1/", "Điều 1. Sở\n\n", "TT\nViệc\nĐơn vị\n1\nA\n", "“", "phối hợp với các sở, ",
    ],
)  # fmt: skip
def test_parse_takes_time_in_proportion_to_the_length(unit: str) -> None:
    def seconds(length: int) -> float:
        text = "KẾ HOẠCH\nVề việc x\nI. NỘI DUNG\n" + unit * (length // len(unit))
        start = time.process_time()
        parse(text)
        return time.process_time() - start

    # Ten times the text: linear would be 10; a square would be 100 (short ones rounded up), and
    # that at every try, while a busy machine spoils only some.
    assert any(seconds(20_000) < 35 * max(seconds(2_000), 0.002) for _ in range(6))


def test_parse_holds_nothing_of_a_document_that_it_has_read() -> None:
    """Sentences without end, one document after another: a site would keep the last of them."""

    def read(letter: str) -> None:
        long = f"- Phối hợp với Sở Nội vụ {f'{letter},;-' * 20_000} rà soát."
        parse(f"KẾ HOẠCH\nVề việc x\nI. NỘI DUNG\n1. Sở Y tế\n{long}")

    read("a")
    tracemalloc.start()
    for letter in "bcdefg":
        read(letter)
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 200_000
