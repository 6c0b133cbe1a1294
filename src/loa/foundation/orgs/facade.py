"""The door of orgs: all that other rooms may use."""

from loa.foundation.orgs.events import UnitMerged
from loa.foundation.orgs.forest import BeforeFirstTree
from loa.foundation.orgs.operations.accounts import NoAccount, reset_password, waive_password_change
from loa.foundation.orgs.operations.import_people import (
    ImportedPeople,
    PeopleSheetEmpty,
    PeopleSheetFaulty,
    import_people,
)
from loa.foundation.orgs.operations.load_province import (
    LoadedProvince,
    ProvinceInUse,
    load_province,
)
from loa.foundation.orgs.operations.load_units import load_reference
from loa.foundation.orgs.operations.people import (
    PostEndsTooEarly,
    PostHeldAlready,
    UnitNotStanding,
    add_person,
    end_post,
    give_post,
)
from loa.foundation.orgs.operations.successions import (
    NotASuccession,
    announce_successions,
    record_succession,
)
from loa.foundation.orgs.people_rows import HeadingsMissing, RowFault
from loa.foundation.orgs.people_sheet import SheetTooLarge, SheetUnreadable
from loa.foundation.orgs.queries.people import (
    actor_for,
    cli_actor,
    people_of,
    person_names,
    posts_of,
)
from loa.foundation.orgs.queries.phrases import group_members, resolve_phrase
from loa.foundation.orgs.queries.rights import below_ids, may, unit_ids, units_where
from loa.foundation.orgs.queries.units import (
    children_of,
    ended_ids,
    last_row,
    office_row,
    one_forest,
    root_row,
    subtree_ids,
    successors_of,
    superior_of,
    tree,
    unit_by_code,
    unit_row,
    units_by_ids,
)
from loa.foundation.orgs.types import (
    SYSTEM,
    Actor,
    Group,
    Held,
    Kind,
    Level,
    PersonRow,
    PhraseMatch,
    PostRow,
    Role,
    Slip,
    SuccessionKind,
    Successor,
    UnitRow,
)

__all__ = [
    "SYSTEM",
    "Actor",
    "BeforeFirstTree",
    "Group",
    "HeadingsMissing",
    "Held",
    "ImportedPeople",
    "Kind",
    "Level",
    "LoadedProvince",
    "NoAccount",
    "NotASuccession",
    "PeopleSheetEmpty",
    "PeopleSheetFaulty",
    "PersonRow",
    "PhraseMatch",
    "PostEndsTooEarly",
    "PostHeldAlready",
    "PostRow",
    "ProvinceInUse",
    "Role",
    "RowFault",
    "SheetTooLarge",
    "SheetUnreadable",
    "Slip",
    "SuccessionKind",
    "Successor",
    "UnitMerged",
    "UnitNotStanding",
    "UnitRow",
    "actor_for",
    "add_person",
    "announce_successions",
    "below_ids",
    "children_of",
    "cli_actor",
    "end_post",
    "ended_ids",
    "give_post",
    "group_members",
    "import_people",
    "last_row",
    "load_province",
    "load_reference",
    "may",
    "office_row",
    "one_forest",
    "people_of",
    "person_names",
    "posts_of",
    "record_succession",
    "reset_password",
    "resolve_phrase",
    "root_row",
    "subtree_ids",
    "successors_of",
    "superior_of",
    "tree",
    "unit_by_code",
    "unit_ids",
    "unit_row",
    "units_by_ids",
    "units_where",
    "waive_password_change",
]
