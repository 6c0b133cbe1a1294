"""Where a name stops: at a verb in small letters, unless the words around it make it a noun."""

from functools import lru_cache

from loa.foundation.documents.parse.actor_words import (
    COMPOUNDS,
    DOUBLE,
    KEEPS,
    SECONDS,
    SINGLE,
    WORDS,
    lower_first,
    word_at,
)
from loa.foundation.documents.parse.letters import even_tones

_MARKS = ",;:."
# «các đơn vị thuộc phạm vi | quản lý»
_UNDER = frozenset({"vi", "quyền"})
_PARTS_OF_TEXT = frozenset({"Phụ", "mục", "Mục", "khoản", "Khoản", "điểm", "Điểm", "Điều"})
_TERRITORIES = frozenset({"tỉnh", "phố", "xã", "phường", "huyện"})
# Where something is written, no place: «Bộ Y tế tại Công văn số …».
_PAPERS = frozenset(
    {
        "Công",
        "Kế",
        "Văn",
        "Tờ",
        "Quyết",
        "Nghị",
        "Thông",
        "Chỉ",
        "Báo",
        "Hội",
        "Luật",
        "Quy",
        "Biên",
    }
    | {"Đề", "Chương", "Kết", "Thư", "Bảng", "Biểu", "Danh", "Trung", "Sở", "UBND", "Ủy", "Phiên"}
)
# «lực lượng phòng, chống tội phạm | về ma túy», «Tòa án nhân dân | cùng cấp»
_BESIDE = frozenset(
    {("phạm", "về"), ("cùng", "cấp"), ("đề", "án"), ("đề", "tài"), ("đề", "thi"), ("đề", "cương")}
)
# What may stand behind a territory in a name: «UBND các xã vùng trũng thấp».
_OF_PLACES = frozenset(
    {"ở", "vùng", "ven", "nơi", "giáp", "còn", "khác", "mới", "cũ", "đó", "miền", "lân", "bạn"}
    | {"trọng", "nghèo", "diễn", "hoặc", "sau", "nào", "nếu", "có", "đã", "sát", "ngoài"}
    | {"nằm", "đặc", "gồm", "bao", "lại", "chọn", "đạt", "gặp", "hưởng", "chậm", "yếu"}
)
# «từ tỉnh đến cơ sở», «từ Trung ương đến địa phương»
_RANKING = frozenset({"từ", "đến"})
_RANKS = frozenset({"tỉnh", "Trung", "trung", "cấp", "thành", "huyện"})
_LOWER_RANKS = frozenset({"cơ", "địa", "xã", "cấp", "phường", "thôn"})
# What offices are set up for, before the verb that tells their action.
_FIELDS = frozenset({"xây dựng", "đào tạo", "giám sát", "đầu tư", "phát triển", "vận tải"})
_BEGINS = frozenset({"tham mưu", "chủ trì", "phối hợp", "chịu trách", "có trách", "căn cứ"})
# «các đơn vị quản lý đường bộ»: a field behind the verb, not how it is done.
_MANAGED = frozenset({"cơ quan", "đơn vị"})
_MANAGES = frozenset(
    {"chặt", "tốt", "và", "việc", "các", "nghiêm", "hồ", "theo", "có", "hiệu", "số", "chất"}
)
# How far before «phụ trách» a post stands that it belongs to.
_POST_REACH = 9
_POSTS = frozenset({"Phó", "phó", "chức", "đạo", "viên", "Lãnh", "sự"})
# «Trung tâm X phụ trách địa bàn» is one of several by that name.
_CHARGES = frozenset({"địa bàn", "khu vực"})
INSPECTS = frozenset({"kiểm tra", "giám sát", "thanh tra"})
_ORGANISES = frozenset({"tổ chức", "tô chức"})
# Verbs elsewhere, in names behind these words alone: «Văn thư | lưu trữ», «cứu nạn, | cứu hộ».
_OF_SERIES = {
    "lưu trữ": frozenset({"thư", "-", "Thư"}),
    "cứu nạn": frozenset({"và", ",", "kiếm", "hộ", "-"}),
    "cứu hộ": frozenset({"và", ",", "nạn", "-"}),
    "chữa cháy": frozenset({"và", ",", "cháy"}),
    "vệ sinh": frozenset({"toàn", "và", ","}),
    "tham luận": frozenset({"bài"}),
    "cấp cứu": frozenset({"sức"}),
    "phát thanh": frozenset({",", "và", "-", "đài", "Đài"}),
    "bảo trì": frozenset({"lý"}),
    # «Trung tâm Giáo dục | thường xuyên»
    "thường xuyên": frozenset({"dục"}),
    "thông tin": frozenset({"Trang", "trang", "thống", "Thông", "nghệ", "Nghệ", "tử"}),
}
# Verbs wherever they stand but behind these: «Ban | điều hành», «quản lý, | điều hành».
_HELD_BY = {"điều hành": frozenset({",", "và", "trị", "Ban", "ban", "tâm", "lý", "đạo"})}
# «… phòng, chống thiên tai và | tìm kiếm cứu nạn», «các đơn vị | khai thác khoáng sản»
_BY_NEXT = {
    "tìm kiếm": frozenset({"cứu"}),
    "khai thác": frozenset({"khoáng", "than", "cát", "đá", "mỏ"}),
}
# What makes «sản xuất», «thường trực» the action: «sản xuất phóng sự», «thường trực 24/24 giờ».
_MADE = frozenset({"phóng", "chương", "tin", "video", "clip", "phim", "các", "chuyên"})
_SERIES_ENDS = frozenset({"vị", "phương", "ngành"})
# What is brought together, where «tổng hợp» is the action.
_COLLECTED = frozenset({",", "báo", "kết", "số", "và", "tình", "ý", "các", "danh", "nhu", "hồ"})
# «Sở Tài chính | tỉnh», «Sở Y tế | các địa phương»: what may stand behind a whole name.
_OF_DEPARTMENTS = frozenset(
    {"tỉnh", "thành", "các", "và", "thuộc", "cũ", "mới", "khác", "xã", "phường", "huyện", "quận"}
    | {"thị", "đặc", "vùng", "miền", "bạn", "liên", "hoặc", "khu", "cấp", "sau", "nơi"}
)
_DEPARTMENTS = frozenset({"Sở", "Bộ", "Phòng"})
_DEPARTMENT_ENDS = frozenset(name.rpartition(" ")[2] for name in WORDS["departments"])
_LONGEST_DEPARTMENT = 9
# Only these pairs of syllables are ever more than a part of a name; of most words no pair is made.
_STOPPING = DOUBLE | _ORGANISES | {"quản lý"}
_MAY_STOP = SINGLE | {pair.partition(" ")[0] for pair in _STOPPING | {"xã hội"}}
_MAY_OPEN = frozenset(
    form
    for words in WORDS["openers"] | WORDS["orders"]
    for first in (words.partition(" ")[0],)
    for form in (first, first[:1].upper() + first[1:])
)


