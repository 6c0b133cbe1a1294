"""The people, bodies and notions a document speaks of, each once: the `references` of its meta."""

from loa.foundation.documents.akn.addresses import Identifiers, slug
from loa.foundation.documents.akn.elements import Element, Id, add, line
from loa.kernel.text import fold

READER = Id("loa")
_FOLDERS = {
    "TLCOrganization": "organization",
    "TLCPerson": "person",
    "TLCRole": "role",
    "TLCConcept": "concept",
    "TLCLocation": "location",
    "TLCEvent": "event",
    "TLCObject": "object",
}
_PREFIXES = {
    "TLCOrganization": "org",
    "TLCPerson": "person",
    "TLCRole": "role",
    "TLCConcept": "concept",
    "TLCLocation": "place",
    "TLCEvent": "event",
    "TLCObject": "object",
}


class Register:
    """Entries in the order in which they were first named."""

    def __init__(self, ids: Identifiers) -> None:
        """Begin with the reader itself, the source of all markup."""
        self._ids = ids
        self._found: dict[tuple[str, str], Id] = {}
        self._rows: list[tuple[str, Id, str, str]] = []
        self._add("TLCOrganization", "loa", "Loa", ids.named(READER))

    def refer(self, kind: str, name: str) -> str:
        """`#eId` of the thing so named, entered now if it is new."""
        key = (kind, fold(name) or line(name))
        if key not in self._found:
            self._add(kind, key[1], name, self._ids.named(f"{_PREFIXES[kind]}_{slug(name) or 'x'}"))
        return f"#{self._found[key]}"

    def write(self, meta: Element) -> None:
        """The element `references`."""
        box = add(meta, "references", source=f"#{READER}")
        for kind, eid, key, name in self._rows:
            address = f"/akn/ontology/{_FOLDERS[kind]}/vn/{slug(key) or eid}"
            add(box, kind, eId=eid, href=address, showAs=name)

    def _add(self, kind: str, key: str, name: str, eid: Id) -> None:
        self._found[kind, key] = eid
        self._rows.append((kind, eid, key, name))
