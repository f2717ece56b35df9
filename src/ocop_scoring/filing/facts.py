"""The facts of a dossier: the form of each, and what each is in the unit of a vocabulary.

A dossier alone checks the form: a yes or no, a number, a word. Which facts and kinds of papers
there are, a vocabulary says; it is asked for, never looked for: pydantic's
`context={"catalog": …}` names the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from ..frozen import FrozenDict
from ..rules.vocabulary import DocumentKind, Fact, FactValue, Vocabulary
from ..sources.faults import Complaint, refused_within
from ..sources.meant import Meant
from ..sources.places import Plain
from ..sources.values import refusal, shown, yes_no
from ..text import Words
from .annotated import Read
from .entries import complaint_of, entries_of
from .values import number, text, unwrapped

__all__ = ["Facts", "KindOfDocument", "in_units", "misfits", "vocabulary_of", "with_nearest"]

_YES_AND_NO = {"true": True, "yes": True, "false": False, "no": False}


# The form


def fact(value: object) -> FactValue:
    """A yes or no, a number or text that is one as a Decimal, or else text."""
    given = unwrapped(value)
    if given is True or given is False:
        return given
    if isinstance(given, Plain):
        return yes_no(given) if given.text in _YES_AND_NO else given.text
    found = number(given)
    if found is not None:
        return found
    if isinstance(given, str):
        written = text(given)
        return written if written == given else fact(written)
    raise refusal("not-a-fact", given, "")


def facts(value: object, info: ValidationInfo) -> FrozenDict[str, FactValue]:
    """The facts by name; one that is null is unknown, and null for all is none.

    Where the context names a catalogue, each must be a fact of its vocabulary, and fit its unit.
    """
    wrong: list[Complaint] = []
    null: list[str] = []
    found = entries_of({} if value is None else value, fact, wrong, null)
    vocabulary = vocabulary_of(info) if found or null else None
    if vocabulary is not None:
        wrong += _in_units(found, vocabulary)[1]
        wrong += [_unknown_fact(name, None, None) for name in null if name not in vocabulary.facts]
    if wrong:
        raise refused_within(wrong)
    return FrozenDict(found)


def kind(value: object, info: ValidationInfo) -> str:
    """A kind of paper: text; where the context names a catalogue, one of its vocabulary."""
    found = text(value)
    vocabulary = vocabulary_of(info)
    if vocabulary is not None and found not in vocabulary.documents:
        raise refusal("unknown-document", found, "")
    return found


def vocabulary_of(info: ValidationInfo) -> Vocabulary | None:
    """The vocabulary of the catalogue that pydantic's context names, or None."""
    context = info.context
    catalog = context.get("catalog") if isinstance(context, Mapping) else None
    return None if catalog is None else catalog.vocabulary()


def _as_json(found: Mapping[str, FactValue]) -> dict[str, bool | str]:
    """Decimals as text, so that none is rounded on its way."""
    return {
        name: format(value, "f") if isinstance(value, Decimal) else value
        for name, value in found.items()
    }


_FACT_SCHEMA = [
    {"type": "boolean"},
    {"type": "number"},
    {"type": "string", "minLength": 1},
    {"type": "null"},
]
_FACTS_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "object", "additionalProperties": {"anyOf": _FACT_SCHEMA}},
        {"type": "null"},
    ]
}
Facts = Annotated[
    FrozenDict[str, FactValue], Read(facts, _FACTS_SCHEMA, in_context=True, as_json=_as_json)
]
KindOfDocument = Annotated[
    str, Read(kind, {"type": "string", "minLength": 1, "pattern": r"\S"}, in_context=True)
]


# The unit


def in_units(found: Mapping[str, FactValue], vocabulary: Vocabulary) -> FrozenDict[str, FactValue]:
    """The facts that fit their units: shares and counts as decimals, yes and no as booleans, words
    as text.
    """
    return FrozenDict(_in_units(found, vocabulary)[0])


def _in_units(
    found: Mapping[str, FactValue], vocabulary: Vocabulary
) -> tuple[dict[str, FactValue], list[Complaint]]:
    known: dict[str, FactValue] = {}
    wrong: list[Complaint] = []
    for name, value in found.items():
        entry = vocabulary.facts.get(name)
        if entry is None or entry.from_dossier:
            wrong.append(_unknown_fact(name, value, entry))
            continue
        try:
            known[name] = _in_unit(entry, value)
        except PydanticCustomError as refused:
            wrong.append(complaint_of(refused, (name,), value, fact=name))
    return known, wrong