def _names_kind(tokens: list[str], i: int, pair: str) -> bool:
    """«cơ sở | đào tạo», «viện | nghiên cứu»: the verb says what kind of body it is."""
    last = lower_first(tokens[i - 1])
    if last == "," and pair in INSPECTS:
        # «Đoàn kiểm tra, | giám sát của tỉnh»
        return is_inspecting(tokens, i)
    return pair in COMPOUNDS.get(last, ()) or pair in COMPOUNDS.get(
        f"{lower_first(word_at(tokens, i - 2))} {last}", ()
    )


def is_inspecting(tokens: list[str], i: int) -> bool:
    """Whether «Đoàn kiểm tra,» stands before `i`, in any of its words."""
    kind = f"{word_at(tokens, i - 3)} {word_at(tokens, i - 2)}"
    return kind in INSPECTS and lower_first(word_at(tokens, i - 4)) in {"đoàn", "tổ"}


def _belongs(word: str, before: str, after: str) -> bool:
    """Whether a verb or preposition is part of the name: beside this word it is none."""
    if word == "tại":
        # «Các trường tại Phụ lục I», «các cơ quan nêu tại khoản 1»
        is_place = after == "tỉnh" or (after[:1].isupper() and after not in _PAPERS)
        if before[:1].isupper() and is_place:
            # «Phân hiệu Đại học A | tại (tỉnh) Hà Giang», not «Sở Y tế | tại Công văn số …»
            return True
        return after in _PARTS_OF_TEXT or before == "nêu"
    if word == "theo":
        # «các doanh nghiệp có tên trong danh sách kèm | theo»
        return before == "kèm"
    if word == "có":
        # «Phòng Người | có công», «UBND các xã nơi | có mỏ»
        return before == "nơi" or (before in {"Người", "người"} and after == "công")
    if word == "phụ":
        # «các phòng thuộc địa bàn phụ trách»
        return before == "bàn" and after == "trách"
    if word == "từ":
        # «các tỉnh, thành phố | từ Thanh Hóa đến Lâm Đồng»
        return before in _TERRITORIES and after[:1].isupper()
    if word in {"đến", "tới"} and before[:1].isupper() and after[:1].isupper():
        return True
    if word in {"đến", "tới"}:
        # «có liên quan đến hoạt động khoáng sản»
        return before == "quan"
    if (before, word) in _BESIDE or (word, after) in _BESIDE:
        return True
    # «chương | trình», «bầu | cử»: the second syllable of a noun is no verb.
    return word in SECONDS and before.lower() in SECONDS[word]


