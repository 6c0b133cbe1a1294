"""Where the parts of a split task, or two joined ones, stand in the source."""

import re

Place = tuple[int | None, int | None]
_NEAR = 400  # letters between two tasks that still stand in one passage


def places_of(text: str, start: int | None, end: int | None, parts: list[str]) -> list[Place]:
    """Start and end of each part inside the stretch, found in order and however lines were broken.

    Where one is not found, because its words were changed, all keep the whole stretch.
    """
    whole: Place = (start, end)
    if start is None or end is None:
        return [whole] * len(parts)
    places: list[Place] = []
    at = start
    for part in parts:
        found = re.compile(r"\s+".join(map(re.escape, part.split()))).search(text, at, end)
        if found is None:
            return [whole] * len(parts)
        places.append(found.span())
        at = found.end()
    return places


def place_of_both(one: Place, other: Place) -> Place:
    """The stretch from one task to the other where they stand side by side, else the first's."""
    (start, end), (other_start, other_end) = one, other
    if start is None or end is None or other_start is None or other_end is None:
        return one
    if max(start, other_start) - min(end, other_end) > _NEAR:
        return one
    return min(start, other_start), max(end, other_end)
