"""Verifies a record: from itself alone, then against a catalogue and its lock."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from ..assembly import resolved_policy
from ..errors import CatalogError, OcopError, RecordError
from ..frozen import FrozenDict
from ..rating.council_result import CouncilResult
from ..rating.evaluation import Evaluation
from ..rating.fitting import names_its_set
from ..rules.applicable import Applicable
from ..rules.catalog import Catalog, locks_of
from ..rules.ruleset import Ruleset
from ..version import ENGINE
from .law import BUILT_IN, catalog_of, rules_of, same_in
from .pieces import Piece, piece
from .record import Record, digest_of, pieces_of
from .replay import MOST_NAMED, differences, replayed
from .result import noted_of, result_of
from .seal import wrong_days
from .verification import RecordCaveat, RecordCheck, Verification

__all__ = ["verify"]

Result = Evaluation | CouncilResult


def verify(
    record: Record, *, catalog: Catalog | Literal["built-in"] | None = BUILT_IN
) -> Verification:
    """Work a record out again from itself alone, and compare; then hold its rules against a
    catalogue and its lock. With `catalog=None` the record alone: nothing is read from a disk.

    The checks, in order: `form` (its documents are forms and law), `engine`, `digests`, `replay`
    (the result is what its sheets come to), `policy`, `dates`; `released`, `applicable`. What can't
    be checked is `not-checked`, which is no pass.
    """
    looked = _Look(record, catalog_of(catalog))
    return Verification(record, tuple(looked.checks()), looked.caveats)


class _Worked(NamedTuple):
    """A record worked out again; `faults` are what keeps it from that."""

    outcome: Result | None
    at_form: tuple[tuple[str, str, str], ...] = ()
    at_replay: tuple[tuple[str, str, str], ...] = ()
    result: Piece | None = None


class _Look:
    """One look at a record."""

    def __init__(self, record: Record, catalog: Catalog | None) -> None:
        self.record, self.catalog = record, catalog
        self.pieces = pieces_of(record)
        self.worked = self._worked_out()

    def checks(self) -> Iterator[RecordCheck]:
        """Every check, in order."""
        yield from _said("form", self.worked.at_form)
        yield self._engine()
        yield from _said("digests", self._digests())
        yield from self._replay()
        yield from self._policy()
        yield from self._dates()
        if self.catalog is None:
            yield RecordCheck("released", "not-checked", asked=False)
            yield RecordCheck("applicable", "not-checked", asked=False)
        else:
            yield from self._released(self.catalog)
            yield from self._applicable(self.catalog)

    # The record alone

    def _worked_out(self) -> _Worked:
        documents = self.pieces["ruleset"], self.pieces["product_set"]
        wrong: list[tuple[str, str, str]] = []
        rules: Ruleset | None = None
        try:
            if self.catalog is not None:
                rules = same_in(self.catalog, *documents)
            rules = rules or rules_of(*documents)
        except RecordError as problem:
            wrong += _places(problem)
        for name in ("dossier", "sheets", "policy"):
            try:
                getattr(self.record, name)
            except RecordError as problem:
                wrong += _places(problem, name)
        if wrong or rules is None or self.record.engine != ENGINE:
            return _Worked(None, tuple(wrong))
        return self._replayed(rules)

    def _replayed(self, rules: Ruleset) -> _Worked:
        unnamed = [
            (f"sheets/{place}/product_set", str(self.record.dossier.product.product_set), "–")
            for place, sheet in enumerate(self.record.sheets)
            if not names_its_set(self.record.dossier, sheet)
        ]
        try:
            outcome = replayed(self.record, rules)
            return _Worked(outcome, (), tuple(unnamed), piece(result_of(outcome)))
        except OcopError as problem:
            return _Worked(None, (), (*unnamed, *_places(problem)))
        except Exception as problem:  # what hostile rules may do to what rates by them
            found = f"{type(problem).__name__}: {problem}"[:200]
            return _Worked(None, (), (*unnamed, ("product_set", "–", found)))

    def _engine(self) -> RecordCheck:
        engine = self.record.engine
        if engine == ENGINE:
            return RecordCheck("engine", "held")
        state: Literal["failed", "not-checked"] = "failed" if engine < ENGINE else "not-checked"
        return RecordCheck("engine", state, "engine", str(ENGINE), str(engine))

    def _digests(self) -> list[tuple[str, str, str]]:
        said, wrong = self.pieces["digests"].value, []
        for name, digest in said.items():
            for path, expected, found in self._digest(name, digest):
                if expected != found:
                    wrong.append((f"digests/{path}", expected, found))
        own, result = self.record.digest, self.pieces["result"].value
        if digest_of(self.pieces) != own:
            wrong.append(("digest", digest_of(self.pieces), own))
        if result.get("ruleset_digest") != said["product_set"]:
            found = str(result.get("ruleset_digest"))
            wrong.append(("result/ruleset_digest", said["product_set"], found))
        return wrong

    def _digest(self, name: str, digest: Any) -> Iterator[tuple[str, str, str]]:
        if name == "sheets":
            for place, sheet in enumerate(self.pieces["sheets"].value):
                yield f"sheets/{place}", piece(sheet).digest, digest[place]
        elif digest is not None:
            yield name, self.pieces[name].digest, digest

    def _replay(self) -> Iterator[RecordCheck]:
        again, wrong = self.worked.result, list(self.worked.at_replay)
        if again is not None:
            wrong += differences(again, self.pieces["result"], "result")
        elif not wrong:
            yield RecordCheck("replay", "not-checked")
            return
        yield from _said("replay", wrong)

    def _policy(self) -> Iterator[RecordCheck]:
        said, result = self.pieces["policy"], self.pieces["result"].value
        if any(path.startswith("policy") for path, _, _ in self.worked.at_form):
            yield RecordCheck("policy", "not-checked")
            return
        policy, wrong = self.record.policy, []
        if policy is None:
            alone: dict[str, Any] = {"appointed": None, "conflicts": [], "level": None}
            for name, nothing in alone.items():
                if self.pieces[name].value != nothing:
                    wrong.append((name, str(nothing), str(self.pieces[name].value)))
        else:
            wrong += differences(piece(resolved_policy(policy)), said, "policy")
            for name, right in (("policy", policy.id), ("policy_digest", said.digest)):
                if result.get(name) != right:
                    wrong.append((f"result/{name}", right, str(result.get(name))))
        yield from _said("policy", wrong)

    def _dates(self) -> Iterator[RecordCheck]:
        if any(path.startswith("sheets") for path, _, _ in self.worked.at_form):
            yield RecordCheck("dates", "not-checked")
            return
        record, of_council, wrong = self.record, None, []
        try:
            of_council = record.day_of_council
        except RecordError as problem:
            wrong = _places(problem)
        faults = wrong_days(record.decided_on, of_council, record.sheets, record.recorded_on)
        yield from _said("dates", [*wrong, *((f.path, f.right, f.found) for f in faults)])

    # Against a catalogue

    def _released(self, catalog: Catalog) -> Iterator[RecordCheck]:
        ruleset, product_set = self.pieces["ruleset"], self.pieces["product_set"]
        try:
            key = ruleset.value["id"], ruleset.value["revision"]
            lock = locks_of(catalog).of_ruleset(key[0])
            of_set = lock.digest_of(*key, product_set.value["number"]) if lock else ""
            of_ruleset = lock.documents.get(key, "") if lock else ""
        except (LookupError, TypeError):
            yield RecordCheck("released", "not-checked")
            return
        if lock is None:
            yield RecordCheck("released", "not-checked", "digests/ruleset", found=ruleset.digest)
            return
        wrong = [
            (f"digests/{name}", right, found.digest)
            for name, right, found in (
                ("ruleset", of_ruleset, ruleset),
                ("product_set", of_set, product_set),
            )
            if right != found.digest
        ]
        wrong += self._changed_policy(catalog)
        if of_set and not of_ruleset and len(wrong) == 1:
            # The lock has the revision's tables and never had its decision: that alone is open.
            yield RecordCheck("released", "not-checked", *wrong[0])
            return
        yield from _said("released", wrong)

    def _changed_policy(self, catalog: Catalog) -> Iterator[tuple[str, str, str]]:
        right, found = self._policy_in(catalog), self.pieces["policy"].digest
        if right is not None and right != found:
            yield "digests/policy", right, found

    def _policy_in(self, catalog: Catalog) -> str | None:
        """The released digest of the policy of this id; None where there is none, or no policy."""
        policy = self.pieces["policy"].value
        name = policy.get("id") if policy else None
        return locks_of(catalog).digest_of_policy(name) if isinstance(name, str) else None

    def _applicable(self, catalog: Catalog) -> Iterator[RecordCheck]:
        name = self.pieces["ruleset"].value.get("id")
        if any(path.startswith("dossier") for path, _, _ in self.worked.at_form):
            yield RecordCheck("applicable", "not-checked")
            return
        answer = self._called_for(catalog)
        asked = self.record.dossier.application.ruleset
        if answer is None and asked != name:
            yield RecordCheck("applicable", "failed", "ruleset/id", "–", str(name))
        elif answer is not None and name not in answer.choices:
            right = answer.ruleset or ", ".join(answer.choices)
            yield RecordCheck("applicable", "failed", "ruleset/id", right, str(name))
        else:
            yield RecordCheck("applicable", "held")

    def _called_for(self, catalog: Catalog) -> Applicable | None:
        """What the dossier's dates call for; None where no ruleset of the catalogue covers them. A
        decision before the filing is passed over: it is a slip.
        """
        application = self.record.dossier.application
        filed, decided = application.submitted_on, self.record.decided_on
        day = None if decided < filed else decided
        try:
            known = catalog.ruleset(self.pieces["ruleset"].value.get("id"))
            return known.applicable(filed, application.kind, day)
        except OcopError:
            pass
        try:
            return catalog.applicable(filed, application.kind, day)
        except CatalogError:
            return None

    # What else should be known

    def caveats(self) -> tuple[RecordCaveat, ...]:
        """What is no failure."""
        found = [*self._not_final()]
        if self.catalog is not None and self.worked.outcome is not None:
            found += self._on_choice(self.catalog)
            found += self._on_policy(self.catalog)
            found += self._corrected(self.catalog, self.worked.outcome)
            found += self._noted(self.catalog)
        return tuple(found)

    def _not_final(self) -> Iterator[RecordCaveat]:
        status = self.pieces["result"].value.get("status")
        if status in ("incomplete", "no-quorum", "rescore"):
            yield _caveat("not-final", status=status)

    def _on_choice(self, catalog: Catalog) -> Iterator[RecordCaveat]:
        answer, name = self._called_for(catalog), str(self.pieces["ruleset"].value.get("id"))
        if answer is None:
            yield _caveat("law-silent", ruleset=name)
        elif answer.ruleset is None and name in answer.choices:
            choices = ", ".join(answer.choices)
            yield _caveat("ruleset-chosen", ruleset=name, choices=choices)

    def _on_policy(self, catalog: Catalog) -> Iterator[RecordCaveat]:
        policy = self.pieces["policy"].value
        if policy and self._policy_in(catalog) is None:
            yield _caveat("policy-not-released", policy=str(policy.get("id")))

    def _corrected(self, catalog: Catalog, outcome: Result) -> Iterator[RecordCaveat]:
        """A later revision of its rules, and whether total or star would be others under it."""
        revision = outcome.rules.revision
        try:
            newer = catalog.ruleset(outcome.rules.id)
        except OcopError:
            return
        if newer.revision <= revision:
            return
        values = {"ruleset": newer.id, "revision": str(revision), "newer": str(newer.revision)}
        try:
            again = replayed(self.record, newer)
        except OcopError as problem:
            reason = str(problem).splitlines()[0][:200]
            yield _caveat("corrected-unfit", **values, reason=reason)
            return
        (points, star), (points_again, star_again) = _came_to(outcome), _came_to(again)
        same = (points, star) == (points_again, star_again)
        yield _caveat(
            "corrected" if same else "corrected-otherwise",
            **values,
            points=points,
            star=star,
            **({} if same else {"points_again": points_again, "star_again": star_again}),
        )

    def _noted(self, catalog: Catalog) -> Iterator[RecordCaveat]:
        """Findings that are others today: those of the day stand in the record."""
        documents = self.pieces["ruleset"], self.pieces["product_set"]
        try:
            rules = same_in(catalog, *documents) or rules_of(*documents, catalog)
            again = piece(noted_of(replayed(self.record, rules)))
        except Exception:  # as above: nothing is noted by rules that can't be read
            return
        said = self.pieces["noted"]
        if again.written != said.written and _in_order(again.value) != _in_order(said.value):
            then, now = (_codes(entry.value) for entry in (said, again))
            yield _caveat("noted-differs", then=then, now=now)


def _said(name: str, wrong: list[Any] | tuple[Any, ...]) -> Iterator[RecordCheck]:
    """A check that held, or where it failed."""
    if not wrong:
        yield RecordCheck(name, "held")
    for path, expected, found in wrong[:MOST_NAMED]:
        yield RecordCheck(name, "failed", path, expected, found)


def _places(problem: OcopError, at: str = "") -> list[tuple[str, str, str]]:
    """Where an error's faults stand, what would be right, what was found."""
    return [
        ("/".join(filter(None, (at, f.path))), f.right or f.en, f.found or f.code)
        for f in problem.faults
    ]


def _in_order(value: Any) -> Any:
    """Findings with all that they list in one order: that of a condition's parts is none of the
    law, so that rules as they were written and as a record holds them tell it differently.
    """
    if isinstance(value, dict):
        return {name: _in_order(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return sorted(map(_in_order, value), key=lambda inner: piece(inner).written)
    return value


def _caveat(code: str, **values: str) -> RecordCaveat:
    return RecordCaveat(code, FrozenDict(values))


def _came_to(outcome: Result) -> tuple[str, str]:
    """Total or mean, and star, as text."""
    points: int | Fraction | None
    points = outcome.mean if isinstance(outcome, CouncilResult) else outcome.total
    return (
        "–" if points is None else str(points),
        "–" if outcome.star is None else f"{outcome.star}★",
    )


def _codes(noted: list[dict[str, Any]]) -> str:
    codes = [str(entry.get("code")) for entry in noted]
    return ", ".join(dict.fromkeys(codes)) or "–"