def _ranks(tokens: list[str], i: int) -> bool:
    """«các cơ quan chuyên môn | từ tỉnh | đến địa phương»: which of them, by their levels."""
    if tokens[i] == "từ":
        after = word_at(tokens, i + 1)
        return after in _RANKS and "đến" in {word_at(tokens, i + 2), word_at(tokens, i + 3)}
    return "từ" in {word_at(tokens, i - 2), word_at(tokens, i - 3)} and (
        word_at(tokens, i + 1) in _LOWER_RANKS
    )


def _is_set_phrase(tokens: list[str], i: int, pair: str) -> bool:
    """Whether a verb of two syllables is part of a name by the words around it."""
    before = tokens[i - 1]
    if pair in _OF_SERIES:
        return before in _OF_SERIES[pair]
    if pair == "phụ trách":
        return _is_in_charge(tokens, i)
    if pair in _LOOKED_AFTER and _LOOKED_AFTER[pair](tokens, i, pair):
        return True
    if pair == "sản xuất":
        return word_at(tokens, i + 2) not in _MADE
    if pair == "thường trực":
        return not word_at(tokens, i + 2)[:1].isdigit()
    if pair in _BY_NEXT:
        return word_at(tokens, i + 2) in _BY_NEXT[pair]
    if pair == "tổng hợp":
        return _is_of_many_kinds(tokens, i)
    if pair in _FIELDS:
        # «Cục Kết cấu hạ tầng | xây dựng tham mưu …», «Ban | xây dựng Đảng»
        follows = word_at(tokens, i + 2)
        if pair == "xây dựng" and _is_building(tokens, i, follows):
            return True
        return f"{follows} {word_at(tokens, i + 3)}" in _BEGINS
    # «các cơ quan báo chí, truyền thông»
    return pair == "truyền thông" and before == "," and word_at(tokens, i - 2) == "chí"


def _is_of_many_kinds(tokens: list[str], i: int) -> bool:
    """«Trung tâm Dịch vụ | tổng hợp xã», «Trung tâm Bảo trợ xã hội | tổng hợp»."""
    if tokens[i - 1] == "hội":
        is_kind = word_at(tokens, i - 3) == "trợ"
        return is_kind and word_at(tokens, i + 2) not in _COLLECTED
    return tokens[i - 1] == "vụ" and lower_first(word_at(tokens, i - 2)) == "dịch"


def _is_in_charge(tokens: list[str], i: int) -> bool:
    """«Phó Chủ tịch UBND xã | phụ trách kinh tế»: which of them is meant."""
    charge = f"{word_at(tokens, i + 2)} {word_at(tokens, i + 3)}"
    if charge in DOUBLE:
        # «… UBND xã | phụ trách theo dõi các thôn»
        return False
    posts = set(tokens[max(0, i - _POST_REACH) : i])
    return charge in _CHARGES or not posts.isdisjoint(_POSTS)


