"""A carried sheet as people read it: a draft to fill in, and its entry in `ocop-carry-over/1`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...filing.blank import comments, line, noted, quoted
from ...lang import Lang
from ...rules.model import Criterion
from ...text import say
from .carrier import mark_of
from .carrying import Carried, CarriedMark, Cause, DerivedMark, LeadingMark, OpenMark
from .relation import UNREACHED, Kind

__all__ = ["carried_json", "draft_text", "label_of", "why_open"]

KINDS: dict[Kind, str] = {
    "same": "crosswalk.same",
    "merged": "crosswalk.merged",
    "looser": "crosswalk.looser",
    "split": "crosswalk.split",
    "stricter": "crosswalk.stricter",
    "none": "crosswalk.none",
    "open": "crosswalk.open",
}
"""The message that says each relation in a word or two."""

CAUSES: dict[Cause, str] = {
    "relation": "crosswalk.cause-relation",
    "new": "crosswalk.cause-new",
    "not-assessed": "crosswalk.cause-not-assessed",
    "not-counted": "crosswalk.cause-not-counted",
    "contradiction": "crosswalk.cause-contradiction",
}
"""The message that says why a criterion isn't sure."""


def draft_text(carried: Carried, lang: Lang) -> str:
    """The draft as YAML to be completed: marks that are sure, each with where it comes from; what
    must be judged as lines to tick by taking away their `#`, only those that are possible.
    """
    draft, table = carried.draft, carried.b
    heads = {
        "assessor": carried.sheet.assessor.id,
        "a": carried.a.ruleset,
        "n": carried.a.product_set,
        "b": draft.ruleset,
        "m": table.product_set,
        "title": line(table.title, lang),
    }
    lines = [
        *comments(say("crosswalk.draft", lang, **heads)),
        "format: ocop-sheet/1",
        f"ruleset: {quoted(draft.ruleset)}",
        f"product_set: {table.product_set}",
        *([f"product_code: {quoted(draft.product_code)}"] if draft.product_code else []),
        "assessor:",
        noted(f"  id: {quoted(draft.assessor.id)}", say("crosswalk.draft-assessor", lang)),
        noted(f"  role: {draft.assessor.role}", say("crosswalk.draft-role", lang)),
        noted("#assessed_on: …", say("crosswalk.draft-day", lang)),
        f"comment: {quoted(say('crosswalk.draft-comment', lang, **heads))}",
        *_grounds(carried, lang),
        "marks:",
        *_rows(carried, lang),
        *_lost(carried, lang),
    ]
    return "\n".join(lines) + "\n"


def _grounds(carried: Carried, lang: Lang) -> Iterator[str]:
    """The grounds of rejection: those that were carried, and as comments those to be judged."""
    if carried.rejects_to_judge:
        named = ", ".join(carried.rejects_to_judge)
        yield from comments(say("crosswalk.draft-grounds", lang, grounds=named))
    if carried.rejects:
        yield "rejects:"
        gates = {gate.id: gate.words for gate in carried.b.gates}
        yield from (noted(f"  - {name}", line(gates[name], lang)) for name in carried.rejects)


def _rows(carried: Carried, lang: Lang) -> Iterator[str]:
    """The rows of the table, each criterion with what became of it."""
    found: dict[str, CarriedMark | DerivedMark | OpenMark] = {}
    for kind in (carried.moved, carried.derived, carried.to_judge):
        found |= {one.number: one for one in kind}
    for row in carried.b.rows():
        yield ""
        if row.kind != "criterion":
            number = f"{row.number}." if row.kind != "heading" else row.number
            yield f"  # {number} {line(row.title, lang)} ({row.points})"
            continue
        criterion = row.criterion
        yield f"  # {criterion.number} {line(criterion.title, lang)} ({criterion.points})"
        yield from _criterion(carried, criterion, found.get(criterion.number), lang)


