"""What official papers share: heads, legal bases, cautions, signatures, where numbers come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

from ...filing.forms import Dossier
from ...lang import Lang
from ...rating.caveats import Caveat
from ...rating.finding import Finding
from ...rules.product_set import ProductSet
from ...rules.ruleset import Ruleset
from ..line import Line, Span, given
from ..official import Bases, Clause, Closing, Head, Recipients, Signature
from ..paper import Block, Notice, Paragraph
from ..spans import law, message, words_of
from .fields import Filled
from .wording import line, long_day, plain, strong, text

__all__ = [
    "Rated",
    "based_on",
    "bases_of",
    "caution",
    "closing",
    "day_of",
    "day_or_field",
    "grounds",
    "head",
    "is_trial",
    "numbered",
    "provenance",
    "signature",
    "trial",
]


class Rated(Protocol):
    """What papers ask of every result, of one sheet or of a council."""

    rules: Ruleset
    dossier: Dossier

    @property
    def printed(self) -> ProductSet:
        """The table."""
        ...

    @property
    def ruleset_digest(self) -> str:
        """The table's digest."""
        ...

    @property
    def released(self) -> bool | None:
        """Whether the table is a released one."""
        ...

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What keeps it in doubt."""
        ...

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What to look at."""
        ...

    @property
    def readings(self) -> tuple[str, ...]:
        """The readings that it rests on."""
        ...


# What must be read first


def is_trial(results: Iterable[Rated]) -> bool:
    """Whether a result stands on a table that was never released: no paper on it is signed."""
    return any(result.released is False for result in results)


def trial(lang: Lang) -> Notice:
    """That this is no official paper."""
    return Notice(message("report.trial", lang), ((Span(message("papers.trial", lang)),),))


def caution(results: Sequence[Rated], lang: Lang) -> Iterator[Notice]:
    """What keeps results in doubt; of several, with the product."""
    if is_trial(results):
        yield trial(lang)
    found: dict[Line, None] = {}
    for result in results:
        name = (given(result.dossier.product.name), Span(": ")) if len(results) > 1 else ()
        for caveat in result.caveats:
            found[(*name, given(caveat.words.say(lang)))] = None
        for finding in result.findings:
            if finding.severity == "loud":
                found[(*name, given(finding.say(lang)))] = None
    if found:
        yield Notice(message("report.caution", lang), tuple(found))


def grounds(results: Sequence[Rated], lang: Lang) -> Iterator[Block]:
    """The open readings of the law that results rest on."""
    found = {
        name: reading
        for result in results
        for name in result.readings
        if (reading := result.rules.reading(name)) is not None
    }
    if not found:
        return
    yield Paragraph(strong(message("report.readings", lang)), "flush")
    for _, reading in sorted(found.items()):
        said = line(
            "papers.reading",
            lang,
            question=(words_of(reading.question, lang),),
            taken=(words_of(reading.taken, lang),),
            article=(law(reading.article, lang),),
        )
        yield Clause("–", said, "dash")


def provenance(results: Sequence[Rated], lang: Lang) -> Paragraph:
    """By what the numbers were worked out, so that somebody can work them out again."""
    found = dict.fromkeys([(r.printed.ruleset, r.printed.revision) for r in results])
    rulesets = [
        text("report.revision", lang, ruleset=ruleset, revision=revision)
        for ruleset, revision in found
    ]
    digests = dict.fromkeys([result.ruleset_digest for result in results])
    said = text("papers.provenance", lang, rulesets="; ".join(rulesets), digests=", ".join(digests))
    return Paragraph((Span(said, "small"),), "flush")


# Heads and bases


def head(
    filled: Filled, dated: Line, *, agency: Line = (), about: Line = (), number: bool = True
) -> Head:
    """The head of a paper; `agency` is who issues it, where the result knows that."""
    lang = filled.lang
    said = line("papers.number", lang, number=filled.line("number")) if number else ()
    return Head(
        filled.line("agency_above"),
        filled.or_else("agency", agency),
        message("papers.country", lang),
        message("papers.motto", lang),
        said,
        about,
        dated,
    )


def day_of(filled: Filled, day: date | None = None) -> Line:
    """Place and date; the date given for the paper, else the day that the result knows."""
    known = plain(long_day(day, filled.lang)) if day and "dated" not in filled else ()
    return line(
        "papers.place-and-day",
        filled.lang,
        place=filled.line("place"),
        day=known or day_or_field(filled, "dated"),
    )


def day_or_field(filled: Filled, name: str) -> Line:
    """A day that was given, in words; else the placeholder of it."""
    return filled.day(name)


_ISSUERS: dict[str, str] = {"TTg": "papers.by-prime-minister"}
"""Who issued a decision, by the end of its number."""


def bases_of(results: Sequence[Rated], lang: Lang) -> list[Line]:
    """The decisions that results stand on, a base each."""
    rulesets = {result.rules.id: result.rules for result in results}
    return [_base(rules, lang) for _, rules in sorted(rulesets.items())]


def _base(rules: Ruleset, lang: Lang) -> Line:
    """A decision; of an amended one also what amended it, from which the day is."""
    first, *amending = rules.decision.split(", ")
    day = long_day(rules.issued_on, lang)
    issuer = _ISSUERS.get(first.rpartition("-")[2])
    by = message(issuer, lang) if issuer else ""
    if not amending:
        return plain(text("papers.base", lang, decision=first, day=day, by=by))
    said = text("papers.base-amended", lang, decision=first, by=by, amending=amending[-1], day=day)
    return plain(said)


def based_on(bases: Sequence[Line], lang: Lang) -> Bases:
    """The legal bases, a line each; the last ends the sentence."""
    ends = [*[";"] * (len(bases) - 1), "."]
    said = [
        (*line("papers.based-on", lang, base=base), Span(end))
        for base, end in zip(bases, ends, strict=True)
    ]
    return Bases(tuple(said))


def numbered(lines: Iterable[Line], mark: str = "–") -> Iterator[Clause]:
    """Lines of a list."""
    for each in lines:
        yield Clause(mark, each, "dash")


# The end


def signature(filled: Filled, office: str, name: str, *, above: str = "") -> Signature:
    """Who signs: an office (a field, or words where it has none), and a name."""
    lang = filled.lang
    offices = (strong(above),) if above else ()
    return Signature(
        (*offices, filled.line(office)),
        plain(message("papers.stamp-hint", lang)),
        filled.line(name),
    )


def closing(filled: Filled, default: Sequence[Line], signed: Signature) -> Closing:
    """The recipients on the left, who signs on the right."""
    lines = filled.lines("recipients") if "recipients" in filled else tuple(default)
    label = message("papers.recipients", filled.lang)
    return Closing((Recipients(label, lines), signed))
