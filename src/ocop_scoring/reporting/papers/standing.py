"""What came of a council, in its papers' words: a star or why there is none, minimums that are
missed, who certifies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from ...exact import two_places
from ...lang import Lang
from ...rating.council_explain import mean_in_words
from ...rating.council_result import CouncilResult
from ...rating.council_values import CouncilMember, CouncilUnmet
from ...rules.policy_words import basis_of, name_of
from ..line import Line, Span, given
from ..spans import message, words_of
from .tables import stars
from .wording import line, plain, points, strong, text

__all__ = [
    "conclusion",
    "council_name",
    "counted",
    "decided",
    "gates_of",
    "is_certified",
    "mean_shown",
    "mean_sum",
    "member_name",
    "policies_of",
    "product_key",
    "quorum_of",
    "quorum_only_of",
    "standing",
    "star_line",
    "unmet_of",
    "why_none",
]

_NONE: dict[str, str] = {
    "rejected": "report.rejected",
    "stopped": "report.stopped",
    "incomplete": "report.incomplete",
    "no-quorum": "papers.no-quorum",
    "rescore": "papers.rescore",
}
_WHY: dict[str, str] = {
    "rejected": "papers.conclusion.rejected",
    "stopped": "papers.conclusion.stopped",
    "incomplete": "papers.conclusion.incomplete",
    "no-quorum": "papers.conclusion.no-quorum",
    "rescore": "papers.conclusion.rescore",
}
_CERTIFIERS: dict[str, str] = {
    "district": "report.certifier.district",
    "province": "report.certifier.province",
    "ministry": "report.certifier.ministry",
}


def counted(result: CouncilResult) -> tuple[CouncilMember, ...]:
    """The members whose sheets count."""
    return tuple([member for member in result.members if member.counted])


def member_name(member: CouncilMember) -> Line:
    """A member's name, or id where the sheet has no name."""
    return (given(member.name or member.id),)


def standing(result: CouncilResult) -> str:
    """`rated`, or what keeps it from being that; a stopped dossier is told from a rejected one."""
    if result.status == "rejected" and all(g.outcome == "stopped" for g in result.gates):
        return "stopped"
    return result.status


def is_certified(result: CouncilResult) -> bool:
    """Whether a star is certified on this very result."""
    return result.status == "rated" and result.certifies is not None


def star_line(result: CouncilResult, lang: Lang) -> Line:
    """The star, drawn, or why there is none; of what does not stand yet, that alone."""
    state = standing(result)
    if state != "rated" or result.star is None:
        return strong(message(_NONE[state], lang))
    return _stars(result, result.star, lang)


def _stars(result: CouncilResult, star: int, lang: Lang) -> Line:
    of = len(result.printed.bands)
    return stars(star, of, lang, at_most=result.at_most, at_least=result.at_least)


def why_none(result: CouncilResult, lang: Lang) -> Line:
    """What this result is, where it is no rating."""
    state = standing(result)
    values: dict[str, str | int | Line] = {}
    if state == "rescore" and result.rescore is not None:
        values = {
            "limit": points(result.rescore.limit, lang),
            "spread": points(result.spread or 0, lang),
            "members": names_of(result, result.rescore.members),
        }
    if state == "no-quorum" and result.quorum is not None:
        values = {"quorum": text_of_quorum(result, lang)}
    if state == "incomplete":
        values = {"open": _open(result, lang)}
    return line(_WHY[state], lang, "", **values)


def names_of(result: CouncilResult, ids: Sequence[str]) -> Line:
    """The names of some members."""
    by_id = {member.id: member for member in result.members}
    found: Line = ()
    for index, each in enumerate(ids):
        between = (Span(", "),) if index else ()
        found += (*between, *(member_name(by_id[each]) if each in by_id else (given(each),)))
    return found


def _open(result: CouncilResult, lang: Lang) -> Line:
    """Whose sheets are not finished, and where."""
    found: Line = ()
    for index, member in enumerate([m for m in counted(result) if m.open]):
        between = (Span("; "),) if index else ()
        numbers = plain(", ".join(member.open))
        found += between
        found += line("papers.open-of", lang, member=member_name(member), numbers=numbers)
    return found


def decided(results: Sequence[CouncilResult]) -> date | None:
    """The latest day on which the council decided, where that is known."""
    return max([result.day for result in results if result.day is not None], default=None)


def product_key(result: CouncilResult) -> str:
    """What the fields of a product are named by: its code, or its name where it has none."""
    product = result.dossier.product
    return product.code or product.name


def council_name(results: Sequence[CouncilResult], lang: Lang) -> Line:
    """The council, by its level; nothing where there are several."""
    levels = {result.level for result in results}
    return plain(message(_COUNCILS[levels.pop()], lang)) if len(levels) == 1 else ()