def _criterion(
    carried: Carried,
    criterion: Criterion,
    found: CarriedMark | DerivedMark | OpenMark | None,
    lang: Lang,
) -> Iterator[str]:
    if found is None:
        yield f"  #   {say('crosswalk.closed', lang)}"
    elif isinstance(found, CarriedMark):
        yield from (f"  #   {said}" for said in _come_from(carried, found.of, lang))
        if found.facts is not None:
            level = label_of(criterion, found.facts, lang)
            yield f"  #   {say('crosswalk.facts-otherwise', lang, level=level)}"
        labels = "; ".join([label_of(criterion, level, lang) for level in found.levels])
        yield noted(f'  "{criterion.number}": {_written(found.mark)}', labels)
    elif isinstance(found, DerivedMark):
        level = label_of(criterion, found.level, lang)
        yield f"  #   {say('crosswalk.derived', lang, level=level)}"
    else:
        yield f"  #   {say('crosswalk.to-judge', lang, why=why_open(found, lang))}"
        for level in found.levels:
            yield noted(
                f'  #"{criterion.number}": {_tick(criterion, level)}',
                label_of(criterion, level, lang),
            )


def _come_from(carried: Carried, of: tuple[LeadingMark, ...], lang: Lang) -> Iterator[str]:
    """Where a mark comes from: number, mark on the old sheet and relation of each that leads to
    it.
    """
    for one in of:
        kinds = ", ".join(dict.fromkeys(say(KINDS[kind], lang) for kind in one.kinds))
        why = f". {one.why}" if one.why else ""
        mark = _marked(carried, one.number, one.levels)
        yield say("crosswalk.comes-from", lang, number=one.number, mark=mark, kinds=kinds) + why


def _lost(carried: Carried, lang: Lang) -> Iterator[str]:
    if carried.lost:
        yield ""
        yield f"# {say('crosswalk.draft-lost', lang)}"
    for one in carried.lost:
        title = line(carried.a.criterion(one.number).title, lang)
        why = f": {one.why}" if one.why else ""
        mark = _marked(carried, one.number, one.levels)
        said = say("crosswalk.lost-mark", lang, number=one.number, title=title, mark=mark)
        yield f"#   {said}{why}"


def why_open(found: OpenMark, lang: Lang) -> str:
    """Why a criterion isn't sure, in words: the cause, and the crosswalk's own reason."""
    if found.cause == "relation" and found.why:
        return found.why
    said = say(CAUSES[found.cause], lang)
    return f"{said}: {found.why}" if found.why else said


def label_of(criterion: Criterion, level: str, lang: Lang) -> str:
    """The words of a level, or of reaching none."""
    if level == UNREACHED:
        return say("crosswalk.unreached", lang)
    return line(criterion.level(level).words, lang)


def _marked(carried: Carried, number: str, levels: tuple[str, ...]) -> str:
    """What the old sheet's mark is, as a sheet writes it."""
    criterion = carried.a.criterion(number)
    return ", ".join([str(mark_of(criterion, level)) for level in levels])


def _tick(criterion: Criterion, level: str) -> str:
    return f"[{level}]" if criterion.mode == "sum" else str(mark_of(criterion, level))


def _written(mark: object) -> str:
    return f"[{', '.join(mark)}]" if isinstance(mark, tuple) else str(mark)


def carried_json(carried: Carried, file: str, written: str | None) -> dict[str, Any]:
    """A carried sheet as an entry of `ocop-carry-over/1`."""
    return {
        "file": file,
        "product_set": carried.a.product_set,
        "into": carried.b.product_set,
        "draft": carried.draft.model_dump(mode="json"),
        "carried": [_plain(one) for one in carried.moved],
        "derived": [_plain(one) for one in carried.derived],
        "to_judge": [_plain(one) for one in carried.to_judge],
        "lost": [_plain(one) for one in carried.lost],
        "closed": list(carried.closed),
        "rejects_to_judge": list(carried.rejects_to_judge),
        "star": None if carried.stars is None else list(carried.stars),
        "written": written,
    }


def _plain(one: Any) -> dict[str, Any]:
    found: dict[str, Any] = one._asdict()
    if "of" in found:
        found["of"] = [_plain(leading) for leading in found["of"]]
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in found.items()
    }
