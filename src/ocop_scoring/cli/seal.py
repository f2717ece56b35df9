"""`ocop seal`: the result of a sheet, or of a council, sealed with all that it rests on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ..rating.council_result import CouncilResult
from ..rating.evaluation import Evaluation
from ..records.record import Record, load_record
from ..records.seal import seal as sealed
from ..records.signing import add_signature
from ..rules.catalog import Catalog
from ..terms import Certifier
from ..writing import write_whole
from .council import Sitting, council_of, council_options
from .frame import argument, criteria_option, force_option, option, verb
from .language import Speech
from .options import bad_argument, read_day, read_ruleset, usage_of
from .output import put, put_json
from .rate import STDIN, rated
from .show import EXIT, screen
from .sign import key_at

__all__ = ["seal"]


@verb("seal")
@argument("dossier")
@argument("sheet", nargs=-1, required=True)
@council_options
@option("--ruleset", metavar="ID", callback=read_ruleset)
@criteria_option
@option("--recorded", metavar="YYYY-MM-DD", callback=read_day)
@option("--supersedes", metavar="RECORD")
@option("--out", metavar="FILE")
@option("--key", metavar="PEM")
@force_option
def seal(
    speech: Speech,
    dossier: str,
    sheet: tuple[str, ...],
    policy: str | None,
    appointed: int | None,
    decided: date | None,
    level: Certifier | None,
    conflict: tuple[str, ...],
    ruleset: str | None,
    catalog: Catalog,
    recorded: date | None,
    supersedes: str | None,
    out: str | None,
    key: str | None,
    force: bool,
) -> int:
    """Seal a result: exit status as of `score`, `council`."""
    if decided is None:
        raise bad_argument("missing-argument", "", "--decided")
    if key is not None and out == STDIN:
        raise bad_argument("wrong-option", "--key", "--out FILE")
    signing = None if key is None else key_at(key, speech)
    before = _before(supersedes)
    sitting = Sitting(appointed, conflict, decided, level)
    result = _result(dossier, sheet, policy, ruleset, catalog, sitting)
    record = sealed(result, decided_on=decided, recorded_on=recorded, supersedes=before)
    if out == STDIN:
        put(record.to_bytes())
    else:
        path = Path(out) if out else Path(f"{_stem(dossier)}.record.json")
        inputs: tuple[str | Path, ...] = (dossier, *sheet, catalog.folder)
        own = None if force else record.to_bytes().__eq__  # sealed again, it may be written again
        write_whole(path, record.to_bytes(), inputs, is_own=own)
        if signing is not None:
            add_signature(path, record.to_bytes(), signing)
        _show(record, result, path, speech)
    return EXIT[result.status] if isinstance(result, Evaluation) else result.exit_status


def _result(
    dossier: str,
    sheets: tuple[str, ...],
    policy: str | None,
    ruleset: str | None,
    catalog: Catalog,
    sitting: Sitting,
) -> Evaluation | CouncilResult:
    """A council's result under its policy, else the one sheet's."""
    if policy is not None:
        return council_of(dossier, sheets, policy, ruleset, catalog, sitting)
    if len(sheets) > 1:
        usage = usage_of(click.get_current_context())
        raise bad_argument("wrong-option", sheets[1], usage, habit="several-sheets")
    return rated(dossier, sheets[0], ruleset, catalog)


def _before(given: str | None) -> str | Record | None:
    """The record that this one takes the place of: its file, or its digest."""
    return load_record(given) if given and Path(given).is_file() else given


def _stem(dossier: str) -> str:
    return "dossier" if dossier == STDIN else Path(dossier).stem


def _show(record: Record, result: Evaluation | CouncilResult, path: Path, speech: Speech) -> None:
    if speech.json:
        put_json({"format": "ocop-sealed/1", "file": str(path), "digest": record.digest})
        return
    at = screen()
    at.line(result.verdict(speech.lang), "bold")
    at.line(speech.say("sealed", file=path, digest=record.digest))
