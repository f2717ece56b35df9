"""The pages: of an impact; of a proposal, or of several side by side, for a meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ...lang import Lang
from ...workshop.impact.impact import Impact
from ...workshop.proposal.proposed import Proposed, Tried
from ..line import given
from ..paper import Block, Notice, Paper, Section, Subheading
from .answers import answers
from .draft import cases, changes, differences, reach, remarks
from .effect import (
    by_groups,
    causes,
    counted,
    limits_of,
    migration,
    moved_products,
    open_products,
    products_table,
)
from .voice import Voice, line

__all__ = ["impact_page", "proposal_page"]


def impact_page(impact: Impact, lang: Lang) -> Paper:
    """What rules B in place of A do to a population, as a page."""
    voice = Voice(lang)
    values = {"a": impact.from_, "b": impact.to}
    blocks = (
        *limits_of(impact, voice),
        voice.section("proposal.migration", *migration(impact, voice, (impact.from_, impact.to))),
        voice.section("proposal.who", *_who(impact, voice)),
        voice.section("proposal.causes", *causes(impact, (), voice)),
        voice.section("proposal.groups", *by_groups(impact, voice)),
        *_problems([Tried("", impact)], voice),
    )
    return Paper(
        kind="impact",
        lang=lang,
        title=voice.say("proposal.impact-title", **values),
        above=line(voice.say("proposal.impact-above")),
        heading=(given(voice.say("proposal.impact-title", **values)),),
        about=(line(counted(impact, voice)),),
        blocks=blocks,
    )


def _who(impact: Impact, voice: Voice) -> Iterator[Block]:
    yield from moved_products(impact, voice)
    yield from open_products(impact, voice)


def proposal_page(proposals: Sequence[Proposed], lang: Lang) -> Paper:
    """One or several proposals as what is taken to a meeting: the answers first, then the text,
    what it does to products, what stays reachable, what differs. It never looks official.
    """
    voice = Voice(lang)
    heads = [one.name.rpartition("+")[2] for one in proposals]
    title = " | ".join(dict.fromkeys([voice.words(one.title) for one in proposals]))
    return Paper(
        kind="proposal",
        lang=lang,
        title=title,
        above=line(voice.say("proposal.above")),
        heading=(given(title),),
        about=(line(voice.say("proposal.about", names=", ".join([p.name for p in proposals]))),),
        blocks=tuple(_blocks(proposals, heads, voice)),
        watermark=voice.say("proposal.watermark"),
    )


_Part = Callable[[Proposed, Voice], Iterator[Block]]


def _blocks(proposals: Sequence[Proposed], heads: Sequence[str], voice: Voice) -> Iterator[Block]:
    yield Notice(voice.say("proposal.watermark"), (line(voice.say("proposal.not-official")),))
    yield voice.section("proposal.answers", answers(proposals, heads, voice))
    # On paper the answers have the first page for themselves.
    yield _each("proposal.changes", changes, proposals, voice)._replace(role="criteria")
    for at, tried in enumerate(proposals[0].tried):
        every = [one.tried[at] for one in proposals if at < len(one.tried)]
        yield from _of_population(tried.name, at, every, proposals, voice)
    yield _each("proposal.reach", reach, proposals, voice)
    yield _each("proposal.cases", cases, proposals, voice)
    yield _each("proposal.remarks", remarks, proposals, voice)
    yield _each("proposal.differences", differences, proposals, voice)
    yield from _problems(proposals[0].tried, voice)
    yield _provenance(proposals, voice)


def _each(key: str, part: _Part, proposals: Sequence[Proposed], voice: Voice) -> Section:
    """A section with what each proposal has to say, under its name where there are several."""
    blocks: list[Block] = []
    for one in proposals:
        if len(proposals) > 1:
            blocks.append(Subheading((given(one.name),)))
        blocks += part(one, voice)
    return voice.section(key, *blocks)


def _of_population(
    name: str, at: int, every: Sequence[Tried], proposals: Sequence[Proposed], voice: Voice
) -> Iterator[Block]:
    """What the proposals do to one population: a picture each, then every product."""
    blocks: list[Block] = list(limits_of(every[0].impact, voice))
    for one, of in zip(every, proposals, strict=False):
        if len(proposals) > 1:
            blocks.append(Subheading((given(of.name),)))
        blocks.append(voice.paragraph("proposal.as-is", said=counted(one.impact, voice)))
        blocks += migration(one.impact, voice)
        blocks += causes(one.impact, of.changes, voice)
    impacts = [one.impact for one in every]
    if impacts[0].kind == "synthetic":
        blocks += [block for impact in impacts for block in _drawn(impact, voice)]
    else:
        heads = [of.name.rpartition("+")[2] for of in proposals[: len(impacts)]]
        blocks.append(voice.subheading(voice.say("proposal.of-round")))
        blocks.append(products_table(impacts, heads, voice))
    title = voice.say("proposal.effect-on", name=name)
    yield Section(f"effect-{at + 1}", title, tuple(blocks))


def _drawn(impact: Impact, voice: Voice) -> Iterator[Block]:
    """Drawn products have no names worth a list: by table and kind of producer."""
    yield from by_groups(impact, voice)


def _problems(tried: Sequence[Tried], voice: Voice) -> Iterator[Block]:
    """What could not be used of the populations: nothing is passed over in silence."""
    said = [
        (given(fault.said(voice.lang)),)
        for one in tried
        for problem in one.impact.problems
        for fault in problem.faults
    ]
    if said:
        yield voice.section("proposal.problems", voice.items(said))


def _provenance(proposals: Sequence[Proposed], voice: Voice) -> Section:
    """What exactly was tried: rulesets, revisions, digests."""
    lines = []
    for one in proposals:
        rules = one.side.ruleset
        base = one.base.ruleset
        values = {"name": rules.id, "digest": rules.digest, "base": base.id, "of_base": base.digest}
        lines.append(voice.say("proposal.tried-on", revision=base.revision, **values))
    return voice.section("proposal.provenance", voice.items(lines))
