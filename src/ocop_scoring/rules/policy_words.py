"""What a policy says, in words: its rules one by one, for whoever has to choose one."""

from __future__ import annotations

from collections.abc import Mapping

from .. import assembly
from ..terms import Chair, GatesBy, Half, MeanOf, MinimumsBy, RoundingOf
from ..text import Lang, Words, say

__all__ = ["basis_of", "name_of", "rules_in_words"]

_PRACTICE, _EXAMPLE = "practice of ", "example of a Quy chế"

_MEAN: Mapping[MeanOf, str] = {
    "totals": "policy.mean.totals",
    "parts": "policy.mean.parts",
    "criteria": "policy.mean.criteria",
    "agreed": "policy.mean.agreed",
}
_HALF: Mapping[Half, str] = {"up": "policy.half.up", "even": "policy.half.even"}
_STAGE: Mapping[RoundingOf, str] = {
    "mean": "policy.rounded.mean",
    "parts": "policy.rounded.parts",
    "criteria": "policy.rounded.criteria",
}
_MINIMUMS: Mapping[MinimumsBy, str] = {
    "every-member": "policy.minimums.every-member",
    "majority": "policy.minimums.majority",
    "mean": "policy.minimums.mean",
    "advisory": "policy.minimums.advisory",
    "agreed": "policy.minimums.agreed",
}
_GATES: Mapping[GatesBy, str] = {
    "any-member": "policy.gates.any-member",
    "majority": "policy.gates.majority",
    "chair": "policy.gates.chair",
    "agreed": "policy.gates.agreed",
}
_CHAIR: Mapping[Chair, str] = {
    "required": "policy.chair.required",
    "optional": "policy.chair.optional",
}


def name_of(policy: assembly.Policy, lang: Lang) -> str:
    """What a policy is called in `lang`; its id where it has no name."""
    return Words(policy.vi or policy.id, policy.en).say(lang)


def basis_of(policy: assembly.Policy, lang: Lang) -> str:
    """What a policy rests on, in `lang`: a decision, a practice, or nothing but an example."""
    basis = policy.basis
    if basis.startswith(_PRACTICE):
        return say("policy.practice", lang, of=basis.removeprefix(_PRACTICE))
    if basis.startswith(_EXAMPLE):
        return say("policy.example", lang, more=basis.removeprefix(_EXAMPLE))
    return basis


def rules_in_words(policy: assembly.Policy, lang: Lang) -> tuple[tuple[str, str], ...]:
    """The rules of a policy, each with its title: mean, rounding, minimums, gates, spread, quorum;
    of an agreed sheet only what it is.
    """
    mean = say("policy.mean", lang), say(_MEAN[policy.mean], lang)
    if policy.mean == "agreed":
        return (mean,)
    return (
        mean,
        (say("policy.rounding", lang), _rounding(policy, lang)),
        (say("policy.minimums", lang), say(_MINIMUMS[policy.minimums], lang)),
        (say("policy.gates", lang), say(_GATES[policy.gates], lang)),
        (say("policy.spread", lang), _spread(policy, lang)),
        (say("policy.quorum", lang), _quorum(policy, lang)),
    )


def _rounding(policy: assembly.Policy, lang: Lang) -> str:
    rounding = policy.rounding
    if rounding == "none":
        return say("policy.rounding.none", lang)
    what, half = say(_STAGE[rounding.of], lang), say(_HALF[rounding.half], lang)
    return say("policy.rounding.places", lang, what=what, places=rounding.places, half=half)


def _spread(policy: assembly.Policy, lang: Lang) -> str:
    if policy.max_spread is None:
        return say("policy.spread.none", lang)
    return say("policy.spread.limit", lang, limit=policy.max_spread)


def _quorum(policy: assembly.Policy, lang: Lang) -> str:
    quorum = policy.quorum
    if quorum is None:
        return say("policy.quorum.none", lang)
    return say(
        "policy.quorum.share", lang, share=quorum.share, chair=say(_CHAIR[quorum.chair], lang)
    )
