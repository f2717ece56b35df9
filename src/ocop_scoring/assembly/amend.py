"""Amendments: a decision's files with another decision's changes laid over them, resolved to a
whole of its own.

An amendment's folder bears its base's name and its own after a `+` (`148-2023+1489`). It states who
it is in `ruleset.yaml`, may bring files of its own beside the base's (criteria, gates, readings,
whole product sets), and changes single places in `changes.yaml` by three verbs, each with what
stood there before: a change whose target is gone or was already changed is refused.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from pathlib import Path
from typing import Any

from ..errors import Fault, Place, RulesetError
from ..sources.layout import is_there, shown_name
from ..sources.places import PlacedList, PlacedMapping, Plain, Source
from ..sources.read import read
from ..sources.values import shown
from .decision_files import AmendmentFile, ChangesFile, ChangeShape
from .types import checked

__all__ = ["Amendment", "Change", "Partly", "layered"]


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
        if not path:
            return super().place(path, key)
        if isinstance(path[0], int):
            return self._place_in_lists(path[0], path[1:], key)
        for layer in reversed(self.layers):
            if isinstance(layer.root, PlacedMapping) and path[0] in layer.root:
                return layer.place(path, key)
        return self.layers[-1].place((), key)

    def _place_in_lists(self, index: int, rest: Sequence[str | int], key: bool) -> Place:
        for layer in self.layers:
            length = len(layer.root) if isinstance(layer.root, PlacedList) else 0
            if index < length:
                return layer.place((index, *rest), key)
            index -= length
        return self.layers[-1].place((), key)


class Amended(Source):
    """A file with changes carried out in its content, which is its own: the file stays as it was.

    What a change put there stands in the file of changes.
    """

    __slots__ = ("_moved", "_under")

    def __init__(self, under: Source) -> None:
        super().__init__(under.file, _copied(under.root))
        self._under = under
        self._moved: dict[tuple[str, ...], Place] = {}

    def place(self, path: Sequence[str | int], key: bool = False) -> Place:
        """Where the value at `path` stands: in the file of changes where one of them put it."""
        for steps, place in self._moved.items():
            if steps == tuple(map(str, path[: len(steps)])):
                return place
        return self._under.place(path, key)

    def carry_out(self, change: Change, steps: tuple[str, ...]) -> Fault | None:
        """Carry out a change at some steps inside the content; a fault where what stands there is
        not as the change says.
        """
        self._moved[steps] = change.place
        parent: Any = self.root
        for step in steps[:-1]:
            parent = _entry(parent, step)
        last = steps[-1] if steps else ""
        standing = _entry(parent, last)
        if change.verb == "add":
            return _added(parent, last, standing, change)
        if standing is None or plain(standing) != plain(change.shape.from_):
            return change.moved(standing)
        at = last if isinstance(parent, PlacedMapping) else int(last)
        if change.verb == "replace":
            parent[at] = change.shape.to
        else:
            del parent[at]
        return None


def _added(parent: Any, last: str, standing: Any, change: Change) -> Fault | None:
    if isinstance(parent, PlacedList):
        address, of = "/".join(change.address), "/".join(change.address[:-1])
        return change.fault("change-of-list", address, f"replace: {of}")
    if not isinstance(parent, PlacedMapping) or standing is not None:
        return change.moved(standing)
    parent[last] = change.shape.to
    return None


def _copied(node: Any) -> Any:
    """A node with mappings and lists of its own, which know the same places."""
    if isinstance(node, PlacedMapping):
        mapping = PlacedMapping((name, _copied(value)) for name, value in node.items())
        mapping.at, mapping.spots = node.at, node.spots
        return mapping
    if isinstance(node, PlacedList):
        items = PlacedList(_copied(value) for value in node)
        items.at, items.spots = node.at, node.spots
        return items
    return node


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
    found = [folder / name for folder in folders if is_there(folder / name)]
    found = found or [folders[-1] / name]
    sources = [read(path, RulesetError, name=shown_name(path)) for path in found]
    return sources[0] if len(sources) == 1 else Layers(sources)


class Change:
    """One change of `changes.yaml`: a verb, the place it changes, what stood there and what stands
    there now.
    """

    __slots__ = ("_at", "_source", "address", "shape", "verb")

    def __init__(self, shape: ChangeShape, source: Source, index: int) -> None:
        self.shape, self._source, self._at = shape, source, (index,)
        verbs = (("replace", shape.replace), ("add", shape.add), ("remove", shape.remove))
        self.verb, address = next((verb, address) for verb, address in verbs if address)
        self.address: tuple[str, ...] = tuple(address.split("/"))

    @property
    def place(self) -> Place:
        """Where what it puts there stands."""
        return self._source.place((*self._at, self.verb if self.shape.to is None else "to"))

    def fault(self, code: str, found: str, right: str, **values: object) -> Fault:
        """A fault of the change's address."""
        place = self._source.place((*self._at, self.verb))
        return Fault(code, place, self.verb, found, right, values)

    def moved(self, standing: Any) -> Fault:
        """The fault of a change whose place holds something else than it says."""
        found = "–" if standing is None else shown(plain(standing))
        wanted = "–" if self.verb == "add" else shown(plain(self.shape.from_))
        return self.fault("change-target-moved", found, wanted, address="/".join(self.address))