def _in_unit(entry: Fact, value: FactValue) -> FactValue:
    if entry.unit == "yes_no":
        return _yes_or_no(value)
    if entry.unit == "word":
        return _word(entry, value)
    if isinstance(value, Decimal):
        return _share(value) if entry.unit == "share" else _count(value)
    raise _not_a_number(entry, value)


def _not_a_number(entry: Fact, value: bool | str) -> PydanticCustomError:
    from ..sources import habits  # only on the way to an error

    written = value if isinstance(value, str) else ""
    if entry.unit == "share":
        return refusal("not-a-share", value, "0.64", habits.share(written))
    whole = habits.whole(written, months=entry.unit == "months")
    return refusal("not-a-whole-number", value, "0, 1, 2, …", whole)


def _yes_or_no(value: FactValue) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in _YES_AND_NO:
        return _YES_AND_NO[value]
    from ..sources import habits  # only on the way to an error

    written = format(value, "f") if isinstance(value, Decimal) else value
    raise refusal("not-yes-or-no", value, "true, false, yes, no", habits.yes_no(written))


def _word(entry: Fact, value: FactValue) -> str:
    if isinstance(value, str) and value in entry.words:
        return value
    from ..sources import words  # only on the way to an error

    known = {word: _names(titles) for word, titles in entry.words.items()}
    near = words.word(shown(value), known)
    choices = None if near else Meant("words", ", ".join(entry.words))
    raise refusal("unknown-word", value, near or "", choices)


def _names(titles: Words) -> tuple[str, ...]:
    return (titles.vi, titles.en) if titles.en else (titles.vi,)


def _share(value: Decimal) -> Decimal:
    if value < 0:
        raise refusal("not-a-share", value, "0.64")
    if value > 1:
        from ..sources import habits  # only on the way to an error

        raise refusal("share-above-one", value, habits.share_above_one(value))
    return value


def _count(value: Decimal) -> Decimal:
    if not 0 <= value < 10**9 or value != value.to_integral_value():
        raise refusal("not-a-whole-number", value, "0, 1, 2, …")
    return value


def _unknown_fact(name: str, value: FactValue | None, entry: Fact | None) -> Complaint:
    """A fact that is in no vocabulary, or that the dossier has in a field of its own."""
    if entry is not None and entry.from_dossier:
        elsewhere = {"habit": "elsewhere"}
        return Complaint("unknown-fact", (name,), name, entry.from_dossier, elsewhere, value)
    return Complaint("unknown-fact", (name,), name, "", given=value)


def misfits(
    found: Mapping[str, FactValue], kinds: Iterable[str], vocabulary: Vocabulary
) -> Iterator[Complaint]:
    """What is wrong with facts and kinds of papers under a vocabulary, at its path in a dossier."""
    for complaint in _in_units(found, vocabulary)[1]:
        yield complaint._replace(path=("facts", *complaint.path))
    for index, name in enumerate(kinds):
        if name not in vocabulary.documents:
            yield Complaint("unknown-document", ("documents", index, "kind"), name, "", given=name)


def with_nearest(complaint: Complaint, vocabulary: Vocabulary) -> Complaint:
    """A complaint about a fact or a kind that is not known, with the one that was meant.

    It is only searched for where the complaint is named: that takes a millisecond.
    """
    known: Iterable[Fact | DocumentKind]
    if complaint.code == "unknown-document":
        known = vocabulary.documents.values()
    elif complaint.code == "unknown-fact" and not complaint.right:
        known = [entry for entry in vocabulary.facts.values() if not entry.from_dossier]
    else:
        return complaint
    from ..sources import habits  # only on the way to an error

    pair = habits.pair_in(complaint.found)
    if pair and complaint.code == "unknown-fact":
        return complaint._replace(right=pair.right, values={**pair.values, "habit": pair.habit})
    return complaint._replace(right=lambda: _meant(complaint.found, known))


def _meant(found: str, known: Iterable[Fact | DocumentKind]) -> str:
    from ..sources import words  # only on the way to an error

    names = {
        entry.name if isinstance(entry, Fact) else entry.kind: _names(entry.title)
        for entry in known
    }
    return words.word(found, names) or ""
