"""What becomes of a star where marks, facts, papers or rules are others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

from ..errors import Fault, FilingError
from ..filing.forms import Dossier, ScoreSheet
from ..filing.policy import Policy
from ..frozen import Frozen, worked_out
from ..rating.council import council
from ..rating.evaluation import Evaluation
from ..rating.fitting import printed_set
from ..rating.score import score
from ..rating.table import table_of
from ..rating.writers import to_json
from ..rules.catalog import Catalog
from ..rules.ruleset import Ruleset
from ..terms import Certifier
from ..workshop.sides import side_of
from .changed import Changed, changed
from .moved import Moved, Result, moved, result_json
from .patch import Patch, read_patch
from .plan import Plans, look_at_plans, plans_of
from .question import Questions, questions_of
from .under import NotCarried
from .under import under as read_under
from .weighed import MarkWeight, Robustness, robustness_of, weights_of

__all__ = ["WhatIf", "what_if"]


class WhatIf(Frozen):
    """What a change does to one result, `ocop-what-if-result/1`: each answer is worked out when it
    is first asked for, of the result after the change.

    `before` and `after` are results of a sheet, or of a council.
    """

    patch: Patch
    before: Result
    after: Result
    lists_papers: bool
    """The dossier listed no papers before: those of the patch are now the whole file."""
    not_carried: NotCarried | None
    """What other rules leave out of the sheets; None where the rules are the same."""
    best: int
    """How many plans are asked for."""
    change_kind: bool
    """Plans may ask for another kind of producer."""

    def __init__(
        self,
        patch: Patch,
        before: Result,
        after: Result,
        *,
        lists_papers: bool = False,
        not_carried: NotCarried | None = None,
        best: int = 3,
        change_kind: bool = False,
    ) -> None:
        self._set(patch=patch, before=before, after=after, lists_papers=lists_papers)
        self._set(not_carried=not_carried, best=best, change_kind=change_kind)

    def __repr__(self) -> str:
        return f"<WhatIf {self.before!r} → {self.after!r}>"

    def __eq__(self, other: object) -> bool:
        return self._given() == other._given() if isinstance(other, WhatIf) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.patch, self.before, self.after))

    def __reduce__(self) -> tuple[Callable[..., WhatIf], tuple[object, ...]]:
        return _made_again, self._given()

    def _given(self) -> tuple[object, ...]:
        """What it was made of."""
        both = self.patch, self.before, self.after
        return *both, self.lists_papers, self.not_carried, self.best, self.change_kind

    @property
    def is_changed(self) -> bool:
        """Whether anything moved at all."""
        return self.before != self.after

    @worked_out
    def moved(self) -> Moved:
        """What moved between the two results."""
        return moved(self.before, self.after)

    @worked_out
    def weights(self) -> tuple[MarkWeight, ...]:
        """What each other level of each mark would give, the mark that matters most first; none
        where there is no star.
        """
        return weights_of(self.after)

    @worked_out
    def robustness(self) -> Robustness | None:
        """How firmly the star stands; None where there is none."""
        return robustness_of(self.after)

    @worked_out
    def plans(self) -> Plans | None:
        """The best plans to reach the star that the patch names, else the next one, or what blocks
        them; None of a council, of an open sheet, and where the star is reached.
        """
        after = self.after
        if not isinstance(after, Evaluation):
            return None
        of, kind = (after.outcome, after.sheet, self.patch), self.change_kind
        return plans_of(*of, best=self.best, change_kind=kind)

    @worked_out
    def questions(self) -> Questions | None:
        """What to look at next on an open sheet; None of a complete one, and of a council."""
        after = self.after
        return questions_of(after.outcome) if isinstance(after, Evaluation) else None

    @property
    def exit_status(self) -> int:
        """What a command that shows it ends with: 0 rated, 3 rejected, 4 not decided yet."""
        return {"rated": 0, "rejected": 3}.get(self.after.status, 4)

    def as_json(self) -> dict[str, Any]:
        """`ocop-what-if-result/1`, in plain values; a fresh copy each time."""
        return {
            "format": "ocop-what-if-result/1",
            "product_set": self.after.product_set,
            "patch": self.patch.model_dump(mode="json"),
            "before": result_json(self.before),
            "after": result_json(self.after),
            "lists_papers": self.lists_papers,
            "not_carried": self.not_carried.as_json() if self.not_carried else None,
            "moved": self.moved.as_json(),
            "weights": [weight.as_json() for weight in self.weights],
            "robustness": self.robustness.as_json() if self.robustness else None,
            "plans": self.plans.as_json() if self.plans else None,
            "questions": self.questions.as_json() if self.questions else None,
        }

    def to_json(self, words: bool = True, indent: int | None = 1) -> bytes:
        """The same as JSON: by default the bytes that `ocop what-if --json` prints. Without
        `words`, the sentences in `vi` and `en` are left out.
        """
        return to_json(self.as_json(), words=words, indent=indent)


def _made_again(patch: Patch, before: Result, after: Result, *given: Any) -> WhatIf:
    """What was pickled, or copied."""
    lists_papers, not_carried, best, change_kind = given
    return WhatIf(
        patch,
        before,
        after,
        lists_papers=lists_papers,
        not_carried=not_carried,
        best=best,
        change_kind=change_kind,
    )


def what_if(
    rules: Ruleset,
    dossier: Dossier,
    sheets: ScoreSheet | Iterable[ScoreSheet],
    patch: Patch | Mapping[str, object] | str | None = None,
    *,
    under: Ruleset | None = None,
    catalog: Catalog | None = None,
    policy: str | Policy | None = None,
    appointed: int | None = None,
    conflicts: Collection[str] = (),
    level: Certifier | None = None,
    best: int = 3,
    change_kind: bool = False,
) -> WhatIf:
    """What a patch does to the result of a sheet, or of a council's sheets under a policy.

    `under` are the other rules to rate by, in place of those that the patch names: an id of the
    `catalog`, a folder, a sealed record. What is asked beside the change – what matters, how firm
    the star is, plans – is asked of the result after it, costs and what is kept by its numbers;
    `best` is how many plans, `change_kind` lets them ask for another kind of producer.
    FilingError with all that doesn't fit; CatalogError where there are no such rules or policy.
    """
    given = (sheets,) if isinstance(sheets, ScoreSheet) else tuple(sheets)
    asked = read_patch(_EMPTY if patch is None else patch)
    council_of = _Council(policy, appointed, conflicts, level)
    if policy is None and len(given) != 1:
        raise FilingError(Fault("policy-not-chosen", None, "policy", "", "policy=ID"))
    now = Changed(dossier, given)
    then = changed(rules, dossier, given, asked)
    others, not_carried = rules, None
    if under is not None or asked.rules is not None:
        others = side_of(under or asked.rules or rules, catalog).ruleset
        then, not_carried = read_under(rules, others, then, catalog)
    look_at_plans(table_of(printed_set(others, then.dossier)), asked)
    before = council_of.result(rules, now)
    is_same = then == now and others is rules
    after = before if is_same else council_of.result(others, then)
    return WhatIf(
        asked,
        before,
        after,
        lists_papers=then.lists_papers,
        not_carried=not_carried,
        best=best,
        change_kind=change_kind,
    )


_EMPTY = {"format": "ocop-what-if/1"}


class _Council(NamedTuple):
    """How sheets become one result: of one sheet, or of a council under its policy."""

    policy: str | Policy | None
    appointed: int | None
    conflicts: Collection[str]
    level: Certifier | None

    def result(self, rules: Ruleset, of: Changed) -> Result:
        """What dossier and sheets come to."""
        if self.policy is None:
            return score(rules, of.dossier, of.sheets[0])
        return council(
            rules,
            of.dossier,
            of.sheets,
            policy=self.policy,
            appointed=self.appointed,
            conflicts=self.conflicts,
            decided_on=of.day,
            level=self.level,
        )