def _is_rural(tokens: list[str], i: int, _pair: str) -> bool:
    """«các công trình nông nghiệp và | phát triển nông thôn», however it is written."""
    return tokens[i - 1] == "và" and (
        f"{word_at(tokens, i - 2)} {word_at(tokens, i + 2)}" == "nghiệp nông"
    )


def _is_invested(tokens: list[str], i: int, pair: str) -> bool:
    """Whether «đầu tư» or «xây dựng» at `i` says what the body looks after."""
    before = tokens[i - 1]
    if _is_of_projects(tokens, i, pair):
        # «Ban Quản lý dự án | đầu tư | xây dựng khu vực A»
        return True
    if pair == "đầu tư" and before == "tiến":
        # «Trung tâm Xúc tiến | đầu tư, Thương mại và Du lịch»
        return word_at(tokens, i - 2) in {"Xúc", "xúc"}
    if pair == "đầu tư" and before == "sát":
        # «Ban Giám sát | đầu tư của cộng đồng»
        return word_at(tokens, i - 2) in {"Giám", "giám"}
    if "lý" in {before, word_at(tokens, i - 3)}:
        # «Cục Kinh tế - Quản lý | đầu tư xây dựng», not «… thuộc phạm vi quản lý | xây dựng đề án»
        if pair == "xây dựng" and f"{word_at(tokens, i - 2)} {before}" == "quản lý":
            return False
        return before == "lý" or f"{word_at(tokens, i - 2)} {before}" == "đầu tư"
    return False


def _is_of_projects(tokens: list[str], i: int, pair: str) -> bool:
    """Whether «đầu tư» or the «xây dựng» behind it says of which projects a board is in charge."""
    at = i - 1 if pair == "đầu tư" else i - 3
    if pair == "xây dựng" and tokens[i - 1] != "tư":
        return False
    return word_at(tokens, at) == "án" and word_at(tokens, at - 2) == "lý"


# What a body looks after, by the pair that elsewhere is its action.
_LOOKED_AFTER = {"đầu tư": _is_invested, "xây dựng": _is_invested, "phát triển": _is_rural}


def _is_building(tokens: list[str], i: int, follows: str) -> bool:
    """«Ban | xây dựng Đảng», «chủ đầu tư | xây dựng (và) kinh doanh hạ tầng»."""
    if follows == "Đảng":
        return tokens[i - 1] in {"Ban", "ban"}
    return "kinh" in {follows, word_at(tokens, i + 3) if follows == "và" else ""}


def _is_field_managed(tokens: list[str], i: int) -> bool:
    """«các đơn vị | quản lý đường bộ»: what they look after tells which are meant."""
    after = word_at(tokens, i + 2)
    if after == "ngành" and word_at(tokens, i + 4) == "lĩnh":
        # «các cơ quan chuyên môn | quản lý ngành, lĩnh vực»
        return True
    if f"{lower_first(word_at(tokens, i - 2))} {tokens[i - 1]}" not in _MANAGED:
        return False
    return after.isalpha() and after not in _MANAGES and not stops(tokens, i + 2)


def _is_noun(tokens: list[str], i: int) -> bool:
    """Whether «tổ chức» at `i` is the noun: «các tổ chức trực thuộc», not «tổ chức trực ban»."""
    follows, then = word_at(tokens, i + 2), word_at(tokens, i + 3)
    if f"{follows} {then}" in WORDS["events"] or (follows == "trực" and then != "thuộc"):
        return False
    return follows.lower() in WORDS["organised"] or (follows == "," and tokens[i - 1] == ",")


def _is_not_kept(tokens: list[str], i: int, pair: str) -> bool:
    """Whether a pair that mostly qualifies the noun before it is the action here."""
    before = tokens[i - 1]
    if pair in _HELD_BY:
        return before not in _HELD_BY[pair]
    if pair != "quản lý" or not before[0].islower() or before in _UNDER:
        return False
    return not _is_field_managed(tokens, i)


def _opens_clause(tokens: list[str], i: int) -> bool:
    """«UBND xã | Khẩn trương …»: whether a word with a capital is the verb of what follows."""
    pair = lower_first(f"{tokens[i]} {word_at(tokens, i + 1)}")
    return pair in WORDS["openers"] or (tokens[i - 1] in WORDS["ends"] and pair in WORDS["orders"])


