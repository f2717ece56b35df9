"""Which papers there are, of what each is made, and what it needs beside the results."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ..errors import Fault, FilingError, language
from ..filing.forms import Assessor
from ..lang import LANGUAGES, Lang
from ..rating.council_result import CouncilResult
from ..rating.evaluation import Evaluation
from ..records.record import Record
from ..rules.product_set import ProductSet
from ..terms import Role
from ..text import say_both
from .paper import Paper, PaperKind, placeholders
from .papers.advisory_report import Advised, advisory_report
from .papers.draft_decision import draft_decision
from .papers.fields import Filled, PaperField, field_of_product, fields_of, filled
from .papers.minutes import minutes
from .papers.notice import notice
from .papers.proof import proven
from .papers.proposal_letter import proposal_letter
from .papers.score_sheet import blank_sheet, score_sheet, score_sheets
from .papers.standing import product_key
from .papers.summary import summary
from .report import report
from .sealed import Opened, SealedSheet, opened
from .spans import role_of

__all__ = ["KINDS", "MadePaper", "Reported", "made_of", "missing_fields", "paper_of"]

Reported = Evaluation | CouncilResult | ProductSet | Record | SealedSheet
"""What papers are made of: the result of a sheet, or of a council, or a record of one; one sheet of
a sealed council; a product set, for its blank sheet.
"""

Unsealed = Evaluation | CouncilResult | ProductSet
Made = Callable[[tuple[Unsealed, ...], Lang, Filled], Paper | None]


class _Kind(NamedTuple):
    """A kind of paper: how it is made, None where its results are of another sort; and the message
    that says what it is made of.
    """

    make: Made
    takes: str


def paper_of(
    result: Reported | Sequence[Reported],
    kind: PaperKind = "report",
    lang: Lang = "vi",
    fields: Mapping[str, object] = MappingProxyType({}),
) -> Paper:
    """What a paper of this kind says of a result, or of several, as a tree that can be set in any
    format. `fields` are what no result knows (`fields_of(kind)`).

    FilingError for another kind or language, for results that the kind isn't made of, and for
    fields that no paper has; RecordError for a record that can't be worked out again.
    """
    return made_of(result, kind, lang, fields).paper


class MadePaper(NamedTuple):
    """A paper, the records that it is made of, where it is made of such, and what was filled in."""

    paper: Paper
    sealed: tuple[Opened, ...]
    filled: Filled


def made_of(
    result: Reported | Sequence[Reported],
    kind: PaperKind,
    lang: Lang,
    fields: Mapping[str, object],
) -> MadePaper:
    """A paper as `paper_of` makes it, with what went into it."""
    if kind not in KINDS:
        raise FilingError(Fault("wrong-option", None, "kind", str(kind), ", ".join(KINDS)))
    given = filled(kind, language(lang), fields)
    results = _several(result)
    of_kind = _KINDS[kind]
    sealed = tuple([opened(each) for each in results if isinstance(each, (Record, SealedSheet))])
    unsealed = [each for each in results if not isinstance(each, (Record, SealedSheet))]
    paper = None
    if sealed and not unsealed:
        paper = of_kind.make(tuple([each.result for each in sealed]), given.lang, given)
    elif unsealed and not sealed:
        paper = of_kind.make(tuple(unsealed), given.lang, given)
    if paper is None:
        right = say_both(of_kind.takes)
        found = ", ".join(dict.fromkeys([type(each).__name__ for each in results]))
        values = {"right_vi": right.vi, "right_en": right.en, "count": len(results)}
        raise FilingError(Fault("wrong-results", None, kind, found or "–", "", values))
    return MadePaper(proven(paper, sealed) if sealed else paper, sealed, given)


def missing_fields(
    result: Reported | Sequence[Reported],
    *,
    kind: PaperKind,
    fields: Mapping[str, object] = MappingProxyType({}),
) -> tuple[PaperField, ...]:
    """The fields that stand in a paper as placeholders, in order, since nobody gave them.

    FilingError as `render`.
    """
    made = made_of(result, kind, "vi", fields)
    missing = placeholders(made.paper)
    known = {field.id: field for field in fields_of(kind)}
    results = [each.result for each in made.sealed] or _several(result)
    councils = [each for each in results if isinstance(each, CouncilResult)]
    names = {product_key(each): each.dossier.product.name for each in councils}
    found = []
    for each in missing:
        name, _, product = each.id.partition("/")
        of = field_of_product(known[name], product, names[product]) if product else known[name]
        found.append(of)
    return tuple(found)


def _several(result: Reported | Sequence[Reported]) -> tuple[Reported, ...]:
    return tuple(result) if isinstance(result, Sequence) else (result,)


def _of_one_sheet(make: Callable[[Evaluation, Lang, Filled], Paper]) -> Made:
    """A paper on the result of one sheet."""

    def made(results: tuple[Unsealed, ...], lang: Lang, filled: Filled) -> Paper | None:
        only = results[0]
        if len(results) > 1 or not isinstance(only, Evaluation):
            return None
        return make(only, lang, filled)

    return made


def _report(result: Evaluation, lang: Lang, _: Filled) -> Paper:
    return report(result, lang)


def _score_sheet(results: tuple[Unsealed, ...], lang: Lang, filled: Filled) -> Paper | None:
    """Of one sheet; of a council all its sheets, each on pages of its own."""
    only = results[0]
    if len(results) > 1:
        return None
    if isinstance(only, ProductSet):
        return blank_sheet(only, lang, filled)
    if isinstance(only, CouncilResult):
        return score_sheets(only, lang, filled)
    return score_sheet(only, lang, filled) if isinstance(only, Evaluation) else None


def _advisory_report(results: tuple[Unsealed, ...], lang: Lang, filled: Filled) -> Paper | None:
    """Of evaluations, and of those in councils: the producers' own stand beside the team's.

    FilingError where a sheet is the council's: what a member thinks is not the team's proposal.
    """
    if not all(isinstance(each, (Evaluation, CouncilResult)) for each in results):
        return None
    found = [one for each in results for one in _evaluations(each)]
    _refuse_other_roles([each.sheet.assessor for each in found])
    own = {each.dossier: each for each in found if each.sheet.assessor.role == "self"}
    advised = [
        Advised(each, own.get(each.dossier)) for each in found if each.sheet.assessor.role != "self"
    ]
    return advisory_report(advised, lang, filled) if advised else None


_ADVISING: tuple[Role, ...] = ("advisory", "self")
"""Whose sheets the advisory team's report is on: the team's, and the producer's to compare."""


