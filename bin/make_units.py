"""Make data/units/provinces and data/units/provinces.csv from public lists of facts.

    python bin/make_units.py LISTS SNAPSHOTS OUT

LISTS      folder with the lists named in data/units/README.md
SNAPSHOTS  git directory of ThangLeQuoc/vietnamese-provinces-database: one state of the Statistics
           Office's list for every resolution that changed it
OUT        data/units

Prints where the sources disagree. Only facts are written: names, codes, days, who follows whom; the
sources that rows give by a short name stand in OUT/sources.csv, typed by hand.
"""

import csv
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from shutil import which

from loa.kernel.text import fold, modern_tones, tone_key

PRESS = "after_2025-07_communes_with_former_units.vnexpress.csv"
FIRST, END = "2021-07-01", "2025-07-01"
BECAME_CITY = "2026-04-30"
# State of the list after a resolution, and the day on which that came into force.
STATES = (
    ("303cd6a", "2021-07-01", "g"),
    ("11cc368", "2022-04-10", "n469"),
    ("205ded9", "2022-07-01", "n510"),
    ("522ca58", "2022-10-01", "n570"),
    ("10840d2", "2023-04-10", "n730"),
    ("29c353b", "2024-02-01", "n939"),
    ("ad89c3b", "2024-05-01", "n1013"),
    ("b77a927", "2024-09-01", "n1106"),
    ("3c983b7", "2024-11-01", "n1203"),
    ("ed1856f", "2025-01-01", "n1318"),
    ("d9b8978", "2025-03-01", "n1365"),
)
# Units of 1 July 2025: number of the resolution of 16/6/2025 by the province's code.
RESOLUTIONS = {
    "91": 1654, "96": 1655, "01": 1656, "04": 1657, "24": 1658, "48": 1659, "66": 1660, "11": 1661,
    "75": 1662, "82": 1663, "52": 1664, "42": 1665, "33": 1666, "56": 1667, "92": 1668, "31": 1669,
    "12": 1670, "68": 1671, "20": 1672, "15": 1673, "37": 1674, "46": 1675, "25": 1676, "51": 1677,
    "40": 1678, "22": 1679, "44": 1680, "14": 1681, "80": 1682, "19": 1683, "08": 1684, "79": 1685,
    "38": 1686, "86": 1687,
}  # fmt: skip
# Which of the old provinces went on with its name (NQ 202/2025/QH15): new code → old code.
SAME_NAME = {"15": "10", "24": "27", "44": "45", "52": "64", "80": "72", "82": "87", "91": "89"}
SHORT_CLASS = {
    "Thị trấn": "TT.", "Thị xã": "TX.", "Thành phố": "TP.", "Phường": "P.", "Huyện": "H.",
    "Quận": "Q.", "Đặc khu": "ĐK.", "Xã": "X.",
}  # fmt: skip
ROW = re.compile(r"\(\s*'(\d{2,5})'\s*,\s*'((?:[^']|'')*)'\s*,"
                 r"(?:\s*'(?:[^']|'')*'\s*,)?\s*'((?:[^']|'')*)'"
                 r"(?:\s*,\s*'(?:[^']|'')*')*?\s*,\s*'(\d{2,3})'\s*,\s*\d+\s*\)")  # fmt: skip
# What lists of codes do not tell, from the resolutions themselves: (old, new, day, source).
BY_HAND = (("02593", "02608-2024", "2024-09-01", "n1106"),)
PROVED = {"02593", "02608", "02608-2024"}
# Successions of July 2025 that the lists agree on and a first check by hand did not.
DOUBTED = {("00712", "00745-2025"), ("01087", "01075-2025"), ("02263", "02248-2025")}


@dataclass
class Span:
    """One unit over a time, as the list called it."""

    name: str
    parent: str
    start: str
    end: str = ""
    verified: bool = True
    source: str = "g"


@dataclass
class Body:
    """One unit through its life."""

    key: str
    code: str
    spans: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class After:
    """Who came after whom."""

    old: str
    new: str
    on: str
    kind: str
    verified: bool
    source: str


_OPEN = re.compile(r"(o)([àáảãạèéẻẽẹ])\b|(?<![qQ])(u)([ỳýỷỹỵ])\b", re.IGNORECASE)
_TONED = {"o": "òóỏõọ", "O": "ÒÓỎÕỌ", "u": "ùúủũụ", "U": "ÙÚỦŨỤ"}
_PLAIN = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}