def stops(tokens: list[str], i: int) -> bool:
    """Whether the word at `i` is no more of a name: a verb or the opening of a clause."""
    word, before = tokens[i], tokens[i - 1]
    if not word[0].islower():
        return word in _MAY_OPEN and _opens_clause(tokens, i)
    after = word_at(tokens, i + 1)
    pair = f"{word} {after}"
    if word not in _MAY_STOP or (word not in SINGLE and pair not in _STOPPING):
        return _is_strange(tokens, i, pair)
    if _names_kind(tokens, i, pair):
        return False
    if before[0].isupper() and f"{before.lower()} {word}" in DOUBLE:
        # «Sở Xây | dựng»: the second syllable of a capitalised word is no verb.
        return False
    if pair in KEEPS:
        return _is_not_kept(tokens, i, pair)
    if pair in _ORGANISES:
        return not _is_noun(tokens, i)
    if _belongs(word, before, after) or (word in _RANKING and _ranks(tokens, i)):
        return False
    if _is_set_phrase(tokens, i, pair):
        return False
    return pair in DOUBLE or word in SINGLE


def _is_strange(tokens: list[str], i: int, pair: str) -> bool:
    """Whether a word that is no verb of the lexicon begins more than a name has."""
    word, before = tokens[i], tokens[i - 1]
    if word == "nơi":
        # «UBND các xã | nơi xảy ra sạt lở», but «UBND các xã nơi có mỏ»
        return word_at(tokens, i + 1) != "có"
    if pair == "xã hội":
        return word_at(tokens, i + 2) in {"hóa", "hoá"}
    if before in _DEPARTMENT_ENDS and word not in _OF_DEPARTMENTS and _is_whole(tokens, i):
        return True
    if word in WORDS["familiar"] or word in _OF_PLACES:
        return False
    if before in _SERIES_ENDS:
        # «Các cơ quan, đơn vị | tri ân …», «các sở, ban, ngành | …»; «các đơn vị nuôi ong» are some
        return word_at(tokens, i - 3 if before != "ngành" else i - 2) in {",", "và"}
    # «UBND xã | cắm biển báo»: behind a territory no name goes on with a strange word.
    return before in _TERRITORIES


def _is_whole(tokens: list[str], i: int) -> bool:
    """Whether a department's whole name ends before `i`: «Sở Y tế | dập dịch», not «Sở Y | tế»."""
    for at in range(i - 2, max(-1, i - 1 - _LONGEST_DEPARTMENT), -1):
        if tokens[at] in _DEPARTMENTS:
            return " ".join(tokens[at + 1 : i]).lower() in WORDS["departments"]
    return False


def opens_with_action(text: str) -> bool:
    """Whether the first two syllables are a verb of the lexicon, as in «tham mưu …»."""
    return even_tones(" ".join(text[:40].split()[:2])).rstrip(",") in DOUBLE


# «X gửi báo cáo … như sau»: a whole sentence leads in, its verb begins after the actor.
_POINTS = ("như sau", "sau đây", "gồm", "dưới đây", "cụ thể", "trường hợp sau", "nội dung sau")
_LONG_CLAUSE = 22


def leads_to_items(rest: str, *, is_owned: bool) -> bool:
    """Whether the `rest` of a heading behind its names is a sentence over the items below.

    «Các sở, ban, ngành | nghiên cứu, ban hành theo thẩm quyền …»; `is_owned` = «Trách nhiệm của …».
    """
    if rest.rstrip(" :").endswith(_POINTS):
        return True
    clause = rest.partition(" (")[0].split()
    return len(clause) >= _LONG_CLAUSE and opens_with_action(rest) and not is_owned


def opens_with_verb(text: str) -> bool:
    """Whether the first words are a verb of the lexicon, however its first letter is written."""
    return _is_verb(*text[:40].split(maxsplit=2)[:2])


@lru_cache(maxsize=8192)
def _is_verb(first: str = "", second: str = "") -> bool:
    """Whether `first`, or both, are one as printed; few pairs open the sentences of the genre."""
    one = lower_first(even_tones(first.strip(_MARKS)))
    return one in SINGLE or f"{one} {even_tones(second.strip(_MARKS))}" in DOUBLE
