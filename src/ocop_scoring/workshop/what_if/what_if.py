"""What becomes of a star where marks, facts, papers or rules are others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from ...errors import Fault, FilingError
from ...filing.forms import Dossier, ScoreSheet
from ...filing.policy import Policy
from ...frozen import Frozen, worked_out
from ...rating.council import council
from ...rating.score import score
from ...rating.writers import to_json
from ...rules.ruleset import Ruleset
from ...terms import Certifier
from .changed import Changed, changed
from .moved import Moved, Result, moved, result_json
from .patch import Patch, read_patch

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

    def __init__(self, patch: Patch, before: Result, after: Result, lists_papers: bool) -> None:
        self._set(patch=patch, before=before, after=after, lists_papers=lists_papers)

    def __repr__(self) -> str:
        return f"<WhatIf {self.before!r} → {self.after!r}>"

    @property
    def is_changed(self) -> bool:
        """Whether anything moved at all."""
        return self.before != self.after

    @worked_out
    def moved(self) -> Moved:
        """What moved between the two results."""
        return moved(self.before, self.after)

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
            "moved": self.moved.as_json(),
        }

    def to_json(self, words: bool = True, indent: int | None = 1) -> bytes:
        """The same as JSON: by default the bytes that `ocop what-if --json` prints. Without
        `words`, the sentences in `vi` and `en` are left out.
        """
        return to_json(self.as_json(), words=words, indent=indent)


def what_if(
    rules: Ruleset,
    dossier: Dossier,
    sheets: ScoreSheet | Iterable[ScoreSheet],
    patch: Patch | Mapping[str, object] | str | None = None,
    *,
    under: Ruleset | None = None,
    policy: str | Policy | None = None,
    appointed: int | None = None,
    conflicts: Collection[str] = (),
    level: Certifier | None = None,
) -> WhatIf:
    """What a patch does to the result of a sheet, or of a council's sheets under a policy.

    `under` are the other rules to rate by, in place of those that the patch names. What is asked
    beside the change – what matters, how robust the star is, plans – is asked of the result after
    it. FilingError with all that doesn't fit; CatalogError where there are no such rules or policy.
    """
    given = (sheets,) if isinstance(sheets, ScoreSheet) else tuple(sheets)
    asked = read_patch(_EMPTY if patch is None else patch)
    council_of = _Council(policy, appointed, conflicts, level)
    if policy is None and len(given) != 1:
        raise FilingError(Fault("policy-not-chosen", None, "policy", "", "policy=ID"))
    now = Changed(dossier, given)
    then = changed(rules, dossier, given, asked)
    before = council_of.result(rules, now)
    after = before if then == now else council_of.result(rules, then)
    return WhatIf(asked, before, after, then.lists_papers)


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
