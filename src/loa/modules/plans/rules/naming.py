"""Short names for tasks, made of what the document says is to be done."""

import re

_LONGEST = 300
_WORDS = 14
_FEWEST = 4
_HEAD_WORDS, _FEWEST_OF_HEAD = 4, 2
# Where a head may not end: before what hangs, or between the two halves of a word.
_LOOSE = "và hoặc của cho về với tại trên trong vào theo để từ đến các những bằng là việc"
_HANGING = frozenset(_LOOSE.split())
_JOINS = frozenset(("và", "hoặc", "của", "cho", "với"))
_WHOLE = (
    "hướng dẫn, thủ tục, hành chính, dịch vụ, kế hoạch, thông tin, tuyên truyền, tập huấn, "
    "văn bản, báo cáo, cán bộ, công chức, người dân, doanh nghiệp, kiểm tra, giám sát, "
    "tổ chức, triển khai, thực hiện, bồi dưỡng, nghiệp vụ, trực tuyến, phát thanh, "
    "truyền hình, truyền thanh, truyền thông, chuyên mục, hội nghị, tiếp nhận, giải quyết, "
    "sổ tay, tờ rơi, cơ quan, đơn vị, phản ánh, kiến nghị, chuyển đổi, danh mục, hồ sơ, "
    "xây dựng, theo dõi, đôn đốc, tổng hợp, nâng cao, niêm yết, công khai, cải cách, "
    "hệ thống, cơ sở, cơ chế, dữ liệu, nhiệm vụ"
)
_PAIRS = frozenset(tuple(pair.split()) for pair in _WHOLE.split(", "))
_DONE = (
    r"(?:xây dựng|ban hành|triển khai|(?<!các )(?<!của )(?<!quan, )tổ chức|tham mưu"
    r"|biên soạn|thiết kế|in ấn|rà soát|công khai|cập nhật|tuyên truyền|phổ biến|hướng dẫn"
    r"|hỗ trợ|kiểm tra|đôn đốc|theo dõi"
    r"|tổng hợp|thẩm định|đăng tải|phát sóng|phát thanh|lồng ghép|bố trí|đa dạng|nâng cao|cung cấp"
    r"|mở chuyên mục|duy trì|bảo đảm|thực hiện)\b"
)
# A duty that opens with its grounds, or with whom it is done, is named by what is to be done.
# Inside a sentence that is a verb in small letters: «Sở Xây dựng» does nothing by its name.
_OPENINGS = re.compile(
    r"^(?i:căn cứ|trên cơ sở|(?:chủ trì,? )?phối hợp|chủ trì(?!, (?!phối hợp)))\b"
    rf".*?(?={_DONE})|^(?i:chủ trì), (?!phối hợp)"
)
_RHYTHM = re.compile(r"^(?:định kỳ|thường xuyên|kịp thời|hằng \w+|hàng \w+)[\s,]+", re.IGNORECASE)
# Where a long name may end: before what only says why, by what, where or in which way.
_BOUNDARY = re.compile(
    r"(?:^|(?<=\s))(?:nhằm|để|theo|bằng|thông qua|trên|trong|tại|đến|tới|gồm|phù hợp|gắn với"
    r"|gửi|bảo đảm|cho|về|và|đồng thời)\s",
    re.IGNORECASE,
)


def task_title(content: str, deadline: str = "") -> str:
    """A short name for a task: what is to be done, without grounds, partners and deadline.

    `deadline` is how the document itself words the day or rhythm; the page shows it beside.
    A long name ends where a clause ends, or is cut with «…».
    """
    words = " ".join(content.split())
    if deadline:
        words = words.replace(" ".join(deadline.split()), " ")
    words = re.split(r"[;:](?:\s|$)|\.\s", _tidy(words), maxsplit=1)[0]
    words = _tidy(_RHYTHM.sub("", _tidy(_OPENINGS.sub("", words))))
    short = _short(words)
    return (short[:1].upper() + short[1:])[:_LONGEST] if short else "Nhiệm vụ"


def _tidy(words: str) -> str:
    """Single spaces, no comma before another, nothing hanging at either end."""
    joined = re.sub(r"\s+([,.;:])", r"\1", " ".join(words.split()))
    return re.sub(r",(?:\s*,)+", ",", joined).strip(" -+;.:,")


def _short(words: str) -> str:
    if len(words.split()) <= _WORDS:
        return words
    room = f"{' '.join(words.split()[: _WORDS + 1])} "
    ends = [found.start() for found in _BOUNDARY.finditer(room)]
    ends += [found.start() for found in re.finditer(r",\s", room)]
    fit = [end for end in ends if len(room[:end].split()) >= _FEWEST]
    if fit:
        return _standing(room[: max(fit)])
    return f"{_tidy(' '.join(words.split()[:_WORDS]))} …"


def _standing(words: str) -> str:
    """The words without what hangs at their end: «giải phóng mặt bằng và»."""
    kept = _tidy(words).split()
    while len(kept) > _FEWEST and kept[-1].lower() in _JOINS:
        kept.pop()
    return _tidy(" ".join(kept))


def head_words(title: str) -> str:
    """The first words of a title, as a narrow column shows them: «Phát tờ rơi»."""
    words = title.split()
    if words[:1] == ["Là"]:
        words = words[1:]
    end = min(_HEAD_WORDS, len(words))
    while end > _FEWEST_OF_HEAD and _breaks(words, end):
        end -= 1
    short = _tidy(" ".join(words[:end])).removesuffix(" …")
    return short[:1].upper() + short[1:]


def _breaks(words: list[str], end: int) -> bool:
    """Whether a head of so many words would hang or break a word in two."""
    if end >= len(words):
        return False
    last, after = words[end - 1].lower(), words[end].lower().strip(".,;:")
    return last in _HANGING or (last, after) in _PAIRS
