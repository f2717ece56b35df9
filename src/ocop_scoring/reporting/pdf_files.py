"""The files inside a PDF of ours, read back: its first revision alone, as Typst writes it, within
bounds of size, depth and number. What another program has written anew is not read.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

__all__ = ["MOST_BYTES", "Unreadable", "files_in_pdf", "first_revision"]

MOST_BYTES = 256 * 2**20
"""A PDF of more bytes is not read, nor are more bytes of files than these taken out of one."""

_MOST_IN_FILE = 32 * 2**20
_MOST_DEEP, _MOST_NODES = 32, 20_000
_END = re.compile(rb"\nstartxref\n(\d{1,12})\n%%EOF")
_BLANK, _OTHER = rb"\x00\t\n\x0c\r ", rb"\x00\t\n\x0c\r ()<>\[\]{}/%"
_TOKEN = re.compile(
    rb"(?:[%(b)s]|%%[^\r\n]*)*+(?:"
    rb"(?P<ref>\d{1,9}[%(b)s]{1,9}\d{1,5}[%(b)s]{1,9}R(?![^%(o)s]))|(?P<open><<|\[)|(?P<close>>>|\])"
    rb"|/(?P<name>[^%(o)s]*)|<(?P<hex>[0-9A-Fa-f%(b)s]*)>|(?P<string>\()|(?P<word>[^%(o)s]+))"
    % {b"b": _BLANK, b"o": _OTHER}
)
_OBJECT = re.compile(rb"\s{0,4}(\d{1,9}) (\d{1,5}) obj\b")
_STREAM = re.compile(rb"\s{0,4}stream\r?\n")
_SECTION = re.compile(rb"(\d{1,9}) (\d{1,9})\s{1,2}")
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Unreadable(Exception):  # noqa: N818 - callers say what it is of
    """It is no PDF as this library writes them; the words say what is not."""


class _Ref(NamedTuple):
    """An object somewhere else in the file."""

    number: int


def first_revision(content: bytes) -> int:
    """Where the first revision of a PDF ends; what follows was appended. Unreadable where none
    does.
    """
    if not content.startswith(b"%PDF-") or len(content) > MOST_BYTES:
        raise Unreadable("%PDF")
    for found in _END.finditer(content):
        if content.startswith(b"xref", int(found[1])):
            return found.end()
    raise Unreadable("%%EOF")


def files_in_pdf(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of the files inside the first revision, in the order of their list; a
    name may come twice. Unreadable where it is no PDF of ours.
    """
    end = first_revision(content)
    read = _Reader(content[:end])
    left = MOST_BYTES
    for number, given in _listed(read):
        for name in given:
            packed = read.embedded(number)
            left -= len(packed)
            if left < 0:
                raise Unreadable("EmbeddedFiles")
            yield name, packed


def _listed(read: _Reader) -> Iterator[tuple[_Ref, tuple[str, ...]]]:
    """The files of the list of names, and those that the document calls its own beside it, each
    with all names that it goes by.
    """
    root = read.dict(read.trailer.get("Root"))
    tree = read.dict(read.dict(root.get("Names", {})).get("EmbeddedFiles", {}))
    listed = list(_leaves(read, tree))
    own = read.value(root.get("AF", []))
    seen = {ref for _, ref in listed}
    if isinstance(own, list):
        listed += [("", ref) for ref in own if isinstance(ref, _Ref) and ref not in seen]
    for name, ref in listed:
        file = read.dict(ref)
        names = [name, *[_text(read.value(file.get(key, b""))) for key in ("F", "UF")]]
        yield ref, tuple(dict.fromkeys([each for each in names if each]))


def _leaves(read: _Reader, node: Mapping[str, object]) -> Iterator[tuple[str, _Ref]]:
    """The pairs of a tree of names."""
    waiting, nodes = [node], 0
    while waiting:
        node, nodes = waiting.pop(), nodes + 1
        names, kids = read.value(node.get("Names", [])), read.value(node.get("Kids", []))
        if not isinstance(names, list) or not isinstance(kids, list) or nodes > _MOST_NODES:
            raise Unreadable("EmbeddedFiles")
        waiting += [read.dict(kid) for kid in kids[: _MOST_NODES - nodes]]
        for name, ref in zip(names[::2], names[1::2], strict=False):
            if not isinstance(ref, _Ref):
                raise Unreadable("EmbeddedFiles")
            yield _text(name), ref


def _text(value: object) -> str:
    """A string of PDF as text."""
    if not isinstance(value, bytes):
        raise Unreadable("EmbeddedFiles")
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    return value.decode("latin-1")


