"""Why a council's result is what it is, in sentences of both languages: how its mean is worked out,
what held it back, who decides next, whose sheet it hangs on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from ..exact import two_places
from ..filing.policy import Rounding
from ..rules.policy_words import name_of
from ..terms import Certifier, Role
from ..text import Lang, say
from . import explain as of_sheet
from .caveats import Caveat
from .council_numbers import CouncilNumbers
from .council_values import CouncilMember, Flip
from .finding import Finding
from .policy import rounding_of

__all__ = [
    "deciding",
    "exactly",
    "explain",
    "held_back",
    "mean_in_words",
    "on_agreement",
    "on_flips",
    "role_in_words",
    "signed",
    "verdict",
    "what_follows",
]

_ROLES: Mapping[Role, str] = MappingProxyType(
    {
        "chair": "council.role-chair",
        "member": "council.role-member",
        "council": "council.role-council",
        "advisory": "council.role-advisory",
        "self": "council.role-self",
    }
)
_LEVELS: Mapping[Certifier, str] = MappingProxyType(
    {
        "district": "council.district",
        "province": "council.province",
        "ministry": "council.ministry",
    }
)


def explain(
    numbers: CouncilNumbers, findings: Sequence[Finding], caveats: Sequence[Caveat], lang: Lang
) -> Iterator[str]:
    """The whole result, a line each."""
    yield verdict(numbers, lang)
    yield from mean_in_words(numbers, lang)
    yield from held_back(numbers, lang)
    yield from what_follows(numbers, lang)
    yield from on_flips(numbers, lang)
    yield from [f"{caveat.sign} {caveat.words.say(lang)}" for caveat in caveats]
    yield from [f"{finding.sign} {finding.say(lang)}" for finding in findings]
    yield from [_member(member, lang) for member in numbers.members]
    yield from on_agreement(numbers, lang)


# The verdict


def verdict(numbers: CouncilNumbers, lang: Lang) -> str:
    """The result in one sentence."""
    values = {
        "mean": _shown(numbers.mean, lang),
        "star": numbers.star,
        "by_points": numbers.star_by_points,
    }
    status = numbers.status
    if status == "rejected":
        is_rejected = any(gate.outcome == "rejected" for gate in numbers.gates)
        return say("council.rejected" if is_rejected else "council.stopped", lang, **values)
    if status == "incomplete":
        lacking = [f"{m.id} ({', '.join(m.open)})" for m in numbers.members if m.counted and m.open]
        return say("council.incomplete", lang, members="; ".join(lacking))
    rated = say(_rated_key(numbers), lang, **values) + _beyond(numbers, lang)
    if status == "rated":
        return rated
    return say("council.not-decided", lang, why=" ".join(_open(numbers, lang)), rated=rated)


def _rated_key(numbers: CouncilNumbers) -> str:
    if numbers.star == numbers.star_by_points:
        return "council.rated-at-most" if numbers.bounds.lacks_minimums else "council.rated"
    return "council.lost-at-most" if numbers.bounds.lacks_minimums else "council.lost"


def _beyond(numbers: CouncilNumbers, lang: Lang) -> str:
    return of_sheet.beyond(numbers.printed, numbers.bounds, lang)


def _open(numbers: CouncilNumbers, lang: Lang) -> Iterator[str]:
    """What keeps the council from deciding."""
    quorum, rescore = numbers.quorum, numbers.rescore
    if quorum is not None and not quorum.met:
        key = "council.too-few" if quorum.present < quorum.needed else "council.chair-absent"
        yield say(key, lang, **quorum._asdict())
    if rescore is not None:
        members = ", ".join(rescore.members)
        yield say(
            "council.spread", lang, spread=numbers.spread, limit=rescore.limit, members=members
        )


# The mean


def mean_in_words(numbers: CouncilNumbers, lang: Lang) -> Iterator[str]:
    """How the mean is worked out, from the counted totals, parts or criteria, to the number that is
    banded; where it is rounded, by the policy or for show alone.
    """
    if numbers.standing is None:
        return
    policy = numbers.rules_of_procedure
    yield say("council.policy", lang, name=name_of(policy, lang), id=policy.id)
    way, mean = policy.mean, numbers.standing.mean
    if way == "agreed":
        yield say("council.mean-agreed", lang, mean=_shown(mean, lang))
    elif way == "totals":
        totals = [outcome.tally.total for outcome in numbers.counted]
        stage, exact = rounding_of(policy, "mean"), numbers.standing.exact
        yield say("council.mean", lang, sum=_steps(totals, exact, mean, stage, lang))
    else:
        yield from _parts(numbers, lang)


def _parts(numbers: CouncilNumbers, lang: Lang) -> Iterator[str]:
    """The means of the parts, then the mean as their sum."""
    standing, policy, parts = numbers.standing, numbers.rules_of_procedure, numbers.parts
    if standing is None or parts is None:
        return
    by_criteria = policy.mean == "criteria"
    stage = rounding_of(policy, policy.mean)
    for place, (code, mean) in enumerate(parts.items()):
        points = [outcome.tally.parts[place] for outcome in numbers.counted]
        if by_criteria:
            key = "council.mean-of-part-by-criteria"
            yield say(key, lang, part=code, mean=exactly(mean, lang)) + _as_rounded(stage, lang)
        else:
            exact = Fraction(sum(points), len(points))
            said = _steps(points, exact, mean, stage, lang)
            yield say("council.mean-of-part", lang, part=code, sum=said)
    added = sum(parts.values(), Fraction())
    each = " + ".join([exactly(mean, lang) for mean in parts.values()])
    final = rounding_of(policy, "mean")
    said = f"{each} = {exactly(added, lang)}" + _rounded(added, standing.mean, final, lang)
    yield say("council.mean-of-parts", lang, sum=said)


def _steps(
    points: Sequence[int], exact: Fraction, mean: Fraction, stage: Rounding | None, lang: Lang
) -> str:
    """76,20 = (78 + 82 + 74 + 76 + 71) / 5, and what rounding makes of it."""
    added = " + ".join(map(str, points))
    said = f"{exactly(exact, lang)} = ({added}) / {len(points)}"
    return said + _rounded(exact, mean, stage, lang)


def _rounded(exact: Fraction, mean: Fraction, stage: Rounding | None, lang: Lang) -> str:
    """What the policy's rounding makes of a number; where it doesn't round, and the number can't be
    written out, that it is rounded for show alone.
    """
    if stage is not None and mean != exact:
        return say("council.rounded", lang, mean=exactly(mean, lang)) + _as_rounded(stage, lang)
    if _digits(exact) is None:
        return say("council.rounded-for-show", lang, mean=two_places(exact, lang))
    return ""


def _as_rounded(stage: Rounding | None, lang: Lang) -> str:
    if stage is None:
        return ""
    key = "council.half-up" if stage.half == "up" else "council.half-even"
    return say(key, lang, places=stage.places)


def exactly(value: Fraction, lang: Lang) -> str:
    """A number without loss: with its decimals, two at least, where they end (76,20; 89,875), else
    as a mixed fraction (89 6/7).
    """
    digits = _digits(value)
    if digits is None:
        whole, rest = divmod(value.numerator, value.denominator)
        return f"{whole} {rest}/{value.denominator}" if whole else f"{rest}/{value.denominator}"
    whole, decimals = divmod(value.numerator * 10**digits // value.denominator, 10**digits)
    return f"{whole}{',' if lang == 'vi' else '.'}{decimals:0{digits}}"


def _digits(value: Fraction) -> int | None:
    """How many decimals a number is shown with: two or all that it has; None where they never
    end.
    """
    rest, digits = value.denominator, 0
    while rest > 1 and digits < _MOST_DIGITS:
        digits += 1
        rest = (value * 10**digits).denominator
    return max(digits, 2) if rest == 1 else None


_MOST_DIGITS = 12


# What held it back, what follows


def held_back(numbers: CouncilNumbers, lang: Lang) -> Iterator[str]:
    """The gates that apply, one sentence each; where none does, the minimums that are missed."""
    by_gate: dict[str, list[int]] = {}
    for place, gate in enumerate(numbers.gates):
        by_gate.setdefault(gate.id, []).append(place)
    for places in by_gate.values():
        raised = [numbers.gates[place] for place in places]
        members = list(dict.fromkeys([who for gate in raised for who in gate.members]))
        said = of_sheet.gate([gate.raised for gate in raised], lang)
        yield f"{said}: {', '.join(members)}" if members else said
    if not numbers.gates:
        yield from [unmet.say(lang) for unmet in numbers.unmet]


def what_follows(numbers: CouncilNumbers, lang: Lang) -> Iterator[str]:
    """Where the product goes on to, or who certifies its star."""
    if numbers.forward_to is not None:
        yield say("council.forwarded", lang, level=say(_LEVELS[numbers.forward_to], lang))
    elif numbers.certifies is not None:
        level = say(_LEVELS[numbers.certifies], lang)
        yield say("council.certified", lang, level=level, star=numbers.star)
    elif numbers.status == "rated":
        yield say("council.certified-by-none", lang, star=numbers.star)


def deciding(numbers: CouncilNumbers) -> list[Flip]:
    """The members whose sheet alone can change the star."""
    return [flip for flip in numbers.flips if len(flip.stars) > 1]


def on_flips(numbers: CouncilNumbers, lang: Lang) -> Iterator[str]:
    """What is said of the members whose sheet alone can change the star."""
    for flip in deciding(numbers):
        stars = ", ".join([f"{star}★" for star in flip.stars])
        yield say("council.flip", lang, member=flip.member, stars=stars)


# The members


def _member(member: CouncilMember, lang: Lang) -> str:
    parts = ", ".join([f"{code} {points}" for code, points in member.parts.items()])
    star = f"{member.star}★" if member.star is not None else "–"
    deviation = "–" if member.deviation is None else signed(member.deviation, lang)
    return say(
        "council.member" if member.counted else "council.member-beside",
        lang,
        id=member.id,
        name=f" {member.name}" if member.name else "",
        role=role_in_words(member.role, lang),
        round=member.round,
        total=member.total,
        parts=parts,
        star=star,
        deviation=deviation,
    )


def role_in_words(role: Role, lang: Lang) -> str:
    """In what role somebody fills in a sheet."""
    return say(_ROLES[role], lang)


def signed(value: Fraction, lang: Lang) -> str:
    """A deviation for show: two decimals, with its sign."""
    said = two_places(value, lang)
    return f"+{said}" if value > 0 else said.replace("-", "−")


def on_agreement(numbers: CouncilNumbers, lang: Lang) -> Iterator[str]:
    """How far the counted sheets agree, and on which criteria they differ."""
    if numbers.alpha is not None:
        yield say("council.agreement", lang, alpha=two_places(numbers.alpha, lang))
    differing = [f"{d.criterion} ({d.lowest}–{d.highest})" for d in numbers.dispersion]
    if differing:
        yield say("council.dispersion", lang, criteria=", ".join(differing))


def _shown(mean: Fraction | None, lang: Lang) -> str:
    return "–" if mean is None else two_places(mean, lang)