def clean(name: str) -> str:
    """One spelling: composed, single spaces, class with a capital letter, tones as in «Hòa»."""
    words = modern_tones(" ".join(name.replace("''", "'").replace("<br>", " ").split()))
    words = _OPEN.sub(_tone_back, words)
    for known in SHORT_CLASS:
        if words.lower().startswith(f"{known.lower()} "):
            return f"{known} {words[len(known) + 1 :]}"
    return words


def _tone_back(found: re.Match[str]) -> str:
    first, last = (part for part in found.groups() if part)
    plain, tone = next((p, at) for p, row in _PLAIN.items() if (at := row.find(last.lower())) >= 0)
    return _TONED[first][tone] + (plain.upper() if last.isupper() else plain)


def bare(name: str) -> str:
    """The name without its class, folded."""
    return fold(_unclassed(name))


def _unclassed(name: str) -> str:
    known = next((words for words in SHORT_CLASS if name.startswith(f"{words} ")), "")
    return name[len(known) :].strip()


def is_near(one: str, other: str) -> bool:
    """Whether two names differ by a slip: at most two letters."""
    a, b = bare(one), bare(other)
    if any(character.isdigit() for character in a + b):
        return a == b
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, start=1):
        before, row[0] = row[0], i
        for j, right in enumerate(b, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (left != right))
    return row[-1] <= 2  # noqa: PLR2004  as the docstring says


def snapshot(git: Path, commit: str) -> dict[str, tuple[str, str]]:
    """Districts and communes of one state: code → (name, code of what is above)."""
    path = f"{commit}:postgresql/ImportData_vn_units.sql"
    text = subprocess.run(
        [which("git") or "git", "-C", str(git), "show", path], check=True, capture_output=True
    ).stdout.decode()
    at = text.index("INTO districts")
    return {
        code: (clean(full or name), above)
        for code, name, full, above in ROW.findall(text[at:])
        if (len(code), len(above)) in {(3, 2), (5, 3)}
    }


def history(git: Path, report: list[str]) -> dict[str, list[Body]]:
    """Every district and commune before 1 July 2025, by code: the bodies that bore it, in order."""
    states = [(on, source, snapshot(git, commit)) for commit, on, source in STATES]
    bodies: dict[str, list[Body]] = defaultdict(list)
    last_seen = {code: on for on, _, rows in states for code in rows}
    before: dict[str, tuple[str, str]] = {}
    for on, source, rows in states:
        merging = {
            above
            for code, (_, above) in before.items()
            if last_seen[code] < on and code not in rows
        }
        before = rows
        for code in sorted(rows.keys() | bodies.keys()):
            known = bodies[code][-1] if bodies[code] else None
            now = known.spans[-1] if known and not known.spans[-1].end else None
            if code not in rows:
                if now and last_seen[code] < on:
                    now.end, now.verified = on, False
                continue
            name, parent = rows[code]
            if now is None:
                key = code if known is None else _key(code, on)
                is_first = on == FIRST
                bodies[code].append(
                    Body(key, code, [Span(name, parent, on, verified=is_first, source=source)])
                )
            elif now.parent == parent and (now.name == name or fold(now.name) == fold(name)):
                now.name = name
            elif bare(now.name) == bare(name) or (
                parent not in merging and is_near(now.name, name)
            ):
                if now.parent == parent and now.name.split()[0] == name.split()[0]:
                    report.append(f"- {code}: «{now.name}» về sau ghi «{name}»; lấy cách ghi sau.")
                    now.name, now.verified = name, False
                    continue
                now.end = on
                bodies[code][-1].spans.append(Span(name, parent, on, verified=False, source=source))
            else:
                now.end = on
                key = _key(code, on)
                bodies[code].append(
                    Body(key, code, [Span(name, parent, on, verified=False, source=source)])
                )
    return {code: found for code, found in bodies.items() if found}


def _key(code: str, on: str) -> str:
    """The key of a body that took over a code; that of July 2025 has the year alone."""
    return f"{code}-{on[:4]}" if on[:4] != END[:4] else f"{code}-{on[:7].replace('-', '')}"


def known_successions(old: dict[str, list[Body]]) -> list[After]:
    """Who came after a body that ended before July 2025, as far as the lists tell."""
    rows = [
        After(one, other, on, "MERGED", verified=True, source=source)
        for one, other, on, source in BY_HAND
    ]
    moved: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for found in old.values():
        for before, after in pairwise(found):
            if before.spans[-1].end == after.spans[0].start:
                on = after.spans[0].start
                sure = after.key in PROVED
                rows.append(After(before.key, after.key, on, "MERGED", sure, "c"))
        for body in found:
            for one, other in pairwise(body.spans):
                if one.parent != other.parent:
                    moved[one.parent, other.start][other.parent] += 1
    for code, found in old.items():
        end = found[-1].spans[-1].end
        if len(code) == 3 and end and moved[code, end]:  # noqa: PLR2004  a district's code
            heir = moved[code, end].most_common(1)[0][0]
            heirs = [body.key for body in old[heir] if body.spans[-1].end != end]
            rows += (
                [After(found[-1].key, heirs[-1], end, "MERGED", verified=False, source="m")]
                if heirs
                else []
            )
    return rows


