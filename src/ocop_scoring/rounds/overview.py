"""The overview of a round: one page for whoever runs it, with a picture of stars and points, what
members differ in, which sheets are alike, on whose sheet alone a star hangs, what costs most
products their star, and the way to every paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from ..exact import two_places
from ..lang import Lang
from ..rating.council_explain import deciding
from ..rating.council_findings import identical_sheets
from ..rating.council_result import CouncilResult
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
from .made import State, Written

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
            yield self._section("overview.look", *self._look())
            yield self._section("overview.alike", *self._alike())
            yield self._section("overview.flips", *self._flips())
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
            if one.file.startswith(begins) and one.state != "outdated":
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
        yield from self._list(lines, "overview.no-dispersion")

    # Sheets to look at once more.

    def _look(self) -> Iterator[Block]:
        """What of a result calls for a look before anybody signs it: the loudest findings."""
        lines = [
            f"{result.rated.product_name}: {each.say(self._lang)}"
            for result in self._results
            for each in result.findings
            if each.severity == "loud"
        ]
        yield from self._list([*self._absent_with_sheets(), *lines], "overview.nothing-loud")

    def _absent_with_sheets(self) -> Iterator[str]:
        """Who does not attend according to `round.yaml`, and has handed in sheets that count."""
        for name in self._folder.round.absent:
            rated = [
                result.rated.product_name
                for result in self._results
                if any(one.id == name and one.counted for one in result.members)
            ]
            if rated:
                said = {"member": self._member(name), "products": ", ".join(rated)}
                yield self._say("overview.absent-with-sheet", **said)

    def _alike(self) -> Iterator[Block]:
        """Sheets on one product with all marks equal, by the members' names."""
        lines = [
            self._say(
                "overview.sheets-alike",
                product=result.rated.product_name,
                members=", ".join([self._member(each) for each in members]),
            )
            for result in self._results
            for members in identical_sheets(result)
        ]
        yield from self._list(lines, "overview.none-alike")

    def _flips(self) -> Iterator[Block]:
        """Where another sheet of one member would change the star: first the products where fewest
        members could, then those where any could alike. A rejected product has no star to change.
        """
        decided = [one for one in self._results if one.status != "rejected"]
        found = sorted(
            [one for one in decided if deciding(one)], key=lambda one: len(deciding(one))
        )
        if not found:
            yield Paragraph((Span(self._say("overview.no-flips")),))
            return
        yield Paragraph((Span(self._say("overview.about-flips")),))
        by_some = [one for one in found if len({flip.stars for flip in one.flips}) > 1]
        if by_some:
            heads = ("overview.product", "overview.star", "overview.deciding", "overview.possible")
            rows = tuple([row for result in by_some for row in self._rows_of_flips(result)])
            yield self._ruled("overview.flips", heads, (34, 13, 37, 16), rows)
        by_any = [
            f"{one.rated.product_name} ({_in_stars(one.flips[0].stars)})"
            for one in found
            if one not in by_some
        ]
        if by_any:
            yield Subheading((Span(self._say("overview.by-any", count=len(by_any))),))
            yield Paragraph((given("; ".join(by_any)),))

    def _rows_of_flips(self, result: CouncilResult) -> Iterator[RuledRow]:
        """A row for all members who could change the star alike."""
        alike: dict[str, list[str]] = {}
        for flip in deciding(result):
            alike.setdefault(_in_stars(flip.stars), []).append(self._member(flip.member))
        for stars, members in alike.items():
            name: Line = (given(result.rated.product_name),)
            who: Line = (given(", ".join(members)),)
            yield _cells(name, self._stars(result.star), who, (Span(stars),))

    def _member(self, member: str) -> str:
        """A member's name and id."""
        known = self._folder.round.member(member)
        return f"{known.name} ({member})" if known else member

    def _list(self, lines: Sequence[str], none: str) -> Iterator[Block]:
        """A list; where it is empty, the message that says so."""
        if lines:
            yield Items(tuple([Item((given(line),)) for line in lines]))
        else:
            yield Paragraph((Span(self._say(none)),))

    # Papers and problems.

    def _papers(self) -> Iterator[Block]:
        """The way to every paper of the round; those that somebody has edited say so."""
        of_round = [one for one in self._files if one.file.count("/") == 1]
        lines: list[Line] = []
        for one in of_round:
            if one.file.startswith(f"{PAPERS}/"):
                key = _REMARKS.get(one.state)
                remark = (Span(f" {self._say(key)}", "soft"),) if key else ()
                lines.append((Span(one.file, file=one.file), *remark))
        yield Items(tuple([Item(line) for line in lines]))

    def _list_of_problems(self) -> Items:
        said = [fault.said(self._lang) for one in self._problems for fault in one.faults]
        return Items(tuple([Item((given(line),)) for line in said]))

    def _ruled(
        self, caption: str, heads: Sequence[str], widths: Sequence[int], rows: tuple[RuledRow, ...]
    ) -> Ruled:
        columns = [RuledColumn(width) for width in widths]
        head = _cells(*[(Span(self._say(key)),) for key in heads])
        return Ruled((Span(self._say(caption)),), tuple(columns), (head,), rows)


_REMARKS: Mapping[State, str] = MappingProxyType(
    {"kept": "overview.edited", "outdated": "overview.outdated"}
)
_DASH: Line = (Span("–"),)
_STEP = 5
"""So many points wide are the bins of the picture."""


def _in_stars(stars: Sequence[int]) -> str:
    return ", ".join([f"{star}★" for star in stars])


def _cells(*lines: Line) -> RuledRow:
    return RuledRow(tuple([RuledCell((line,)) for line in lines]))
