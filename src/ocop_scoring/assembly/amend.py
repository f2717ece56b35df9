"""Amendments: a decision's files with another decision's changes laid over them, resolved to a
whole of its own.

An amendment's folder bears its base's name and its own after a `+` (`148-2023+1489`). It states who
it is in `ruleset.yaml`, may bring files of its own beside the base's (criteria, gates, readings,
whole product sets), and changes single places in `changes.yaml` by three verbs, each with what
stood there before: a change whose target is gone or was already changed is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..errors import Fault, Place, RulesetError
from ..sources.layout import shown_name
from ..sources.places import PlacedList, PlacedMapping, Plain, Source
from ..sources.read import read
from ..sources.values import shown
from . import files
from .types import checked

__all__ = ["Change", "Layers", "changes_of", "layered"]


class Layers(Source):
    """The same file of a base and its amendment, read as one: entries of both, the amendment's on
    top; places in either.
    """

    __slots__ = ("layers",)

    def __init__(self, layers: list[Source]) -> None:
        super().__init__(layers[-1].file, _joined([layer.root for layer in layers]))
        self.layers = layers

    def place(self, path: Sequence[str | int], key: bool = False) -> Place:
        """Where the value at `path` stands, in the file that has it."""
        if not path or self.changed:
            changed = super().place(path, key)
            if not path or changed in self.changed.values():
                return changed
        first, offset = path[0], 0
        for layer in self.layers if isinstance(first, int) else reversed(self.layers):
            if isinstance(first, int) and first - offset < len(layer.root):
                return layer.place((first - offset, *path[1:]), key)
            if not isinstance(first, int) and first in layer.root:
                return layer.place(path, key)
            offset += len(layer.root)
        return self.layers[-1].place((), key)


def _joined(roots: list[Any]) -> Any:
    if all(isinstance(root, PlacedList) for root in roots):
        joined_list = PlacedList()
        joined_list.at, joined_list.spots = (0, 0), []
        for root in roots:
            joined_list.extend(root)
        return joined_list
    joined = PlacedMapping()
    joined.at, joined.spots = (0, 0), {}
    for root in roots:
        if isinstance(root, PlacedMapping):
            joined.update(root)
            joined.spots.update(root.spots)
    return joined


def layered(folders: tuple[Path, ...], name: str) -> Source:
    """The file of that name, of all folders that have it; RulesetError where none does."""
    found = [folder / name for folder in folders if (folder / name).is_file()] or [
        folders[-1] / name
    ]
    sources = [read(path, RulesetError, name=shown_name(path)) for path in found]
    return sources[0] if len(sources) == 1 else Layers(sources)


class Change:
    """One change of `changes.yaml`: a verb, the place it changes, what stood there and what stands
    there now.
    """

    __slots__ = ("address", "at", "shape", "source", "verb")

    def __init__(self, shape: files.ChangeShape, source: Source, index: int) -> None:
        self.shape, self.source, self.at = shape, source, (index,)
        self.verb, address = next(
            (v, a)
            for v, a in (("replace", shape.replace), ("add", shape.add), ("remove", shape.remove))
            if a
        )
        self.address: tuple[str, ...] = tuple(address.split("/"))

    def apply(self, source: Source, steps: tuple[str, ...]) -> Fault | None:
        """Carry the change out in a file's content; a fault where its place is not as the change
        says.
        """
        source.changed[steps] = self.source.place(
            (*self.at, self.verb if self.shape.to is None else "to")
        )
        parent: Any = source.root
        for step in steps[:-1]:
            parent = _entry(parent, step)
        last = steps[-1] if steps else ""
        standing = _entry(parent, last)
        if self.verb == "add":
            if isinstance(parent, PlacedList):
                return self.fault(
                    "change-of-list",
                    "/".join(self.address),
                    f"replace: {'/'.join(self.address[:-1])}",
                )
            if not isinstance(parent, PlacedMapping) or standing is not None:
                return self._moved(standing)
            dict.__setitem__(parent, last, self.shape.to)
        elif standing is None or plain(standing) != plain(self.shape.from_):
            return self._moved(standing)
        elif self.verb == "replace":
            _put(parent, last, self.shape.to)
        else:
            del parent[last if isinstance(parent, PlacedMapping) else int(last)]
        return None

    def fault(self, code: str, found: str, right: str, **values: object) -> Fault:
        """A fault of the change's address."""
        return Fault(
            code, self.source.place((*self.at, self.verb)), self.verb, found, right, values
        )

    def _moved(self, standing: Any) -> Fault:
        found = "–" if standing is None else shown(plain(standing))
        wanted = "–" if self.verb == "add" else shown(plain(self.shape.from_))
        return self.fault("change-target-moved", found, wanted, address="/".join(self.address))


def changes_of(folder: Path) -> list[Change]:
    """The changes of an amendment's folder, in order; none where it has no `changes.yaml`."""
    path = folder / "changes.yaml"
    if not path.is_file():
        return []
    source = read(path, RulesetError, name=shown_name(path))
    shapes = checked(source, files.ChangesFile, RulesetError).root
    faults = [
        Fault("change-of-one-kind", source.place((index,)), str(index), "", "replace, add, remove")
        for index, shape in enumerate(shapes)
        if sum(address is not None for address in (shape.replace, shape.add, shape.remove)) != 1
        or (shape.from_ is None) != (shape.add is not None)
        or (shape.to is None) != (shape.remove is not None)
    ]
    if faults:
        raise RulesetError(faults)
    return [Change(shape, source, index) for index, shape in enumerate(shapes)]


def plain(node: Any) -> Any:
    """A node as comparable values: text, lists, mappings."""
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    return node.text if isinstance(node, Plain) else node


def _entry(node: Any, step: str) -> Any:
    if isinstance(node, PlacedMapping):
        return node.get(step)
    if (
        isinstance(node, PlacedList)
        and step.isascii()
        and step.isdecimal()
        and len(step) < 10
        and int(step) < len(node)
    ):
        return node[int(step)]
    return None


def _put(parent: Any, step: str, value: Any) -> None:
    if isinstance(parent, PlacedMapping):
        dict.__setitem__(parent, step, value)
    else:
        parent[int(step)] = value
