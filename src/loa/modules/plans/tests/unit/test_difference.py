"""What an amendment changes: pure rules."""

from hypothesis import given
from hypothesis import strategies as st

from loa.modules.plans.rules.difference import ChangeKind, TaskWords, match


def _task(id_: int, content: str, due: str = "31/3/2022") -> TaskWords:
    return TaskWords(id_, content, {"Nội dung": content, "Hạn": due})


LEAFLETS = "Phát tờ rơi hướng dẫn nộp hồ sơ trực tuyến cho người dân"
HANDBOOK = "Biên soạn, in ấn sổ tay hướng dẫn nghiệp vụ"
RADIO = "Phát thanh trên hệ thống truyền thanh cơ sở mỗi tuần hai buổi"


def test_match_tells_four_kinds_apart() -> None:
    before = [_task(1, LEAFLETS), _task(2, HANDBOOK)]
    after = [_task(11, LEAFLETS, due="30/6/2022"), _task(12, RADIO)]
    changes = match(before, after)
    assert [(c.kind, c.fields) for c in changes] == [
        (ChangeKind.CHANGED, ("Hạn",)),
        (ChangeKind.ADDED, ()),
        (ChangeKind.REMOVED, ()),
    ]
    assert match(before, before)[0].kind is ChangeKind.SAME


def test_match_follows_a_task_that_was_reworded_and_moved() -> None:
    reworded = LEAFLETS.replace("hướng dẫn", "giới thiệu cách")
    changes = match(
        [_task(1, LEAFLETS), _task(2, HANDBOOK)], [_task(12, HANDBOOK), _task(11, reworded)]
    )
    assert [(c.before.id if c.before else 0, c.after.id if c.after else 0) for c in changes] == [
        (2, 12),
        (1, 11),
    ]


def test_match_pairs_the_most_alike_first() -> None:
    nearly = f"{LEAFLETS} tại thôn"
    changes = match([_task(1, nearly), _task(2, LEAFLETS)], [_task(11, LEAFLETS)])
    assert changes[0].before is not None
    assert changes[0].before.id == 2
    assert changes[1].kind is ChangeKind.REMOVED


@given(
    st.lists(st.sampled_from([LEAFLETS, HANDBOOK, RADIO, "Khác"]), max_size=5),
    st.lists(st.sampled_from([LEAFLETS, HANDBOOK, RADIO, "Khác"]), max_size=5),
)
def test_every_task_of_both_appears_once(old: list[str], new: list[str]) -> None:
    before = [_task(n, words) for n, words in enumerate(old)]
    after = [_task(100 + n, words) for n, words in enumerate(new)]
    changes = match(before, after)
    assert sorted(c.before.id for c in changes if c.before) == [task.id for task in before]
    assert [c.after.id for c in changes if c.after] == [task.id for task in after]
