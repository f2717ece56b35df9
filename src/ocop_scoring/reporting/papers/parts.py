"""What official papers share: heads, legal bases, cautions, signatures, where numbers come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from ...lang import Lang
from ...rating.council_result import CouncilResult
from ...rating.evaluation import Evaluation
from ...rules.model import Reading
from ...rules.ruleset import Ruleset
from ..line import Line, Span, given
from ..official import Annex, Bases, Clause, Closing, Head, Recipients, Signature
from ..paper import Block, Notice, Pages, Paragraph
from ..spans import law, message, words_of
from .fields import Filled
from .wording import line, long_day, plain, text

__all__ = [
    "Rated",
    "based_on",
    "bases_of",
    "caution",
    "closing",
    "day_of",
    "day_or_field",
    "head",
    "is_trial",
    "numbered",
    "office_of",
    "provenance",
    "readings",
    "rests_on",
    "signature",
    "trial",
]


Rated = Evaluation | CouncilResult
"""A result, of one sheet or of a council."""


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


def rests_on(results: Sequence[Rated], lang: Lang) -> Iterator[Block]:
    """From what the numbers can be worked out again, and the annex of readings."""
    yield provenance(results, lang)
    yield from readings(results, lang)


def readings(results: Sequence[Rated], lang: Lang) -> Iterator[Pages]:
    """The open readings of the law that results rest on, on pages of their own."""
    found = tuple(_readings(results, lang))
    if found:
        label, title = message("papers.annex", lang), message("report.readings", lang)
        yield Pages((Annex(plain(label), plain(title)), *found), numbered_apart=True)


def _readings(results: Sequence[Rated], lang: Lang) -> Iterator[Clause]:
    """The open readings of the law, each once."""
    found = {
        name: reading
        for result in results
        for name in result.readings
        if (reading := result.rules.reading(name)) is not None
    }
    for _, reading in sorted(found.items()):
        yield _reading(reading, lang)


@lru_cache(maxsize=512)
def _reading(reading: Reading, lang: Lang) -> Clause:
    said = line(
        "papers.reading",
        lang,
        question=(words_of(reading.question, lang),),
        taken=(words_of(reading.taken, lang),),
        article=(law(reading.article, lang),),
    )
    return Clause("–", said, "dash")


def provenance(results: Sequence[Rated], lang: Lang) -> Paragraph:
    """By what the numbers were worked out, so that somebody can work them out again."""
    found = dict.fromkeys([(r.printed.ruleset, r.printed.revision) for r in results])
    rulesets = [
        text("report.revision", lang, ruleset=ruleset, revision=revision)
        for ruleset, revision in found
    ]
    digests = dict.fromkeys([result.ruleset_digest for result in results])
    said = text("papers.provenance", lang, rulesets="; ".join(rulesets), digests=", ".join(digests))
    policies = {r.policy: r.policy_digest for r in results if isinstance(r, CouncilResult)}
    if policies:
        named = "; ".join([f"{policy}, {digest}" for policy, digest in policies.items()])
        said = f"{said} {text('papers.provenance-policy', lang, policies=named)}"
    count = len({name for result in results for name in result.readings})
    if count:
        said = f"{said} {text('papers.readings', lang, count=count)}"
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


def office_of(place: str, key: str, kinds: str, lang: Lang) -> Line:
    """An authority of a place; the word for its kind is left out where the name has one."""
    known = message(kinds, "vi").split("|")
    has_kind = any(place.casefold().startswith(f"{kind} ") for kind in known)
    kind = "" if has_kind else f"{message(kinds, lang).split('|')[0]} "
    return line(key, lang, kind=kind if lang == "vi" else "", place=(given(place),))


def numbered(lines: Iterable[Line], mark: str = "–") -> Iterator[Clause]:
    """Lines of a list."""
    for each in lines:
        yield Clause(mark, each, "dash")


# The end


def signature(
    filled: Filled, office: str, name: str, *, above: str = "", known: Line = ()
) -> Signature:
    """Who signs: words or an office (a field), and a name, which the result may know."""
    lang = filled.lang
    offices = [plain(above)] if above else []
    offices += [filled.line(office)] if office else []
    hint = plain(message("papers.stamp-hint", lang))
    return Signature(tuple(offices), hint, filled.or_else(name, known))


def closing(filled: Filled, default: Sequence[Line], signed: Signature) -> Closing:
    """The recipients on the left, who signs on the right."""
    lines = filled.lines("recipients") if "recipients" in filled else tuple(default)
    label = message("papers.recipients", filled.lang)
    return Closing((Recipients(label, lines), signed))