def _refuse_other_roles(assessors: Sequence[Assessor]) -> None:
    others = [each for each in assessors if each.role not in _ADVISING]
    if all(each.role == "self" for each in assessors):
        others = list(assessors)  # the producer's alone: nothing is proposed
    if others:
        values: dict[str, object] = {"habit": "roles"}
        for lang in LANGUAGES:
            said = [f"{each.id} ({role_of(each, lang)})" for each in others]
            values[f"found_{lang}"] = ", ".join(dict.fromkeys(said))
        found = ", ".join(dict.fromkeys([each.role for each in others]))
        raise FilingError(
            Fault("wrong-results", None, "advisory_report", found, "advisory", values)
        )


def _evaluations(result: Unsealed) -> list[Evaluation]:
    """A sheet's result; of a council those of the advisory team and of the producer."""
    if isinstance(result, CouncilResult):
        beside = [m for m in result.members if m.role in _ADVISING]
        return [Evaluation(result.rules, result.dossier, m.sheet, m.outcome) for m in beside]
    return [result] if isinstance(result, Evaluation) else []


def _notice(results: tuple[Unsealed, ...], lang: Lang, filled: Filled) -> Paper | None:
    only = results[0]
    if len(results) > 1 or not isinstance(only, CouncilResult):
        return None
    return notice(only, lang, filled)


def _of_councils(make: Callable[[Sequence[CouncilResult], Lang, Filled], Paper]) -> Made:
    """A paper on councils' results, one or several."""

    def made(results: tuple[Unsealed, ...], lang: Lang, filled: Filled) -> Paper | None:
        councils = [each for each in results if isinstance(each, CouncilResult)]
        return make(councils, lang, filled) if len(councils) == len(results) else None

    return made


_KINDS: Mapping[PaperKind, _Kind] = MappingProxyType(
    {
        "report": _Kind(_of_one_sheet(_report), "papers.takes.report"),
        "score_sheet": _Kind(_score_sheet, "papers.takes.score-sheet"),
        "advisory_report": _Kind(_advisory_report, "papers.takes.advisory-report"),
        "minutes": _Kind(_of_councils(minutes), "papers.takes.councils"),
        "summary": _Kind(_of_councils(summary), "papers.takes.councils"),
        "notice": _Kind(_notice, "papers.takes.council"),
        "proposal_letter": _Kind(_of_councils(proposal_letter), "papers.takes.councils"),
        "draft_decision": _Kind(_of_councils(draft_decision), "papers.takes.councils"),
    }
)

KINDS: tuple[PaperKind, ...] = tuple(_KINDS)
