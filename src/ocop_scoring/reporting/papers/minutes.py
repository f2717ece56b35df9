"""Biên bản họp Hội đồng (Decree 30/2020, form 1.9): who was there, what was said of each product,
the results, what the council proposes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...errors import Faults, FilingError
from ...lang import Lang
from ...rating.council_result import CouncilResult
from ..line import Line, Span, given
from ..official import Closing, Heading, Recipients, Title
from ..paper import Block, Pages, Paper, Paragraph, official
from ..spans import message
from .council_product import product_blocks
from .fields import Filled
from .parts import (
    based_on,
    bases_of,
    caution,
    head,
    is_trial,
    numbered,
    rests_on,
    signature,
)
from .results_table import chair_of, legend, members_of, results_table
from .standing import (
    conclusion,
    council_name,
    decided,
    member_name,
    policies_of,
    product_key,
    quorum_of,
    quorum_only_of,
)
from .wording import line, plain, text

__all__ = ["minutes"]


def minutes(results: Sequence[CouncilResult], lang: Lang, filled: Filled) -> Paper:
    """The minutes of a council's meeting on one product or several.

    FilingError where a field is given for a product that is none of them.
    """
    _refuse_other_products(results, filled)
    title = text("papers.minutes.file-several", lang, count=len(results))
    if len(results) == 1:
        title = text("papers.minutes.file", lang, product=results[0].dossier.product.name)
    day = decided(results)
    blocks = tuple(_blocks(results, lang, filled))
    return official("minutes", lang, title, blocks, day.isoformat() if day else "")


def _refuse_other_products(results: Sequence[CouncilResult], filled: Filled) -> None:
    """What was given for a product must stand somewhere."""
    known = [product_key(result) for result in results]
    faults = Faults()
    for name in filled.values:
        product = name.partition("/")[2]
        if product and product not in known:
            faults.add("field-of-no-product", None, ("fields",), name, ", ".join(known))
    faults.raise_any(FilingError)


def _blocks(results: Sequence[CouncilResult], lang: Lang, filled: Filled) -> Iterator[Block]:
    yield from caution(results, lang)
    if not is_trial(results):
        yield head(filled, (), agency=council_name(results, lang))
    subject = plain(message("papers.minutes.subject", lang))
    yield Title(plain(message("papers.minutes.title", lang)), (subject,))
    yield based_on(
        [
            line("papers.base-council", lang, decision=filled.line("council_decision")),
            line("papers.base-procedure", lang, decision=filled.line("procedure_rules")),
            *bases_of(results, lang),
        ],
        lang,
    )
    yield Paragraph(line("papers.minutes.begins", lang, time=filled.line("starts_at")))
    yield Paragraph(line("papers.minutes.venue", lang, venue=filled.line("venue")))
    yield Heading("I.", plain(message("papers.minutes.present", lang)))
    yield from _presence(results, lang, filled)
    yield Heading("II.", plain(message("papers.minutes.course", lang)))
    yield from _course(lang, filled)
    yield Heading("III.", plain(message("papers.minutes.each", lang)))
    yield from _products(results, lang, filled)
    if _has_general(filled, "discussion"):
        own = "-general" if _has_own(filled, "discussion") else ""
        yield Paragraph(plain(message(f"papers.minutes.discussion{own}", lang)))
        yield from numbered(filled.lines("discussion"))
    yield Pages(tuple(_results(results, lang)), wide=True)
    yield Heading("V.", plain(message("papers.minutes.vote", lang)))
    if _has_general(filled, "votes"):
        own = "-general" if _has_own(filled, "votes") else ""
        yield Paragraph(line(f"papers.minutes.votes{own}", lang, votes=filled.line("votes")))
    yield Paragraph(plain(message("papers.minutes.dissent", lang)))
    yield from numbered(filled.lines("dissent"))
    yield Heading("VI.", plain(message("papers.minutes.conclusions", lang)))
    yield from _conclusions(results, lang, filled)
    yield Paragraph(line("papers.minutes.ends", lang, time=filled.line("ends_at")))
    yield Paragraph(_annexes(results, lang))
    if "journal" in filled:  # only a round that keeps one has a head to print
        printed = (given(filled.values["journal"][0], "small"),)
        yield Paragraph(line("papers.minutes.journal", lang, "small", head=printed), "flush")
    if not is_trial(results):
        yield from _signed(results, lang, filled)
    yield from rests_on(results, lang)


def _presence(results: Sequence[CouncilResult], lang: Lang, filled: Filled) -> Iterator[Block]:
    members = members_of(results)
    chair = filled.or_else("chair", chair_of(results))
    yield Paragraph(
        line("papers.minutes.chair", lang, name=chair, office=filled.line("chair_office"))
    )
    yield Paragraph(
        line(
            "papers.minutes.secretary",
            lang,
            name=filled.line("secretary"),
            office=filled.line("secretary_office"),
        )
    )
    yield Paragraph(plain(text("papers.minutes.members", lang, count=len(members))))
    known: list[Line] = [(*member_name(member), Span(f" ({member.id})")) for member in members]
    yield from numbered(filled.lines("present") if "present" in filled else known)
    yield from _quorums(results, lang)
    yield Paragraph(plain(message("papers.minutes.absent", lang)))
    yield from numbered(filled.lines("absent"))
    yield from _conflicts(results, lang)
    yield Paragraph(plain(message("papers.minutes.guests", lang)))
    yield from numbered(filled.lines("guests"))


def _quorums(results: Sequence[CouncilResult], lang: Lang) -> Iterator[Block]:
    """The quorum of most products, then of those that had more or fewer members."""
    alike: dict[str, list[CouncilResult]] = {}
    for result in results:
        alike.setdefault(quorum_of(result, lang), []).append(result)
    usual, *others = sorted(alike.items(), key=lambda entry: -len(entry[1]))
    yield Paragraph(plain(usual[0]))
    for _, some in others:
        yield Paragraph(quorum_only_of(some, lang))


def _conflicts(results: Sequence[CouncilResult], lang: Lang) -> Iterator[Block]:
    """Who does not rate which product: by name, where one of their sheets on others has it."""
    names = {member.id: member.name for result in results for member in result.members}
    for result in results:
        members = [names.get(member) or member for member in result.conflicts]
        if members:
            yield Paragraph(
                line(
                    "papers.minutes.conflict",
                    lang,
                    product=(given(result.dossier.product.name),),
                    members=(given(", ".join(members)),),
                )
            )


def _course(lang: Lang, filled: Filled) -> Iterator[Block]:
    yield Paragraph(plain(message("papers.minutes.agenda", lang)))
    yield from numbered(filled.lines("agenda"))
    yield Paragraph(plain(message("papers.minutes.advisory", lang)))
    yield from numbered(filled.lines("advisory_words"))


def _products(results: Sequence[CouncilResult], lang: Lang, filled: Filled) -> Iterator[Block]:
    for number, result in enumerate(results, 1):
        yield Heading(f"{number}.", (given(result.dossier.product.name),), 2)
        yield from product_blocks(result, lang)
        yield from _said_of(product_key(result), lang, filled)


def _said_of(product: str, lang: Lang, filled: Filled) -> Iterator[Block]:
    """What the council said of one product and how it voted on it. A place for it is left open,
    unless what was said and voted is given for the whole meeting; for dissent there is none.
    """
    if _has_own(filled, "discussion"):
        yield Paragraph(plain(message("papers.minutes.discussion", lang)))
        yield from numbered(filled.lines(f"discussion/{product}"))
    if _has_own(filled, "votes"):
        yield Paragraph(line("papers.minutes.votes", lang, votes=filled.line(f"votes/{product}")))
    if f"dissent/{product}" in filled:
        yield Paragraph(plain(message("papers.minutes.dissent", lang)))
        yield from numbered(filled.lines(f"dissent/{product}"))


def _has_own(filled: Filled, name: str) -> bool:
    """Whether each product has its place for a field."""
    return name not in filled or bool(filled.products_of(name))


def _has_general(filled: Filled, name: str) -> bool:
    """Whether the whole meeting has a place for a field that products have too."""
    return name in filled or not filled.products_of(name)


def _results(results: Sequence[CouncilResult], lang: Lang) -> Iterator[Block]:
    """The table of results, on a page that lies; by which policy they were worked out."""
    yield Heading("IV.", plain(message("papers.minutes.results", lang)))
    yield from [Paragraph(said, "flush") for said in policies_of(results, lang)]
    yield results_table(results, lang)
    yield from legend(results, lang)


def _conclusions(results: Sequence[CouncilResult], lang: Lang, filled: Filled) -> Iterator[Block]:
    yield from numbered(
        (given(result.dossier.product.name, "strong"), Span(": "), *conclusion(result, lang))
        for result in results
    )
    yield Paragraph(line("papers.minutes.deadline", lang, deadline=filled.line("deadline")))


def _annexes(results: Sequence[CouncilResult], lang: Lang) -> Line:
    sheets = sum(len(result.sheets) for result in results)
    return plain(text("papers.minutes.annexes", lang, sheets=sheets))


def _signed(results: Sequence[CouncilResult], lang: Lang, filled: Filled) -> Iterator[Block]:
    secretary = signature(filled, "", "secretary", above=message("papers.secretary", lang))
    chair = signature(
        filled, "", "chair", above=message("papers.presides", lang), known=chair_of(results)
    )
    yield Closing((secretary, chair))
    lines = filled.lines("recipients")
    yield Closing((Recipients(message("papers.recipients", lang), lines), None))