class _Reader:
    """Objects of a file with one table of places; each is read once."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        found = list(_END.finditer(content, max(0, len(content) - 64)))
        self._sections: list[tuple[int, int, int]] = []
        trailer, _ = _parsed(content, self._table(int(found[-1][1])))
        if not isinstance(trailer, dict) or not {"Prev", "Encrypt", "XRefStm"}.isdisjoint(trailer):
            raise Unreadable("trailer")
        self.trailer = trailer
        self._known: dict[int, tuple[object, int]] = {}

    def _table(self, at: int) -> int:
        """Reads where the table's sections stand; gives where the trailer begins."""
        content, at = self._content, at + len(b"xref")
        while content[at : at + 1] in (b"\r", b"\n"):
            at += 1
        while (section := _SECTION.match(content, at)) is not None:
            first, many = int(section[1]), int(section[2])
            self._sections.append((first, many, section.end()))
            at = section.end() + 20 * many
        if len(self._sections) > _MOST_NODES or not content.startswith(b"trailer", at):
            raise Unreadable("xref")
        return at + len(b"trailer")

    def _object(self, number: int) -> tuple[object, int]:
        """An object, and where it ends."""
        if number not in self._known:
            place = self._place(number)
            found = _OBJECT.match(self._content, place)
            if found is None or int(found[1]) != number or len(self._known) > _MOST_NODES:
                raise Unreadable(f"{number} 0 obj")
            self._known[number] = _parsed(self._content, found.end())
        return self._known[number]

    def _place(self, number: int) -> int:
        for first, many, at in self._sections:
            if first <= number < first + many:
                entry = self._content[at + 20 * (number - first) :][:20]
                if entry[:10].isdigit() and entry[17:18] == b"n":
                    return int(entry[:10])
        raise Unreadable(f"{number} 0 obj")

    def value(self, value: object) -> object:
        """A value; of one that stands somewhere else, that."""
        return self._object(value.number)[0] if isinstance(value, _Ref) else value

    def dict(self, value: object) -> Mapping[str, object]:
        """A value that must be a dictionary."""
        found = self.value(value)
        if not isinstance(found, dict):
            raise Unreadable("<<")
        return found

    def embedded(self, ref: _Ref) -> bytes:
        """The bytes of a file that an entry of the list is about."""
        held = self.dict(self.dict(ref).get("EF")).get("F")
        if not isinstance(held, _Ref):
            raise Unreadable("EF")
        about, at = self._object(held.number)
        length = self.value(about.get("Length")) if isinstance(about, dict) else None
        begins = _STREAM.match(self._content, at)
        if begins is None or not isinstance(about, dict) or not isinstance(length, int):
            raise Unreadable("stream")
        packed = self._content[begins.end() : begins.end() + length]
        return _unpacked(packed, about.get("Filter"))


def _unpacked(packed: bytes, by: object) -> bytes:
    """A stream as it was; not more of it than one file may have."""
    if by is None and len(packed) <= _MOST_IN_FILE:
        return packed
    if by not in ("FlateDecode", ["FlateDecode"]):
        raise Unreadable("Filter")
    opened = zlib.decompressobj()
    try:
        found = opened.decompress(packed, _MOST_IN_FILE)
    except zlib.error:
        raise Unreadable("FlateDecode") from None
    if not opened.eof or opened.unused_data:
        raise Unreadable("FlateDecode")
    return found


# Values


def _parsed(content: bytes, at: int) -> tuple[object, int]:
    """The value that begins at a place, and where it ends."""
    open_ones: list[tuple[bytes, list[object]]] = []
    while True:
        token = _TOKEN.match(content, at)
        if token is None or len(open_ones) > _MOST_DEEP:
            raise Unreadable("obj")
        at = token.end()
        value: object
        if token["open"]:
            open_ones.append((token["open"], []))
            continue
        if token["close"]:
            value = _closed(open_ones.pop() if open_ones else (b"", []), token["close"])
        elif token["string"]:
            value, at = _string(content, at)
        else:
            value = _atom(token)
        if not open_ones:
            return value, at
        open_ones[-1][1].append(value)


def _closed(opened: tuple[bytes, list[object]], by: bytes) -> object:
    mark, values = opened
    if mark + by == b"[]":
        return values
    keys = values[::2]
    if mark + by != b"<<>>" or len(values) % 2 or not all(isinstance(k, str) for k in keys):
        raise Unreadable("<<")
    if len(set(map(str, keys))) < len(keys):
        raise Unreadable("<<")
    return dict(zip(keys, values[1::2], strict=True))


def _atom(token: re.Match[bytes]) -> object:
    """A reference, a name, a string in hexadecimal, a number; anything else as it is written."""
    if token["ref"]:
        return _Ref(int(token["ref"].split()[0]))
    if token["name"] is not None:
        return token["name"].decode("latin-1")
    if token["hex"] is not None:
        digits = b"".join(token["hex"].split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    word = token["word"]
    return int(word) if word.isdigit() and len(word) < 13 else word


def _string(content: bytes, at: int) -> tuple[bytes, int]:
    """A string in brackets, which may hold brackets."""
    begins, deep = at, 1
    for found in re.finditer(rb"\\.|[()]", content[at : at + 65536], re.DOTALL):
        deep += {b"(": 1, b")": -1}.get(found[0], 0)
        if not deep:
            end = begins + found.start()
            return _ESCAPED.sub(_unescaped, content[begins:end]), end + 1
    raise Unreadable("(")


def _unescaped(found: re.Match[bytes]) -> bytes:
    said = found[1]
    if said[:1].isdigit():
        return bytes([int(said, 8) & 255]) if said[0] < 56 else said
    return b"" if said in (b"\n", b"\r", b"\r\n") else _ESCAPES.get(said, said)
