"""The ends of a table's sheets as programs in whole numbers, solved by HiGHS: most points, fewest
points with each star, most points without each star.

Nothing is counted or listed here, so that a slip of `oracle.sheets` isn't repeated: a criterion's
choices are variables of which at most one is 1, and whatever a star hangs on is a row that adds some
of them up. It imports nothing of the package.

    x(way)              1 where that way is chosen; the ways of a criterion add up to 1, those of a
                        criterion that another one opens to the ways of that one with enough points
    points              the points of all chosen ways
    met(minimum)        the chosen ways of its criterion that meet it: 1 or 0
    met up to (star)    the sum of met(…) of every minimum of this star or a lower one
"""

from __future__ import annotations

from typing import Any

from oracle.sheets import Minimum, Table

__all__ = ["Ends", "solved"]


class Ends:
    """A table as one program. Questions set the bounds of its rows and ask for the least or the
    most points.
    """

    def __init__(self, table: Table, highspy: Any) -> None:
        self._highs, self._inf = highspy.Highs(), highspy.kHighsInf
        self._least, self._most = highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize
        self._optimal = highspy.HighsModelStatus.kOptimal
        self._none = highspy.HighsModelStatus.kInfeasible
        self._highs.silent()
        self._highs.setOptionValue("threads", 1)
        self._highs.setOptionValue("parallel", "off")
        self._integer = highspy.HighsVarType.kInteger
        self.table = table
        self.stars = sorted((star for star, _ in table.stars), reverse=True)
        self._column: dict[tuple[str, tuple[str, ...]], int] = {}
        self._rows = 0
        self._add_choices()
        every = {
            self._column[row.number, w.levels]: w.points for row in table.rows for w in row.ways
        }
        self._points = self._add_row(every, 0, self._inf)
        self._minimums = [minimum for row in table.rows for minimum in row.minimums]
        self._met_up_to = {star: self._add_met(star) for star in self.stars}

    # The program

    def _add_choices(self) -> None:
        for row in self.table.rows:
            for way in row.ways:
                column = self._column[row.number, way.levels] = len(self._column)
                self._highs.addVar(0, 1)
                self._highs.changeColIntegrality(column, self._integer)
                self._highs.changeColCost(column, way.points)
        by_number = {row.number: row for row in self.table.rows}
        for row in self.table.rows:
            of_row = {self._column[row.number, way.levels]: 1 for way in row.ways}
            if row.opener is None:
                self._add_row(of_row, 1, 1)
                continue
            opening = {
                self._column[row.opener, way.levels]: -1
                for way in by_number[row.opener].ways
                if way.points >= row.opens_at
            }
            self._add_row(of_row | opening, 0, 0)

    def _add_met(self, star: int) -> tuple[int, int]:
        """The row that adds up the minimums met of a star and of lower ones, and how many there are."""
        asked = [minimum for minimum in self._minimums if minimum.star <= star]
        met: dict[int, int] = {}
        for minimum in asked:
            for column in self._meeting(minimum):
                met[column] = met.get(column, 0) + 1
        return self._add_row(met, -self._inf, self._inf), len(asked)

    def _meeting(self, minimum: Minimum) -> list[int]:
        row = next(row for row in self.table.rows if row.number == minimum.number)
        return [self._column[row.number, w.levels] for w in row.ways if minimum not in w.missed]

    def _add_row(self, factors: dict[int, int], low: float, high: float) -> int:
        some = {column: factor for column, factor in factors.items() if factor}
        self._highs.addRow(low, high, len(some), list(some), [float(f) for f in some.values()])
        self._rows += 1
        return self._rows - 1

    # The questions

    def _ask(self, sense: Any, *bounds: tuple[int, float, float]) -> int | None:
        """The least or the most points within these bounds of rows; None where no sheet is."""
        for row, low, high in bounds:
            self._highs.changeRowBounds(row, low, high)
        self._highs.changeObjectiveSense(sense)
        self._highs.run()
        status, found = self._highs.getModelStatus(), self._highs.getObjectiveValue()
        for row, _, _ in bounds:
            self._highs.changeRowBounds(row, -self._inf, self._inf)
        if status == self._none:
            return None
        assert status == self._optimal, status
        assert abs(found - round(found)) < 1e-6, found
        return round(found)

    def most_points(self) -> int | None:
        """The most points of any sheet."""
        return self._ask(self._most)

    def fewest(self, star: int) -> int | None:
        """The fewest points of a sheet whose star is exactly this one: it reaches the band, meets
        all minimums up to the star, and lacks points or a minimum of the next one.
        """
        met, asked = self._met_up_to[star]
        bounds = [(met, asked, self._inf)]
        if star == self.stars[-1]:
            bounds = []  # the lowest star asks for nothing
        low = dict(self.table.stars)[star]
        higher = [other for other in self.stars if other > star]
        if not higher:
            return self._ask(self._least, *bounds, (self._points, low, self._inf))
        above = min(higher)
        met_above, asked_above = self._met_up_to[above]
        without_points = (self._points, low, dict(self.table.stars)[above] - 1)
        short = self._ask(self._least, *bounds, without_points)
        lacking = (met_above, -self._inf, asked_above - 1)
        missing = self._ask(self._least, *bounds, (self._points, low, self._inf), lacking)
        return min((end for end in (short, missing) if end is not None), default=None)

    def most_without(self, star: int) -> int | None:
        """The most points of a sheet with a lower star: of those without the points, and of those
        that miss a minimum of it or of a lower star.
        """
        if star == self.stars[-1]:
            return None
        met, asked = self._met_up_to[star]
        short = self._ask(self._most, (self._points, 0, dict(self.table.stars)[star] - 1))
        missing = self._ask(self._most, (met, -self._inf, asked - 1))
        return max((end for end in (short, missing) if end is not None), default=None)

    def asks_for_something(self, minimum: Minimum) -> bool:
        """Whether some sheet has the points of a minimum's star and meets all other minimums of it
        and of lower stars, but not this one: without it that sheet's star would be a higher one.
        """
        met, asked = self._met_up_to[minimum.star]
        low = dict(self.table.stars)[minimum.star]
        meeting = self._meeting(minimum)
        for column in meeting:
            self._highs.changeColBounds(column, 0, 0)
        most = self._ask(self._most, (met, asked - 1, asked - 1), (self._points, low, self._inf))
        for column in meeting:
            self._highs.changeColBounds(column, 0, 1)
        return most is not None


def solved(
    table: Table, highspy: Any
) -> tuple[int | None, dict[int, int | None], dict[int, int | None]]:
    """Most points, fewest points with each star, most points without each star."""
    ends = Ends(table, highspy)
    stars = ends.stars
    return (
        ends.most_points(),
        {star: ends.fewest(star) for star in stars},
        {star: ends.most_without(star) for star in stars},
    )