_COUNCILS: dict[str, str] = {
    "district": "papers.council.district",
    "province": "papers.council.province",
    "ministry": "papers.council.ministry",
}


# Numbers


def mean_shown(result: CouncilResult, lang: Lang) -> str:
    """The mean with two decimals; a dash where there is none."""
    return "–" if result.mean is None else two_places(result.mean, lang)


def mean_sum(result: CouncilResult, lang: Lang) -> tuple[Line, ...]:
    """The mean as the sum that it is; of a mean of parts, each part's too."""
    return tuple([plain(said) for said in list(mean_in_words(result, lang))[1:]])


def policies_of(results: Sequence[CouncilResult], lang: Lang) -> list[Line]:
    """The policies by which results were worked out, and what each rests on."""
    policies = dict.fromkeys([result.rules_of_procedure for result in results])
    return [
        plain(
            text(
                "papers.policy",
                lang,
                name=name_of(policy, lang),
                id=policy.id,
                basis=basis_of(policy, lang),
            )
        )
        for policy in policies
    ]


def text_of_quorum(result: CouncilResult, lang: Lang) -> str:
    """How many were present of how many, and how many had to be."""
    quorum = result.quorum
    if quorum is None:
        return ""
    share = two_places(Fraction(100 * quorum.present, quorum.appointed), lang)
    said = text(
        "papers.quorum",
        lang,
        present=quorum.present,
        appointed=quorum.appointed,
        share=share,
        needed=quorum.needed,
    )
    return said + ("" if quorum.chair else message("papers.quorum-without-chair", lang))


def quorum_of(result: CouncilResult, lang: Lang) -> str:
    """The quorum of a result in a sentence; that the policy has none."""
    if result.quorum is None:
        return message("papers.quorum-none", lang)
    key = "papers.quorum-met" if result.quorum.met else "papers.quorum-not-met"
    return text(key, lang, quorum=text_of_quorum(result, lang))


def quorum_only_of(results: Sequence[CouncilResult], lang: Lang) -> Line:
    """The quorum of some products, all the same, where others had another one."""
    first = results[0]
    if first.quorum is None:
        return plain(quorum_of(first, lang))
    key = "papers.quorum-met-only" if first.quorum.met else "papers.quorum-not-met-only"
    products = given(", ".join([result.dossier.product.name for result in results]))
    return line(key, lang, products=(products,), quorum=plain(text_of_quorum(first, lang)))


# What is missed


def gates_of(result: CouncilResult, lang: Lang) -> Iterator[Line]:
    """The grounds of rejection that apply, with the members who found them."""
    for gate in result.gates:
        names = names_of(result, gate.members)
        by = line("papers.gate-by", lang, members=names) if gate.members else ()
        yield (words_of(gate.words, lang, "strong"), *by)


def unmet_of(result: CouncilResult, lang: Lang, *, short: bool = False) -> Iterator[Line]:
    """The minimums that are missed; `short` for a cell of a table."""
    for unmet in result.unmet:
        yield unmet_line(unmet, lang, short=short)


def unmet_line(unmet: CouncilUnmet, lang: Lang, *, short: bool = False) -> Line:
    """What a star needs in a criterion, and what the sheets have."""
    if short:
        return plain(text("papers.unmet-short", lang, star=unmet.star, number=unmet.criterion))
    title = (words_of(unmet.printed.title, lang),)
    needs = (words_of(unmet.needs_level.words, lang),)
    return line(
        "papers.unmet",
        lang,
        star=unmet.star,
        number=unmet.criterion,
        title=title,
        needs=needs,
        points=unmet.needs_level.points,
        has=has_line(unmet, lang),
    )


def has_line(unmet: CouncilUnmet, lang: Lang) -> Line:
    """What the sheets have in that criterion."""
    if unmet.mean is None:
        return plain("–")
    mean = two_places(unmet.mean, lang)
    return plain(text("papers.unmet-has", lang, mean=mean, met=unmet.met_by, of=unmet.of))


# What follows


def conclusion(result: CouncilResult, lang: Lang) -> Line:
    """What the council's result leads to."""
    if result.status != "rated" or result.star is None:
        return why_none(result, lang)
    star = _stars(result, result.star, lang)
    if result.forward_to is not None:
        to = message(_CERTIFIERS[result.forward_to], lang)
        mean = mean_shown(result, lang)
        return line("papers.conclusion.forward", lang, star=star, to=to, mean=mean)
    if result.certifies is not None:
        by = message(_CERTIFIERS[result.certifies], lang)
        return line("papers.conclusion.certify", lang, star=star, by=by)
    return line("papers.conclusion.none", lang, star=star)
