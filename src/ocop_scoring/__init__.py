"""Vietnam's OCOP ratings as law: versioned criteria, exact scores, reasons.

    import ocop_scoring as ocop

    rules = ocop.in_force(date(2026, 9, 15))
    result = ocop.score(rules, ocop.load_dossier("dossier.yaml"), ocop.load_sheet("sheet.yaml"))
    print(result.explain("vi"))

Every name is loaded when it is first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .version import __version__ as __version__

if TYPE_CHECKING:
    from .days import Certificate as Certificate
    from .errors import CatalogError as CatalogError
    from .errors import Fault as Fault
    from .errors import FilingError as FilingError
    from .errors import OcopError as OcopError
    from .errors import Place as Place
    from .errors import RulesetError as RulesetError
    from .filing.forms import Dossier as Dossier
    from .filing.forms import ScoreSheet as ScoreSheet
    from .filing.forms import load_dossier as load_dossier
    from .filing.forms import load_sheet as load_sheet
    from .rating.advise import Plan as Plan
    from .rating.score import Evaluation as Evaluation
    from .rating.score import ruleset_for as ruleset_for
    from .rating.score import score as score
    from .reporting.render import render as render
    from .rules.catalog import Applicable as Applicable
    from .rules.catalog import Catalog as Catalog
    from .rules.catalog import applicable as applicable
    from .rules.catalog import in_force as in_force
    from .rules.catalog import ruleset as ruleset
    from .rules.catalog import rulesets as rulesets
    from .rules.model import ProductSet as ProductSet
    from .rules.model import Ruleset as Ruleset

_HOMES = {
    "CatalogError": "errors",
    "Fault": "errors",
    "FilingError": "errors",
    "OcopError": "errors",
    "Place": "errors",
    "RulesetError": "errors",
    "Dossier": "filing.forms",
    "ScoreSheet": "filing.forms",
    "load_dossier": "filing.forms",
    "load_sheet": "filing.forms",
    "Plan": "rating.advise",
    "Evaluation": "rating.score",
    "ruleset_for": "rating.score",
    "score": "rating.score",
    "render": "reporting.render",
    "Applicable": "rules.catalog",
    "Catalog": "rules.catalog",
    "applicable": "rules.catalog",
    "in_force": "rules.catalog",
    "ruleset": "rules.catalog",
    "rulesets": "rules.catalog",
    "ProductSet": "rules.model",
    "Ruleset": "rules.model",
    "Certificate": "days",
}

__all__ = sorted([*_HOMES, "__version__"])  # noqa: PLE0605 - the face is the table above


def __getattr__(name: str) -> object:
    from importlib import import_module

    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{home}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
