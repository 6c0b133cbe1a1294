"""The packed parts of a Word file, opened within limits and without entities or network."""

import io
import posixpath
import zipfile
import zlib
from typing import IO
from urllib.parse import unquote, urlsplit

from lxml import etree

from loa.foundation.files.extract.errors import BrokenFile, EncryptedFile, FileTooComplex
from loa.foundation.files.extract.names import TRANSITIONAL

MAX_MEMBERS = 5_000
MAX_UNPACKED = 400 * 1024 * 1024
MAX_PART = 48 * 1024 * 1024
MAX_RATIO = 200
_RATIO_FROM = 8 * 1024 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError)


class Package:
    """The parts of an Office Open XML file (ECMA-376 part 2).

    Sizes, count and ratio are checked from the directory of the file before anything is unpacked;
    only parts asked for are unpacked, and never past MAX_PART bytes.
    """

    def __init__(self, data: bytes) -> None:
        """Raises BrokenFile, EncryptedFile, FileTooComplex."""
        try:
            self._packed = zipfile.ZipFile(io.BytesIO(data))
        except UNREADABLE:
            raise BrokenFile from None
        self._members = {
            info.filename.replace("\\", "/").lstrip("/").lower(): info
            for info in self._packed.infolist()
        }
        self._check()

    def _check(self) -> None:
        members = self._packed.infolist()
        if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_UNPACKED:
            raise FileTooComplex
        for member in members:
            grown = member.file_size > MAX_RATIO * max(member.compress_size, 1)
            if member.file_size > _RATIO_FROM and grown:
                raise FileTooComplex

    def read(self, part: str) -> bytes | None:
        """The bytes of `part`, or None when there is no such part."""
        member = self._members.get(part.lower())
        if member is None:
            return None
        if member.flag_bits & _ENCRYPTED:
            raise EncryptedFile
        if member.file_size > MAX_PART:
            raise FileTooComplex
        if member.compress_type not in _METHODS:
            raise BrokenFile
        try:
            with self._packed.open(member) as stream:
                return stream.read(MAX_PART)
        except UNREADABLE:
            raise BrokenFile from None
        except RuntimeError:  # zipfile's word for a member that wants a password
            raise EncryptedFile from None

    def stream(self, part: str) -> IO[bytes]:
        """`part` to be read bit by bit, as large as the package's own check allows.

        Raises BrokenFile, EncryptedFile.
        """
        member = self._members.get(part.lower())
        if member is None or member.compress_type not in _METHODS:
            raise BrokenFile
        if member.flag_bits & _ENCRYPTED:
            raise EncryptedFile
        try:
            return self._packed.open(member)
        except UNREADABLE:
            raise BrokenFile from None

    def xml(self, part: str) -> etree._Element | None:
        """The root of an XML part in transitional names, or None when there is no such part.

        Raises BrokenFile for what is not XML or carries a document type: no Word file has one,
        and it is where entity bombs live.
        """
        data = self.read(part)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise BrokenFile from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise BrokenFile
        return _transitional(root)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Of each relation of `part` ("" = the package): id → (last word of its type, part).

        Targets outside the file and those that point nowhere («NULL», «#_top») are left out.
        """
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in [] if root is None else root.iter(_RELATION):
            target = _inner_target(folder, relation)
            if target is not None and target.lower() in self._members:
                kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
                found[relation.get("Id") or ""] = (kind, target)
        return found


def _inner_target(folder: str, relation: etree._Element) -> str | None:
    target = relation.get("Target") or ""
    if relation.get("TargetMode") == "External" or not target or target.startswith("#"):
        return None
    try:
        path = unquote(urlsplit(target).path)
    except ValueError:
        return None
    whole = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
    return posixpath.normpath(whole) if whole else None


def _transitional(root: etree._Element) -> etree._Element:
    """`root` with the names of the Strict standard (ISO/IEC 29500) turned into the usual ones."""
    if not any(uri in TRANSITIONAL for uri in root.nsmap.values()):
        return root
    for element in root.iter(etree.Element):
        element.tag = _renamed(str(element.tag))
        for name, value in list(element.attrib.items()):
            changed = _renamed(str(name))
            if changed != name:
                del element.attrib[name]
                element.set(changed, value)
    return root


def _renamed(name: str) -> str:
    if not name.startswith("{"):
        return name
    uri, local = name[1:].split("}", 1)
    return f"{{{TRANSITIONAL.get(uri, uri)}}}{local}"
