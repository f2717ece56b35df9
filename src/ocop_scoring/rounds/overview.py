"""The overview of a round: one page for whoever runs it, with a picture of stars and points, what
members differ in, what costs most products their star, and the way to every paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ..exact import two_places
from ..lang import Lang
from ..reporting.line import Line, Span, Starred, given
from ..reporting.paper import (
    Bar,
    Bars,
    Block,
    Item,
    Items,
    Paper,
    Paragraph,
    Ruled,
    RuledCell,
    RuledColumn,
    RuledRow,
    Section,
    Subheading,
)
from ..text import say
from .councils import ProductRun
from .folder import PAPERS, RESULTS, Problem, RoundFolder
from .made import Written

__all__ = ["overview"]

_MOST = 10
"""So many lines a list of what is most frequent has."""


def overview(
    folder: RoundFolder,
    products: Sequence[ProductRun],
    files: Sequence[Written],
    problems: Sequence[Problem],
    lang: Lang,
) -> Paper:
    """The page as a tree; the same round gives the same tree."""
    return _Overview(folder, products, files, problems, lang).paper()


class _Overview:
    """Puts the page together, section by section."""

    def __init__(
        self,
        folder: RoundFolder,
        products: Sequence[ProductRun],
        files: Sequence[Written],
        problems: Sequence[Problem],
        lang: Lang,
    ) -> None:
        self._folder, self._products, self._files = folder, products, files
        self._problems, self._lang = problems, lang
        self._results = [one.result for one in products if one.result is not None]

    def paper(self) -> Paper:
        """The whole page."""
        of = self._folder.round
        head = {"policy": of.policy, "members": of.appointed, "products": len(self._products)}
        about: tuple[Line, ...] = ((Span(self._say("overview.about", **head)),),)
        return Paper(
            kind="overview",
            lang=self._lang,
            title=self._say("overview.title", name=of.name),
            above=(Span(self._say("overview.kind")),),
            heading=(given(of.name),),
            about=about,
            blocks=tuple(self._sections()),
        )

    def _sections(self) -> Iterator[Block]:
        yield self._section("overview.results", self._table())
        if self._results:
            yield self._section("overview.stars", *self._picture())
            yield self._section("overview.costs", *self._costs())
            yield self._section("overview.members", self._members())
            yield self._section("overview.dispersion", *self._dispersion())
        yield self._section("overview.papers", *self._papers())
        if self._problems:
            yield self._section("overview.problems", self._list_of_problems())

    def _section(self, key: str, *blocks: Block) -> Section:
        return Section(key.rpartition(".")[2], self._say(key), blocks)

    def _say(self, key: str, **values: object) -> str:
        return say(key, self._lang, **values)

    # Results.

    def _table(self) -> Ruled:
        """Every product: mean, spread, stars, what came of it, its papers."""
        heads = (
            *("overview.product", "overview.mean", "overview.spread"),
            *(
                "overview.star-by-points",
                "overview.star",
                "overview.verdict",
                "overview.its-papers",
            ),
        )
        rows = tuple([self._row(one) for one in self._products])
        return self._ruled("overview.results", heads, (24, 9, 10, 8, 13, 26, 10), rows)

    def _row(self, one: ProductRun) -> RuledRow:
        result = one.result
        name: Line = (given(one.product.dossier.product.name),)
        if result is None:
            key = "overview.no-result" if one.faults else "overview.no-sheet"
            said: Line = (Span(self._say(key)),)
            return _cells(name, _DASH, _DASH, _DASH, _DASH, said, ())
        return _cells(
            name,
            self._number(result.mean),
            (Span("–" if result.spread is None else str(result.spread)),),
            _DASH if result.star_by_points is None else (Span(f"{result.star_by_points}★"),),
            self._stars(result.star),
            (given(result.verdict(self._lang)),),
            tuple(self._links(one.product.name)),
        )

    def _number(self, value: Fraction | None) -> Line:
        """A mean to two decimals, as the language writes it."""
        if value is None:
            return _DASH
        return (Span(two_places(value, self._lang)),)

    def _stars(self, star: int | None) -> Line:
        return _DASH if star is None else (Starred(star, star, f"{star}★"),)

    def _links(self, name: str) -> Iterator[Span]:
        """The way to the papers of a product, one link a file that is not a score sheet."""
        begins = f"{PAPERS}/{name}/notice."
        for one in self._files:
            if one.file.startswith(begins):
                yield Span(one.file.removeprefix(begins), file=one.file)
                yield Span(" ")
        yield Span(self._say("overview.result-file"), file=f"{RESULTS}/{name}.txt")

    # The picture.

    def _picture(self) -> Iterator[Block]:
        """How many products have which star, by points and in the end, and where the means lie."""
        stars = range(5, 0, -1)
        for key, found in (
            ("overview.by-points", [one.star_by_points for one in self._results]),
            ("overview.in-the-end", [one.star for one in self._results]),
        ):
            yield Subheading((Span(self._say(key)),))
            yield self._bars([(f"{star}★", found.count(star)) for star in stars])
        means = [one.mean for one in self._results if one.mean is not None]
        yield Subheading((Span(self._say("overview.points")),))
        counts = Counter(min(int(mean) // _STEP, 100 // _STEP - 1) for mean in means)
        bins = range(max(counts, default=0), min(counts, default=0) - 1, -1)
        yield self._bars([(f"{at * _STEP}–{(at + 1) * _STEP}", counts[at]) for at in bins])

    def _bars(self, counted: Sequence[tuple[str, int]]) -> Bars:
        most = max([count for _, count in counted], default=0) or 1
        return Bars(
            tuple(
                [
                    Bar((Span(label, "strong"), Span(f" {count}")), count, most)
                    for label, count in counted
                ]
            )
        )

    # What costs stars.

    def _costs(self) -> Iterator[Block]:
        """The minimums that most products miss, and how many lack points alone."""
        missed: Counter[tuple[str, int]] = Counter()
        for result in self._results:
            titles = {unmet.printed.title.say(self._lang): unmet.star for unmet in result.unmet}
            missed.update(titles.items())
        lost = [one for one in self._results if one.star and one.star_by_points != one.star]
        counts = {"lost": len(lost), "of": len(self._results)}
        yield Paragraph((Span(self._say("overview.lost", **counts)),))
        if missed:
            ordered = sorted(missed.items(), key=lambda entry: (-entry[1], entry[0]))[:_MOST]
            lines = [
                self._say("overview.missed", title=title, star=star, count=count)
                for (title, star), count in ordered
            ]
            yield Items(tuple([Item((given(line),)) for line in lines]))

    # Members.

    def _members(self) -> Ruled:
        """For each member: how many sheets count, and how far their totals lie from the mean."""
        heads = (
            *("overview.member", "overview.sheets"),
            *("overview.deviation", "overview.farthest-below", "overview.farthest-above"),
        )
        rows = [self._of_member(member.id, member.name) for member in self._folder.round.members]
        return self._ruled("overview.members", heads, (40, 12, 16, 16, 16), tuple(rows))

    def _of_member(self, member: str, name: str) -> RuledRow:
        found = [
            one.deviation
            for result in self._results
            for one in result.members
            if one.id == member and one.counted and one.deviation is not None
        ]
        mean = sum(found, Fraction()) / len(found) if found else None
        far = (min(found), max(found)) if found else (None, None)
        named: Line = (given(f"{member} · {name}"),)
        count: Line = (Span(str(len(found))),)
        return _cells(named, count, self._number(mean), *map(self._number, far))

    def _dispersion(self) -> Iterator[Block]:
        """The criteria on which members differ most, over all products."""
        found = [
            (spread.highest - spread.lowest, result, spread)
            for result in self._results
            for spread in result.dispersion
        ]
        found.sort(key=lambda entry: -entry[0])
        if not found:
            yield Paragraph((Span(self._say("overview.no-dispersion")),))
            return
        lines = [
            self._say(
                "overview.differs",
                product=result.rated.product_name,
                number=spread.criterion,
                low=spread.lowest,
                high=spread.highest,
            )
            for _, result, spread in found[:_MOST]
        ]
        yield Items(tuple([Item((given(line),)) for line in lines]))

    # Papers and problems.

    def _papers(self) -> Iterator[Block]:
        """The way to every paper of the round; those that somebody has edited say so."""
        of_round = [one for one in self._files if one.file.count("/") == 1]
        lines: list[Line] = []
        for one in of_round:
            if one.file.startswith(f"{PAPERS}/"):
                kept = (
                    (Span(f" {self._say('overview.edited')}", "soft"),)
                    if one.state == "kept"
                    else ()
                )
                lines.append((Span(one.file, file=one.file), *kept))
        yield Items(tuple([Item(line) for line in lines]))

    def _list_of_problems(self) -> Items:
        said = [fault.said(self._lang) for one in self._problems for fault in one.faults]
        return Items(tuple([Item((given(line),)) for line in said]))

    def _ruled(
        self, caption: str, heads: Sequence[str], widths: Sequence[int], rows: tuple[RuledRow, ...]
    ) -> Ruled:
        columns = [
            RuledColumn(width, "left" if at in (0, 5, len(widths) - 1) else "centre")
            for at, width in enumerate(widths)
        ]
        head = _cells(*[(Span(self._say(key)),) for key in heads])
        return Ruled((Span(self._say(caption)),), tuple(columns), (head,), rows)


_DASH: Line = (Span("–"),)
_STEP = 5
"""So many points wide are the bins of the picture."""


def _cells(*lines: Line) -> RuledRow:
    return RuledRow(tuple([RuledCell((line,)) for line in lines]))