@dataclass
class July:
    """The communes of 1 July 2025 and who came before them, from all lists."""

    names: dict[str, str]
    provinces: dict[str, str]
    today: dict[str, tuple[str, str]]
    forward: set[tuple[str, str]]
    backward: dict[tuple[str, str], str]
    press: dict[str, set[str]]


def july(lists: Path) -> July:
    """Read the lists of July 2025."""
    names: dict[str, str] = {}
    for line in (lists / "1027_CTK-CSCL.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 4 and cells[0].isdigit():  # noqa: PLR2004  the columns of that list
            names[cells[1]] = clean(cells[2])
    merges = json.loads((lists / "mapping_new_to_old.dvhcvn-20250701.json").read_text("utf-8"))
    splits = json.loads((lists / "mapping_old_to_new.dvhcvn-20250701.json").read_text("utf-8"))
    now = json.loads((lists / "after_2025-07_34_provinces.thanglequoc.json").read_text("utf-8"))
    provinces = {c["level2_id"]: p["level1_id"] for p in merges["data"] for c in p["level2s"]}
    return July(
        names,
        provinces,
        {w["Code"]: (clean(w["FullName"]), p["Code"]) for p in now for w in p["Wards"]},
        {(c["level3_id"], x["new_id"]) for p in splits["data"] for c in p["level3s"]
         for x in c["splits"]},
        {(x["old_id"], c["level2_id"]): x["type"] for p in merges["data"] for c in p["level2s"]
         for x in c["merges"]},
        press(lists, names, provinces),
    )  # fmt: skip


def press(lists: Path, names: dict[str, str], provinces: dict[str, str]) -> dict[str, set[str]]:
    """New code → folded names of former communes, as a newspaper had them."""
    official = list(csv.DictReader((lists / "915_CTK-CSCL.csv").open(encoding="utf-8")))
    by_name = {fold(r["Tên 34 tỉnh sau sáp nhập"].replace("Thành phố ", "")): r["Mã số"]
               for r in official}  # fmt: skip
    codes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code, name in names.items():
        codes[provinces[code], tone_key(_unclassed(name))].append(code)
    found: dict[str, set[str]] = {}
    with (lists / PRESS).open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            province = by_name.get(fold(row["Tỉnh"].replace("TP HCM", "Hồ Chí Minh")), "")
            code = codes.get((province, tone_key(row["Phường, xã mới"])), [])
            if len(code) == 1:
                former = re.sub(r"\([^)]*\)", "", row["Phường, xã trước sáp nhập"]).split(",")
                found[code[0]] = {fold(clean(part)) for part in former}
    return found


@dataclass
class Province:
    """One of the 34 with all that stood where it stands."""

    code: str
    members: list[str]
    bodies: list[Body] = field(default_factory=list)
    after: list[After] = field(default_factory=list)


def joined(
    old: dict[str, list[Body]], new: July, of_new: dict[str, str], report: list[str]
) -> dict[str, Province]:
    """The 34 provinces with their bodies of all days. `of_new`: old province → new one."""
    provinces = {
        code: Province(code, [o for o, n in of_new.items() if n == code]) for code in RESOLUTIONS
    }
    home, earlier = _homes(old, of_new), known_successions(old)
    last = {code: found[-1] for code, found in old.items() if not found[-1].spans[-1].end}
    keys: dict[str, str] = {}
    for code, name in new.names.items():
        province, came = new.provinces[code], [o for o, n in new.backward if n == code]
        is_whole = came == [code] and new.backward[code, code] == "full"
        kept = last.get(code) if is_whole and last[code].spans[-1].name == name else None
        source = f"r{RESOLUTIONS[province]}"
        span = Span(name, "", END, verified=new.today.get(code, ("", ""))[0] != "", source=source)
        if kept is not None:
            kept.spans[-1].end = END
            kept.spans.append(span)
            span.source = f"k{RESOLUTIONS[province]}"
            keys[code] = kept.key
        else:
            keys[code] = f"{code}-2025" if code in old else code
            provinces[province].bodies.append(Body(keys[code], code, [span]))
        _since(span, code, new, (kept or provinces[province].bodies[-1]), report)
    for code, found in old.items():
        for body in found:
            if not body.spans[-1].end and body.spans[-1].start < END:
                body.spans[-1].end = END
        provinces[home[code]].bodies += found
    _july_successions(provinces, last, new, keys, report)
    for row in earlier:
        provinces[home[row.old.split("-")[0]]].after.append(row)
    return provinces


def _homes(old: dict[str, list[Body]], of_new: dict[str, str]) -> dict[str, str]:
    """The new province in which each old unit lies."""
    above = {code: found[0].spans[0].parent for code, found in old.items()}
    home = {}
    for code in old:
        at = code
        while len(at) > 2:  # noqa: PLR2004  a province's code
            at = above[at]
        home[code] = of_new[at]
    return home


def _since(span: Span, code: str, new: July, body: Body, report: list[str]) -> None:
    """What the list of 2026 says otherwise."""
    if code not in new.today:
        report.append(
            f"- {code} {span.name}: danh mục năm 2026 không có mã này; giữ mã 1027/CTK-CSCL."
        )
        return
    name = new.today[code][0]
    if fold(name) == fold(span.name):
        return
    if bare(name) == bare(span.name) and new.provinces[code] == "75":
        span.end = BECAME_CITY
        body.spans.append(Span(name, "", BECAME_CITY, verified=False, source="dn26"))
        return
    report.append(f"- {code}: 1027/CTK-CSCL ghi «{span.name}», danh mục năm 2026 ghi «{name}».")
    span.verified = False


def _july_successions(
    provinces: dict[str, Province], last: dict[str, Body], new: July, keys: dict[str, str],
    report: list[str],
) -> None:  # fmt: skip
    heirs = Counter(old for old, _ in new.backward)
    for (code, to), _type in sorted(new.backward.items()):
        body, province = last.get(code), provinces[new.provinces[to]]
        if body is None:
            report.append(f"- {code} → {to}: bảng ánh xạ còn mã đã hết trước 01/3/2025; bỏ qua.")
            continue
        if body.key == keys[to]:
            continue
        told = fold(body.spans[-1].name) in new.press.get(to, set())
        sure = told and (code, to) in new.forward and (body.key, keys[to]) not in DOUBTED
        kind = "SPLIT" if heirs[code] > 1 else "MERGED"
        source = f"s{RESOLUTIONS[new.provinces[to]]}"
        province.after.append(After(body.key, keys[to], END, kind, sure, source))
    for code, body in sorted(last.items()):
        if len(code) == 3 and not any(old == code for old, _ in new.backward):  # noqa: PLR2004  district
            home = next(p for p in provinces.values() if body in p.bodies)
            home.after.append(After(body.key, "", END, "MERGED", verified=False, source="l72"))
        elif len(code) == 5 and not heirs[code]:  # noqa: PLR2004  commune
            report.append(f"- {code} {body.spans[0].name}: không có trong bảng ánh xạ cũ → mới.")


@dataclass(frozen=True)
class Member:
    """One of the 63 provinces: the line that goes on from it."""

    code: str
    key: str
    prefix: str
    slug: str
    name: str
    into: str


def members(lists: Path) -> tuple[dict[str, Member], dict[str, str]]:
    """The 63 by their old codes, and old code → new code."""
    before = json.loads((lists / "before_2025-07_63_provinces.thanglequoc.json").read_text("utf-8"))
    merges = json.loads((lists / "mapping_new_to_old.dvhcvn-20250701.json").read_text("utf-8"))
    of_new = {x["old_id"]: p["level1_id"] for p in merges["data"] for x in p["merges"]}
    found = {}
    for row in before:
        code, name = row["Code"], clean(row["FullName"])
        words = fold(name.split(maxsplit=2 if name.startswith("Thành phố") else 1)[-1]).split()
        prefix = "HUE" if words == ["hue"] else "".join(word[0] for word in words).upper()
        key = "H60" if prefix == "TQ" else prefix
        new = of_new[code]
        into = "" if SAME_NAME.get(new, new) == code else new
        found[code] = Member(code, key, prefix, "-".join(words), name, into)
    return found, of_new


def province_rows(known: dict[str, Member], of_new: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """provinces.csv: each of the 63 with its names over time and the province that it is in now."""
    slugs = {of_new[m.code]: m.slug for m in known.values() if not m.into}
    yield ("key", "prefix", "slug", "today", "name", "gso", "code", "valid_from", "valid_to",
           "verified", "source")  # fmt: skip
    for m in known.values():
        today, name, sure, source = slugs[of_new[m.code]], m.name, "true", "g"
        starts = [FIRST]
        if m.slug == "hue":
            yield (m.key, m.prefix, m.slug, today, "Tỉnh Thừa Thiên Huế", m.code, m.code, FIRST,
                   "2025-01-01", "true", "g")  # fmt: skip
            starts, source = ["2025-01-01"], "q175"
        special = {"TQ": ("H60", "h60"), "HG": ("H22", "h22")}.get(m.prefix if m.slug in {
            "tuyen-quang", "ha-giang"} else "")  # fmt: skip
        code, sure, source = (
            (special[0], "false", special[1]) if special else (m.code, sure, source)
        )
        new = of_new[m.code]
        is_same = not m.into and (new == m.code or bool(special)) and m.slug != "dong-nai"
        end = "" if is_same else END
        yield (m.key, m.prefix, m.slug, today, name, m.code, code, starts[0], end, sure, source)
        if not m.into and not is_same and m.slug != "dong-nai":
            yield (m.key, m.prefix, m.slug, today, name, new, new, END, "", "true", "c915")
        if m.slug == "dong-nai":
            yield (m.key, m.prefix, m.slug, today, name, new, new, END, BECAME_CITY, "true", "c915")
            yield (m.key, m.prefix, m.slug, today, "Thành phố Đồng Nai", new, new, BECAME_CITY, "",
                   "false", "q30")  # fmt: skip


def state_rows(
    province: Province, known: dict[str, Member], old: dict[str, list[Body]], order: list[str]
) -> Iterator[tuple[str, ...]]:
    """A province's file: districts, communes under them, those of July 2025 in official order."""
    yield ("key", "code", "name", "parent", "valid_from", "valid_to", "verified", "source")
    first = sorted(province.members, key=lambda code: (bool(known[code].into), code))
    rank = {code: at for at, code in enumerate(first)}
    place = {code: at for at, code in enumerate(order)}
    rows: list[tuple[tuple[object, ...], tuple[str, ...]]] = []
    for body in province.bodies:
        for span in body.spans:
            line = ("true" if span.verified or body.key in PROVED else "false", span.source)
            if not span.parent:
                at: tuple[object, ...] = (2, place[body.code], span.start)
                rows.append((at, (body.key, body.code, span.name, "", span.start, span.end, *line)))
            elif len(body.code) == 3:  # noqa: PLR2004  a district's code
                at = (0, rank[span.parent], body.code, span.start)
                above = known[span.parent].key
                rows.append(
                    (at, (body.key, body.code, span.name, above, span.start, span.end, *line))
                )
            else:
                at = (1, rank[old[span.parent][0].spans[0].parent], span.parent, body.code)
                rows += [
                    ((*at, start), (body.key, body.code, span.name, key, start, end, *line))
                    for key, start, end in _under(old[span.parent], span)
                ]
    yield from (
        row
        for _, row in sorted(
            rows,
            key=lambda pair: tuple(
                map(
                    str,
                    (
                        pair[0][0],
                        *(f"{part:05d}" if isinstance(part, int) else part for part in pair[0][1:]),
                    ),
                )
            ),
        )
    )


def _under(above: list[Body], span: Span) -> Iterator[tuple[str, str, str]]:
    """The span cut by the bodies that bore the district's code: (key, from, to)."""
    for body in above:
        start = max(span.start, body.spans[0].start)
        end = min(span.end, body.spans[-1].end or span.end)
        if start < end:
            yield body.key, start, end


def write(path: Path, rows: Iterable[tuple[str, ...]]) -> None:
    """One CSV file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def main(arguments: list[str]) -> int:
    """Read the lists, write the files, print the disagreements."""
    lists, git, out = map(Path, arguments)
    report: list[str] = []
    known, of_new = members(lists)
    old = history(git, report)
    new = july(lists)
    provinces = joined(old, new, of_new, report)
    order = list(new.names)
    write(out / "provinces.csv", province_rows(known, of_new))
    for province in provinces.values():
        slug = next(known[code].slug for code in province.members if not known[code].into)
        write(out / "provinces" / f"{slug}.csv", state_rows(province, known, old, order))
        rows = [("old", "new", "on", "kind", "verified", "source")]
        rows += [
            (row.old, row.new, row.on, row.kind, str(row.verified).lower(), row.source)
            for row in sorted(province.after, key=lambda row: (row.on, row.new, row.old))
        ]
        write(out / "provinces" / f"{slug}.successions.csv", rows)
    sys.stdout.write("\n".join(report) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
