"""Resolved documents made law at run time: rulesets, their tables, which one a day calls for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..faces import face

if TYPE_CHECKING:
    from .applicable import Applicable as Applicable
    from .catalog import Catalog as Catalog
    from .catalog import applicable as applicable
    from .catalog import find as find
    from .catalog import in_force as in_force
    from .catalog import policies as policies
    from .catalog import ruleset as ruleset
    from .catalog import rulesets as rulesets
    from .classification import Classification as Classification
    from .classification import Match as Match
    from .classification import Places as Places
    from .decision import Council as Council
    from .decision import Eligible as Eligible
    from .decision import FiledBefore as FiledBefore
    from .decision import Programme as Programme
    from .decision import Transition as Transition
    from .model import Band as Band
    from .model import Case as Case
    from .model import Criterion as Criterion
    from .model import Erratum as Erratum
    from .model import Gate as Gate
    from .model import Group as Group
    from .model import Heading as Heading
    from .model import Level as Level
    from .model import Minimum as Minimum
    from .model import MissingMinimums as MissingMinimums
    from .model import OnlyIf as OnlyIf
    from .model import Part as Part
    from .model import Reading as Reading
    from .model import Row as Row
    from .policies import policy_digest as policy_digest
    from .procedure import Competence as Competence
    from .procedure import Procedure as Procedure
    from .procedure import RatingRound as RatingRound
    from .procedure import RoundDays as RoundDays
    from .procedure import Samples as Samples
    from .procedure import Stage as Stage
    from .procedure import TimeLimit as TimeLimit
    from .product_set import ProductSet as ProductSet
    from .ruleset import Ruleset as Ruleset
    from .store import Checked as Checked
    from .vocabulary import Clause as Clause
    from .vocabulary import Condition as Condition
    from .vocabulary import Contradiction as Contradiction
    from .vocabulary import DocumentKind as DocumentKind
    from .vocabulary import Fact as Fact
    from .vocabulary import Vocabulary as Vocabulary

_HOMES = {
    "Applicable": "applicable",
    "Catalog": "catalog",
    "applicable": "catalog",
    "find": "catalog",
    "in_force": "catalog",
    "policies": "catalog",
    "ruleset": "catalog",
    "rulesets": "catalog",
    "Classification": "classification",
    "Match": "classification",
    "Places": "classification",
    "Council": "decision",
    "Eligible": "decision",
    "FiledBefore": "decision",
    "Programme": "decision",
    "Transition": "decision",
    "Band": "model",
    "Case": "model",
    "Criterion": "model",
    "Erratum": "model",
    "Gate": "model",
    "Group": "model",
    "Heading": "model",
    "Level": "model",
    "Minimum": "model",
    "MissingMinimums": "model",
    "OnlyIf": "model",
    "Part": "model",
    "Reading": "model",
    "Row": "model",
    "policy_digest": "policies",
    "Competence": "procedure",
    "Procedure": "procedure",
    "RatingRound": "procedure",
    "RoundDays": "procedure",
    "Samples": "procedure",
    "Stage": "procedure",
    "TimeLimit": "procedure",
    "ProductSet": "product_set",
    "Ruleset": "ruleset",
    "Checked": "store",
    "Clause": "vocabulary",
    "Condition": "vocabulary",
    "Contradiction": "vocabulary",
    "DocumentKind": "vocabulary",
    "Fact": "vocabulary",
    "Vocabulary": "vocabulary",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the table above is the face

if not TYPE_CHECKING:
    __getattr__, __dir__ = face(__name__, _HOMES)
