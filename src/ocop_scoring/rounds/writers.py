"""What is written of a round for systems; `rounds.formats` has the models."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .councils import ProductRun
from .folder import RESULTS, Entered, Problem, RoundFolder
from .run import RoundRun
from .sealing import Sealing
from .status import Handed, ProductStatus, RoundStatus

__all__ = ["begun_json", "run_json", "status_json"]

Doc = dict[str, Any]


def begun_json(
    folder: str, written: Sequence[str], kept: Sequence[str], problems: Sequence[Problem]
) -> Doc:
    """`ocop-round-begun/1`: what was made, and what was there already."""
    return {
        "format": "ocop-round-begun/1",
        "folder": folder,
        "written": list(written),
        "kept": list(kept),
        "problems": _problems(problems),
    }


def status_json(folder: RoundFolder, status: RoundStatus) -> Doc:
    """`ocop-round-status/1`: what is there and what is missing."""
    of = folder.round
    return {
        "format": "ocop-round-status/1",
        "name": of.name,
        "level": of.level,
        "policy": of.policy,
        "decided_on": of.decided_on.isoformat() if of.decided_on else None,
        "expected": status.expected,
        "complete": status.complete,
        "products": [_product(one) for one in status.products],
        "problems": _problems(status.problems),
    }


def run_json(run: RoundRun) -> Doc:
    """`ocop-round-run/1`: results in short, and what was written."""
    return {
        "format": "ocop-round-run/1",
        "name": run.folder.round.name,
        "policy": run.folder.round.policy,
        "products": [_rated(one, run.sealing) for one in run.products],
        "journal": run.sealing.head,
        "files": [{"file": one.file, "state": one.state} for one in run.files],
        "problems": _problems(run.problems),
    }


def _product(status: ProductStatus) -> Doc:
    product = status.product
    return {
        **_named(product),
        "ruleset": product.rules.id,
        "product_set": product.dossier.product.product_set,
        "ready": status.is_ready,
        "members": [_handed(one) for one in status.handed],
    }


def _handed(handed: Handed) -> Doc:
    return {
        "id": handed.member,
        "state": handed.state,
        "round": handed.round,
        "open": list(handed.open),
        "file": handed.file,
    }


def _rated(one: ProductRun, sealing: Sealing) -> Doc:
    result, sealed = one.result, sealing.records.get(one.product.name)
    return {
        **_named(one.product),
        "status": result.status if result else None,
        "mean_shown": result.mean_shown if result else None,
        "star_by_points": result.star_by_points if result else None,
        "star": result.star if result else None,
        "result": f"{RESULTS}/{one.product.name}.json" if result else None,
        "record": sealed.file if sealed else None,
        "digest": sealed.record.digest if sealed else None,
    }


def _named(product: Entered) -> Doc:
    return {
        "name": product.name,
        "product_code": product.code,
        "product_name": product.dossier.product.name,
    }


def _problems(problems: Sequence[Problem]) -> list[Doc]:
    return [
        {"file": one.file, "errors": [fault.as_json() for fault in one.faults]} for one in problems
    ]
