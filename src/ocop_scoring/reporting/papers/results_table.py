"""The table of results: a row a product, with each member's points, parts, mean, star by points,
minimums that are missed, star proposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...exact import two_places
from ...lang import Lang
from ...rating.council_result import CouncilResult
from ...rating.council_values import CouncilMember
from ..line import Line, Span, given
from ..official import Ruled, RuledCell, RuledRow
from ..paper import Paragraph
from ..spans import message
from .standing import counted, mean_shown, member_name, star_line, unmet_of, why_none
from .tables import cell, heads, row, table
from .wording import plain, strong, text

__all__ = ["chair_of", "legend", "members_of", "results_table", "tally"]

_FIRST = ("papers.head.number", "papers.head.product", "papers.head.producer", "papers.head.set")
_LAST = (
    *("papers.head.mean", "papers.head.by-points"),
    *("papers.head.unmet", "papers.head.proposed-star"),
)


def results_table(results: Sequence[CouncilResult], lang: Lang) -> Ruled:
    """The results of a council, in the order given."""
    members = members_of(results)
    codes = list(dict.fromkeys([code for result in results for code in result.table.part_codes]))
    rows = [_row(number, result, members, codes, lang) for number, result in enumerate(results, 1)]
    first, last = heads(_FIRST, lang), heads(_LAST, lang)
    names = [*_marks(members, lang), *map(strong, codes)]
    between = [cell(name, align="centre") for name in names]
    head = RuledRow((*first.cells, *between, *last.cells))
    widths = f"6c 24 17 6c {'7c ' * len(members)}{'9c ' * len(codes)}11c 9c 19 24"
    return table(message("papers.results", lang), widths, head, rows)


def members_of(results: Sequence[CouncilResult]) -> tuple[CouncilMember, ...]:
    """All whose sheets count, each once, in the council's order."""
    found: dict[str, CouncilMember] = {}
    for result in results:
        for member in counted(result):
            found.setdefault(member.id, member)
    chairs = [member for member in found.values() if member.role == "chair"]
    return (*chairs, *[member for member in found.values() if member.role != "chair"])


def chair_of(results: Sequence[CouncilResult]) -> Line:
    """The chair's name, where all results have the same one."""
    names = {member_name(member) for member in members_of(results) if member.role == "chair"}
    return names.pop() if len(names) == 1 else ()


def _marks(members: Sequence[CouncilMember], lang: Lang) -> list[Line]:
    """What heads each member's column: the id, or where one is long, numbers for all; the legend
    says whose they are.
    """
    if len(members) == 1 and members[0].role == "council":
        return [plain(message("papers.council-mark", lang))]
    if all(len(member.id) <= _LONGEST for member in members):
        return [(given(member.id),) for member in members]
    return [plain(number) for number in range(1, len(members) + 1)]


_LONGEST = 4


def _row(
    number: int,
    result: CouncilResult,
    members: Sequence[CouncilMember],
    codes: Sequence[str],
    lang: Lang,
) -> RuledRow:
    totals = {member.id: member for member in counted(result)}
    parts = {} if result.parts is None else dict(result.parts)
    shown = [two_places(parts[code], lang) if code in parts else "–" for code in codes]
    by_points = result.star_by_points
    return row(
        number,
        _product(result),
        (given(result.dossier.producer.name),),
        result.product_set,
        *[_total(totals.get(member.id), lang) for member in members],
        *shown,
        strong(mean_shown(result, lang)),
        "–" if by_points is None else text("report.stars", lang, star=by_points),
        _unmet(result, lang),
        _star(result, lang),
    )


def _product(result: CouncilResult) -> RuledCell:
    code = result.rated.product_code
    name: Line = (given(result.dossier.product.name),)
    return cell(name, (given(code, "small"),)) if code else cell(name)


def _total(member: CouncilMember | None, lang: Lang) -> str:
    if member is None:
        return "–"
    return f"{member.total}*" if member.open else str(member.total)


def _unmet(result: CouncilResult, lang: Lang) -> RuledCell:
    return cell(*unmet_of(result, lang, short=True)) if result.unmet else cell(plain("–"))


def _star(result: CouncilResult, lang: Lang) -> RuledCell:
    """The star, and where it goes on to; for what is no rating, that alone."""
    shown = star_line(result, lang)
    if result.forward_to is not None and result.status == "rated":
        key = _FORWARD[result.forward_to]
        return cell(shown, (Span(message(key, lang), "small"),))
    return cell(shown)


_FORWARD: dict[str, str] = {
    "province": "papers.forward-to-province",
    "ministry": "papers.forward-to-ministry",
}


def legend(results: Sequence[CouncilResult], lang: Lang) -> Iterator[Paragraph]:
    """Who the members are, and what signs mean; below, why results are none."""
    members = members_of(results)
    said: Line = (Span(message("papers.legend", lang)),)
    for index, (mark, member) in enumerate(zip(_marks(members, lang), members, strict=True)):
        role = message("papers.chair-mark", lang) if member.role == "chair" else ""
        said += (Span("; " if index else " "), *mark, Span(" – "))
        said += (*member_name(member), Span(role))
    yield Paragraph((*said, Span(".")), "flush")
    if any(member.open for result in results for member in counted(result)):
        yield Paragraph(plain(message("papers.legend-open", lang)), "flush")
    for result in results:
        if result.status != "rated":
            name = given(result.dossier.product.name, "strong")
            yield Paragraph((name, Span(": "), *why_none(result, lang)), "flush")


def tally(results: Sequence[CouncilResult], lang: Lang) -> Iterator[Line]:
    """How many results there are of each star, and of each kind that is none."""
    yield plain(text("papers.tally.all", lang, count=len(results)))
    rated = [result for result in results if result.status == "rated" and result.star is not None]
    for star in sorted({result.star for result in rated if result.star}, reverse=True):
        count = sum(result.star == star for result in rated)
        yield plain(text("papers.tally.star", lang, star=star, count=count))
    forwarded = sum(result.forward_to is not None for result in rated)
    if forwarded:
        yield plain(text("papers.tally.forwarded", lang, count=forwarded))
    for status, key in _TALLY.items():
        count = sum(result.status == status for result in results)
        if count:
            yield plain(text(key, lang, count=count))


_TALLY: dict[str, str] = {
    "rejected": "papers.tally.rejected",
    "incomplete": "papers.tally.incomplete",
    "no-quorum": "papers.tally.no-quorum",
    "rescore": "papers.tally.rescore",
}
