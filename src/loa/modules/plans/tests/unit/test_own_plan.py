"""Which duties are done by issuing a document of the unit's own."""

import pytest

from loa.modules.plans.rules.own_plan import is_plan_duty


@pytest.mark.parametrize(
    "content",
    [
        "Xây dựng kế hoạch hoặc văn bản triển khai của cơ quan, đơn vị trước ngày 28/02/2022",
        "Căn cứ chức năng, nhiệm vụ được giao xây dựng văn bản để triển khai thực hiện năm 2022",
        "Căn cứ tình hình thực tế, lập kế hoạch của đơn vị",
    ],
)
def test_a_duty_to_issue_a_document_of_ones_own(content: str) -> None:
    assert is_plan_duty(content)


@pytest.mark.parametrize(
    "content",
    [
        "Xây dựng kế hoạch kiểm tra việc niêm yết",
        "Căn cứ tình hình thực tế xây dựng kế hoạch kiểm tra việc niêm yết",
        "Căn cứ Kế hoạch này, niêm yết danh mục tại đơn vị",
        "Căn cứ Quyết định ban hành kế hoạch của tỉnh, niêm yết danh mục tại đơn vị",
        "Căn cứ Quyết định về việc xây dựng kế hoạch của tỉnh, niêm yết danh mục tại đơn vị",
    ],
)
def test_a_duty_like_any_other(content: str) -> None:
    assert not is_plan_duty(content)
