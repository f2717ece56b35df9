"""Phiếu đánh giá: the printed table with its boxes, ticked as an assessor did, or blank."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from types import MappingProxyType

from ...lang import Lang
from ...rating.choices import Choice
from ...rating.council_result import CouncilResult
from ...rating.evaluation import Evaluation
from ...rules.model import Criterion, Gate, Level, Row
from ...rules.product_set import ProductSet
from ...text import LANGUAGES
from ..line import Dotted, Line, Note, Span, SpanRole, Tick, given
from ..official import (
    Closing,
    Room,
    Ruled,
    RuledCell,
    RuledColumn,
    RuledRow,
    Signature,
    Title,
)
from ..paper import Block, Pages, Paper, Paragraph, official
from ..spans import message, role_of, words_of
from .fields import Filled
from .parts import caution, is_trial, rests_on, trial
from .wording import line, long_day, plain, strong, text

__all__ = ["blank_sheet", "score_sheet", "score_sheets", "sheet_blocks"]

_COLUMNS = (RuledColumn(70), RuledColumn(13, "centre"), RuledColumn(13, "centre"))
_COMMENT_LINES = 3
_BLANKS: dict[str, str] = {
    "papers.sheet.product": "product",
    "papers.sheet.code": "code",
    "papers.sheet.producer": "producer",
    "papers.sheet.phone": "phone",
    "papers.sheet.address": "address",
}
"""What a blank sheet leaves room for, and the fields that fill it."""


def score_sheet(result: Evaluation, lang: Lang, filled: Filled) -> Paper:
    """The sheet of one assessor with what was ticked, its points, and what they come to."""
    name = result.dossier.product.name
    who = result.sheet.assessor.name or result.sheet.assessor.id
    title = text("papers.sheet.file", lang, product=name, assessor=who)
    day = result.sheet.assessed_on
    blocks = (*sheet_blocks(result, lang, filled), *rests_on((result,), lang))
    return official("score_sheet", lang, title, blocks, day.isoformat() if day else "")


def score_sheets(result: CouncilResult, lang: Lang, filled: Filled) -> Paper:
    """All sheets of a council, each on pages of its own."""
    title = text("papers.sheet.files", lang, product=result.dossier.product.name)
    sheets = [Evaluation(result.rules, result.dossier, m.sheet, m.outcome) for m in result.members]
    pages = [
        Pages(tuple(sheet_blocks(sheet, lang, filled)), numbered_apart=True) for sheet in sheets
    ]
    day = result.day.isoformat() if result.day else ""
    return official("score_sheet", lang, title, (*pages, *rests_on((result,), lang)), day)


def blank_sheet(product_set: ProductSet, lang: Lang, filled: Filled) -> Paper:
    """The form of a product set, to be filled in by hand."""
    number = product_set.product_set
    title = text("papers.sheet.blank-file", lang, number=number, decision=product_set.decision)
    return official("score_sheet", lang, title, tuple(_blank(product_set, lang, filled)))


def _blank(product_set: ProductSet, lang: Lang, filled: Filled) -> Iterator[Block]:
    if product_set.released is False:
        yield trial(lang)
    yield _title(product_set, lang)
    for key, name in _BLANKS.items():
        said = filled.line(name) if name in filled else (Dotted(0),)
        yield Paragraph(line(key, lang, value=said), "flush")
    yield from _gates(product_set, frozenset(), lang)
    yield _table(product_set, lang, tuple(_rows(product_set, None, lang)))
    yield from _asterisks(product_set, lang)
    yield Paragraph(strong(message("papers.sheet.comment", lang)), "flush")
    yield Room(_COMMENT_LINES)
    if product_set.released is not False:
        yield _signature(line("papers.sheet.day-blank", lang, place=(Dotted(30),)), (), lang)


def sheet_blocks(result: Evaluation, lang: Lang, filled: Filled) -> Iterator[Block]:
    """The sheet of one assessor, block by block."""
    product_set = result.printed
    yield from caution((result,), lang)
    yield _title(product_set, lang)
    yield from _about(result, lang, filled)
    by_sheet = frozenset([raised.id for raised in result.gates])
    yield from _gates(product_set, by_sheet, lang)
    yield _table(product_set, lang, tuple(_rows(product_set, result, lang)))
    yield from _asterisks(product_set, lang)
    yield from _outcome(result, lang)
    yield Paragraph(strong(message("papers.sheet.comment", lang)), "flush")
    comment = result.sheet.comment
    if comment:
        yield from [Paragraph((given(each),)) for each in comment.splitlines()]
    else:
        yield Room(_COMMENT_LINES)
    if not is_trial((result,)):
        yield _signed(result, lang, filled)


def _title(product_set: ProductSet, lang: Lang) -> Title:
    number = text("papers.sheet.set", lang, number=product_set.product_set)
    return Title(
        plain(message("papers.sheet.title", lang)),
        (
            (Span(f"{number}: "), words_of(product_set.title, lang)),
            line("papers.by-decision", lang, decision=product_set.decision),
        ),
    )


def _about(result: Evaluation, lang: Lang, filled: Filled) -> Iterator[Block]:
    """What was rated, by whom."""
    rated, assessor = result.rated, result.sheet.assessor
    code: Line = (given(rated.product_code),) if rated.product_code else plain("–")
    who: Line = (
        *((given(assessor.name), Span(" (")) if assessor.name else ()),
        given(assessor.id),
        Span(f"{')' if assessor.name else ''}, {role_of(assessor, lang)}"),
    )
    product = result.dossier.product
    place: Line = (given(product.commune), Span(", "), given(product.province))
    for key, value in (
        ("papers.sheet.product", (given(rated.product_name, "strong"),)),
        ("papers.sheet.code", code),
        ("papers.sheet.producer", (given(rated.producer),)),
        ("papers.sheet.phone", filled.line("phone")),
        ("papers.sheet.address", filled.or_else("address", place)),
        ("papers.sheet.assessor", who),
        ("papers.sheet.round", plain(rated.round)),
    ):
        yield Paragraph(line(key, lang, value=value), "flush")


def _gates(product_set: ProductSet, raised: frozenset[str], lang: Lang) -> Iterator[Ruled]:
    """The boxed grounds of rejection, each with a box."""
    if not product_set.gates:
        return
    title = strong(message("papers.sheet.gates", lang))
    lines = [_gate(gate, gate.id in raised, lang) for gate in product_set.gates]
    rows = (RuledRow((RuledCell((title, *lines)),)),)
    yield Ruled(title, (RuledColumn(1),), (), rows)


def _gate(gate: Gate, is_raised: bool, lang: Lang) -> Line:
    at = plain(text("papers.sheet.gate-at", lang, number=gate.at)) if gate.at else ()
    role: SpanRole = "strong" if is_raised else ""
    return (Tick(is_raised), Span(" "), words_of(gate.words, lang, role), *at)


# The table


def _table(product_set: ProductSet, lang: Lang, rows: tuple[RuledRow, ...]) -> Ruled:
    caption = (words_of(product_set.title, lang),)
    return Ruled(caption, _COLUMNS, (_head(lang),), rows)


@lru_cache(maxsize=2)
def _head(lang: Lang) -> RuledRow:
    keys = ("papers.sheet.criteria", "papers.sheet.most", "papers.sheet.got")
    cells = [RuledCell((strong(message(key, lang)),), align="centre") for key in keys]
    return RuledRow(tuple(cells))


def _rows(product_set: ProductSet, result: Evaluation | None, lang: Lang) -> Iterator[RuledRow]:
    """The printed rows, with the points given where there is a result."""
    choices: dict[str, Choice] = {}
    if result is not None:
        choices = {c.criterion.number: c for c in result.outcome.choices.criteria}
    rows_of = product_set.kept(_CRITERIA_IN[lang])
    for row in product_set.rows():
        if row.kind == "criterion":
            choice = choices.get(row.number)
            levels = tuple([level.id for level in choice.levels]) if choice else ()
            source = choice.source if choice else "mark"
            got = str(choice.points) if choice and choice.is_assessed else ""
            yield from rows_of(row.number, levels, source, got)
        else:
            covered = [choices[c.number] for c in row.criteria] if choices else []
            got = str(sum([choice.points for choice in covered])) if choices else ""
            yield _above(row, got, lang)
    most = str(product_set.points)
    total = str(result.total) if result else ""
    cells = (_cell("papers.sheet.total", lang), _number(most), _number(total))
    yield RuledRow(cells, "total")


def _cell(key: str, lang: Lang) -> RuledCell:
    return RuledCell((strong(message(key, lang)),))


def _number(said: str) -> RuledCell:
    return RuledCell((strong(said) if said else (),))


def _above(row: Row, got: str, lang: Lang) -> RuledRow:
    """The row of a part, a group or a heading."""
    key = "papers.sheet.part" if row.kind == "part" else "papers.sheet.group"
    words = (words_of(row.title, lang, "strong"),)
    title = line(key, lang, "strong", number=row.number, title=words)
    return RuledRow((RuledCell((title,)), _number(str(row.points)), _number(got)), "group")


_SOURCES: dict[str, str] = {
    "fact": "papers.sheet.by-facts",
    "condition": "papers.sheet.closed",
    "none": "papers.sheet.open",
}


def _criterion(
    product_set: ProductSet, lang: Lang, number: str, ticked: tuple[str, ...], source: str, got: str
) -> tuple[RuledRow, ...]:
    """The row of a criterion, and one for each of its boxes."""
    criterion = product_set.criterion(number)
    title: Line = (Span(f"{number}. "), words_of(criterion.title, lang))
    if criterion.note is not None:
        title += (Note((words_of(criterion.note, lang),)),)
    if source in _SOURCES:
        title += (Note((Span(message(_SOURCES[source], lang)),), "alert" if not got else ""),)
    cells = (RuledCell((title,)), _number(str(criterion.points)), _number(got))
    return (RuledRow(cells), *_levels(criterion, ticked, lang))


def _criteria(lang: Lang, product_set: ProductSet) -> Callable[..., tuple[RuledRow, ...]]:
    """`_criterion` of one table, which keeps the last rows: equal tables may differ in the English
    of their levels.
    """
    return lru_cache(maxsize=1024)(partial(_criterion, product_set, lang))


_CRITERIA_IN = MappingProxyType({lang: partial(_criteria, lang) for lang in LANGUAGES})


def _levels(criterion: Criterion, ticked: tuple[str, ...], lang: Lang) -> Iterator[RuledRow]:
    case = None
    for level in criterion.levels:
        if level.case is not None and level.case != case:
            case = level.case
            yield RuledRow(
                (
                    RuledCell(((words_of(criterion.cases[case].words, lang, "soft"),),)),
                    RuledCell(((),)),
                    RuledCell(((),)),
                )
            )
        yield _level(level, level.id in ticked, lang)


def _level(level: Level, is_ticked: bool, lang: Lang) -> RuledRow:
    stars = f" {'*' * level.minimum}" if level.minimum else ""
    role: SpanRole = "strong" if is_ticked else ""
    words = words_of(level.words, lang, role)
    return RuledRow(
        (
            RuledCell(((Tick(is_ticked), Span(" "), words),)),
            RuledCell((plain(f"{level.points}{stars}"),)),
            RuledCell(((),)),
        )
    )


# Below the table


def _asterisks(product_set: ProductSet, lang: Lang) -> Iterator[Paragraph]:
    """What the asterisks mean, where the table has any."""
    stars = sorted({minimum.star for minimum in product_set.minimums})
    if stars:
        meant = [text("papers.sheet.asterisk", lang, marks="*" * s, star=s) for s in stars]
        said = text("papers.sheet.asterisks", lang, meant="; ".join(meant))
        yield Paragraph((Span(said, "soft"),), "flush")


def _outcome(result: Evaluation, lang: Lang) -> Iterator[Paragraph]:
    """What the sheet comes to by itself; the council's result is another."""
    yield Paragraph(line("papers.sheet.result", lang, said=strong(result.verdict(lang))), "flush")
    for held in result.held_back(lang):
        yield Paragraph((Span("– "), given(held)), "flush")
    yield Paragraph((Span(message("papers.sheet.one", lang), "soft"),), "flush")
    string = (Span(result.sheet.to_string(result.printed), "code"),)
    yield Paragraph(line("papers.sheet.string", lang, "small", string=string), "flush")


def _signed(result: Evaluation, lang: Lang, filled: Filled) -> Closing:
    day = result.sheet.assessed_on
    said = plain(long_day(day, lang)) if day else plain(message("papers.day-open", lang))
    dated = line("papers.place-and-day", lang, place=filled.line("place"), day=said)
    name = result.sheet.assessor.name
    return _signature(dated, (given(name),) if name else (), lang)


def _signature(dated: Line, name: Line, lang: Lang) -> Closing:
    office = plain(message("papers.sheet.office", lang))
    hint = plain(message("papers.sign-hint", lang))
    return Closing((None, Signature((office,), hint, name, dated)))