class Amendment:
    """What a decision's folder changes of its base; nothing where it amends none.

    `faults` are those of changes that are about what the amendment states itself. RulesetError
    where its files can't be read, or its base isn't there.
    """

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.changes: list[Change] = []
        self.faults: list[Fault] = []
        if len(folders) > 1:
            self.changes = changes_of(folders[-1])
            _check_bases(folders)
            self.faults = self._of_own(folders[-1] / "ruleset.yaml")

    def _of_own(self, path: Path) -> list[Fault]:
        stated = read(path, RulesetError, name=shown_name(path))
        checked(stated, AmendmentFile, RulesetError)
        own = {("ruleset", field) for field in stated.root}
        return [
            change.fault("change-of-own", change.address[1], "ruleset.yaml")
            for change in self.changes
            if change.address[:2] in own
        ]

    def carried_out(
        self, source: Source, *address: str, among: Container[str] | None = None
    ) -> tuple[Source, list[Fault]]:
        """A file with the changes at an address (of the entries `among` it, if given) carried out,
        and the faults of those that do not fit.
        """
        depth = len(address)
        here = [change for change in self.changes if change.address[:depth] == address]
        if among is not None:
            here = [change for change in here if _next_step(change, depth) in among]
        if not here:
            return source, []
        amended = Amended(source)
        carried = [amended.carry_out(change, change.address[depth:]) for change in here]
        return amended, [fault for fault in carried if fault is not None]


class Partly(Amendment):
    """Some changes of an amendment, of which one that doesn't fit is left out: what it rests on is
    among the others. `folders` are those whose files count.
    """

    def __init__(self, folders: tuple[Path, ...], changes: Sequence[Change]) -> None:
        self.folders, self.changes, self.faults = folders, list(changes), []

    def carried_out(
        self, source: Source, *address: str, among: Container[str] | None = None
    ) -> tuple[Source, list[Fault]]:
        """A file with those of the changes carried out that fit; none of them is a fault."""
        return super().carried_out(source, *address, among=among)[0], []


def _next_step(change: Change, depth: int) -> str:
    return change.address[depth] if len(change.address) > depth else ""


def _check_bases(folders: tuple[Path, ...]) -> None:
    for base in folders[:-1]:
        if not is_there(base / "ruleset.yaml"):
            place = Place(shown_name(folders[-1] / "ruleset.yaml"), 1, 1)
            right = f"{base.name}/ruleset.yaml"
            raise RulesetError(Fault("base-missing", place, "", base.name, right))


def changes_of(folder: Path) -> list[Change]:
    """The changes of an amendment's folder, in order; none where it has no `changes.yaml`."""
    path = folder / "changes.yaml"
    if not is_there(path):
        return []
    source = read(path, RulesetError, name=shown_name(path))
    if plain(source.root) == "":  # comments alone, as a proposal begins
        return []
    shapes = checked(source, ChangesFile, RulesetError).root
    faults = [
        Fault("change-of-one-kind", source.place((index,)), str(index), "", "replace, add, remove")
        for index, shape in enumerate(shapes)
        if not _is_of_one_kind(shape)
    ]
    if faults:
        raise RulesetError(faults)
    return [Change(shape, source, index) for index, shape in enumerate(shapes)]


def _is_of_one_kind(shape: ChangeShape) -> bool:
    """Whether a change has one verb, and `from` and `to` as that verb needs them."""
    verbs = sum(address is not None for address in (shape.replace, shape.add, shape.remove))
    needs_from, needs_to = shape.add is None, shape.remove is None
    has_from, has_to = shape.from_ is not None, shape.to is not None
    return verbs == 1 and (has_from, has_to) == (needs_from, needs_to)


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
    is_index = step.isascii() and step.isdecimal() and len(step) < 10
    if isinstance(node, PlacedList) and is_index and int(step) < len(node):
        return node[int(step)]
    return None
