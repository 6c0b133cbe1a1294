"""Names as narrow places show them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.modules.plans.rules.naming import head_words
from loa.modules.plans.web.presenters import post_words


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("Phát tờ rơi hướng dẫn dịch vụ công trực tuyến", "Phát tờ rơi"),
        ("Đăng tin, bài trên cổng thông tin điện tử", "Đăng tin, bài"),
        ("Kiểm tra việc thực hiện nhiệm vụ", "Kiểm tra"),
        ("Là đầu mối cung cấp thông tin", "Đầu mối cung cấp"),
        ("Công khai danh mục thủ tục", "Công khai danh mục"),
        ("Rà soát", "Rà soát"),
    ],
)
def test_head_ends_where_a_word_ends_and_does_not_hang(title: str, head: str) -> None:
    assert head_words(title) == head


@given(st.text())
def test_head_is_a_few_words_of_the_title(title: str) -> None:
    assert len(head_words(title).split()) <= 4


@pytest.mark.parametrize(
    ("post", "words"),
    [
        ("PHÓ CHỦ TỊCH", "Phó Chủ tịch"),
        ("CHỦ TỊCH", "Chủ tịch"),
        ("PHÓ CHÁNH VĂN PHÒNG", "Phó Chánh Văn phòng"),
        ("Giám đốc", "Giám đốc"),
        ("", ""),
    ],
)
def test_post_within_a_line_is_not_in_capitals(post: str, words: str) -> None:
    assert post_words(post) == words
