"""A workbook that was filled in, held against what it should be: its kind, its template, the words
that stand in it; and where each value of the form that is read from it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ...errors import Faults, Place
from ...sources.places import Source, address, place_in_cell
from ...sources.values import shown
from .answers import plain
from .cells import Cells, Spot, Value

__all__ = ["Held", "said_of"]

Path = tuple[str | int, ...]


class Held(Source):
    """One worksheet of a workbook, its faults, and the place of each value that is read from it.

    As a `Source` it tells errors of later steps where a value stands: by its cell.
    """

    __slots__ = ("cells", "faults", "spots")

    def __init__(self, file: str, cells: Cells, faults: Faults) -> None:
        super().__init__(file, {})
        self.cells = cells
        self.faults = faults
        self.spots: dict[Path, Spot] = {}

    def place(self, path: Sequence[str | int], key: bool = False) -> Place:
        """The cell of the value at `path`, or of what it stands in; of the form itself, A1."""
        steps = tuple(path)
        while steps and steps not in self.spots:
            steps = steps[:-1]
        return place_in_cell(self.file, self.cells.name, *self.spots.get(steps, (0, 0)))

    def value(self, path: Path, spot: Spot) -> Value:
        """The value of an answer's cell, which is noted as the place of the value at `path`.

        A fault where a formula gives it, or where it shows an error: the answer itself belongs
        there.
        """
        self.spots[path] = spot
        found = self.cells.at(*spot)
        if spot in self.cells.formulas:
            self.refuse("formula-in-answer", path, found)
            return None
        if spot in self.cells.errors:
            self.refuse("error-in-answer", path, found)
            return None
        return found.strip() or None if isinstance(found, str) else found

    def refuse(
        self, code: str, path: Path, found: object, right: str = "", **values: object
    ) -> None:
        """A fault of the value at `path`."""
        self.faults.add(code, self, path, said_of(found), right, key=False, **values)

    def refuse_at(
        self, code: str, spot: Spot, found: object, right: str = "", **values: object
    ) -> None:
        """A fault of a cell."""
        at: Path = (address(*spot),)
        self.spots[at] = spot
        self.refuse(code, at, found, right, **values)

    def hold(self, known: Mapping[Spot, str]) -> None:
        """Faults for texts of the form that were changed; one alone for rows that have moved, and
        for a form that is another one, since then every answer would be taken for another's.
        """
        rows = self.cells.rows
        try:  # nearly always every text stands in its place
            differing = [spot for spot, text in known.items() if rows[spot[0]][spot[1]] != text]
        except IndexError:
            differing = list(known)
        differing = [spot for spot in differing if not self._stands(spot, known[spot])]
        for spot in differing[:_LOOKED_FOR]:
            moved = self._moved_to(spot, known)
            if moved is not None:
                text, right = known[spot], address(*spot)
                self.refuse_at("moved-row", moved, text, right)
                return
        if len(differing) > _MANY:
            first = differing[0]
            self.refuse_at("changed-text", first, len(differing), known[first], habit="many")
            return
        for spot in differing:
            found = self.cells.at(*spot)
            habit = {} if found is not None else {"habit": "empty"}
            self.refuse_at("changed-text", spot, found, known[spot], **habit)

    def _stands(self, spot: Spot, text: str) -> bool:
        found = self.cells.at(*spot)
        return found == text or plain(said_of(found)) == plain(text)

    def _moved_to(self, spot: Spot, known: Mapping[Spot, str]) -> Spot | None:
        """Where the text of a cell stands instead, in the same column, if it is long enough to tell
        rows apart.
        """
        text, (row, column) = known[spot], spot
        if len(text) < _TELLING:
            return None
        for other in range(len(self.cells.rows)):
            at = (other, column)
            if other != row and known.get(at) != text and self._stands(at, text):
                return at
        return None

    def refuse_merged(self, answers: Iterable[Spot]) -> None:
        """Faults for cells that are merged over an answer: what stood in the others is lost."""
        if not self.cells.merged:
            return
        for spot in answers:
            for (top, left), (bottom, right) in self.cells.merged:
                if top <= spot[0] <= bottom and left <= spot[1] <= right:
                    merged = f"{address(top, left)}:{address(bottom, right)}"
                    self.refuse_at("merged-cells", spot, merged)


_TELLING = 12  # letters of a text that tells its row
_LOOKED_FOR = 20  # so many texts that are not in their place are looked for elsewhere
_MANY = 10  # more texts than anybody changes by hand


def said_of(value: Value | object) -> str:
    """A cell's value as a fault shows it, and as a text of the form is compared."""
    if value is None:
        return ""
    return value if isinstance(value, str) else shown(value)
