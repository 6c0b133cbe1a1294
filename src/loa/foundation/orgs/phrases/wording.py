"""groups.toml and names.toml as values."""

from pathlib import Path

from loa.foundation.orgs.phrases.lexicon import GroupRule, Wording
from loa.foundation.orgs.phrases.words import key_of
from loa.foundation.orgs.types import Group, Kind, Level
from loa.kernel.reference import ReferenceBroken, read_toml


def read(folder: Path) -> Wording:
    """The wording of the reference folder (data/units). Raises ReferenceBroken."""
    groups, names = read_toml(folder / "groups.toml"), read_toml(folder / "names.toml")
    try:
        return _wording(groups, names)
    except (KeyError, ValueError, TypeError) as error:
        message = f"groups.toml or names.toml: {error!r}"
        raise ReferenceBroken(message) from error


def _wording(groups: dict, names: dict) -> Wording:  # type: ignore[type-arg]  # as TOML gives it
    rules: dict[Group, GroupRule] = {}
    phrases: list[tuple[str, tuple[Group, ...], bool]] = []
    for table in groups["group"]:
        group = Group(table["code"])
        kinds = frozenset(map(Kind, table.get("kinds", ())))
        rules[group] = GroupRule(kinds, frozenset(map(Level, table.get("levels", ()))))
        phrases += [(text, (group,), table.get("is_weak", False)) for text in table["phrases"]]
    for table in groups["together"]:
        meant = tuple(map(Group, table["groups"]))
        phrases += [(text, meant, table.get("is_weak", False)) for text in table["phrases"]]
    aliases = {key: tuple(forms) for key, forms in names["aliases"].items()}
    for part in names["part"]:
        aliases[part["owner"]] = (*aliases.get(part["owner"], ()), *part["names"])
    around = groups["words"]
    return Wording(
        rules=rules,
        phrases=tuple(phrases),
        around=tuple(around["around"]),
        vague=tuple(around["vague"]),
        rooms=frozenset(" ".join(key_of(room)) for room in around["rooms"]),
        aliases=aliases,
    )
