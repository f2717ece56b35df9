"""`ocop rules check`, `digest` and `lock`: whether rulesets are right, what they are, and what was
released.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ..errors import CatalogError, Fault, Faults, OcopError, RulesetError
from ..rules import lock as releases
from ..rules.catalog import Catalog
from ..rules.known import Known, is_digest, tables_of
from ..sources.layout import rulesets_in
from ..text import listed, said
from ..workshop import Remark, lint_rulesets, run_cases
from .frame import argument, criteria_option, option, verb
from .language import Speech
from .law import sets_in_words
from .options import catalog_at, read_day, read_number, read_ruleset
from .output import put_json, put_note
from .show import screen

__all__ = ["check", "digest", "lock"]


class _Checked(NamedTuple):
    """A ruleset that is right: its product sets, and those whose print stays unverified."""

    id: str
    numbers: tuple[int, ...]
    unverified: tuple[int, ...]


@verb("rules check")
@argument("ruleset", required=False, callback=read_ruleset)
@option("--folder", metavar="PATH")
@criteria_option
def check(speech: Speech, ruleset: str | None, folder: str | None, catalog: Catalog) -> None:
    """Assemble every product set from its files; all faults of all rulesets otherwise."""
    if folder is not None:
        catalog, ruleset = _in_folder(Path(folder), ruleset)
    names = (ruleset,) if ruleset else tuple(rulesets_in(catalog.folder))
    checked = _check(catalog, names)
    remarks = lint_rulesets(catalog, names)
    if speech.json:
        put_json(_as_json(checked, remarks))
        return
    for name, done, unverified in checked:
        at, sets = screen(), sets_in_words(len(done), speech)
        at.line(speech.say("checked", ruleset=name, sets=sets), "green")
        if unverified:
            numbers = ", ".join(map(str, unverified))
            at.line(speech.say("unverified", ruleset=name, numbers=numbers), "yellow")
        _show_remarks(remarks[name], "remarks", speech, ruleset=name)
    _show_remarks(remarks.get("", ()), "remarks-of-vocabulary", speech)


def _as_json(
    checked: Iterable[_Checked], remarks: Mapping[str, tuple[Remark, ...]]
) -> dict[str, object]:
    rows = [
        {
            "id": name,
            "checked": list(done),
            "unverified": list(unverified),
            "remarks": [remark.as_json() for remark in remarks[name]],
        }
        for name, done, unverified in checked
    ]
    of_vocabulary = [remark.as_json() for remark in remarks.get("", ())]
    return {"format": "ocop-check/1", "rulesets": rows, "remarks": of_vocabulary}


def _show_remarks(remarks: tuple[Remark, ...], key: str, speech: Speech, **values: object) -> None:
    """How much there is to look at, and of each kind the first; the others by their addresses."""
    if not remarks:
        return
    at = screen()
    at.line(speech.say(key, count=len(remarks), **values), "yellow")
    kinds: dict[str, list[Remark]] = {}
    for remark in remarks:
        kinds.setdefault(remark.code, []).append(remark)
    for first, *others in kinds.values():
        at.line(f"  {first.place} {first.code}: {getattr(first, speech.lang)}")
        if others:
            places = listed(remark.where for remark in others)
            at.line(f"    {speech.say('likewise', count=len(others), places=places)}")


def _in_folder(folder: Path, ruleset: str | None) -> tuple[Catalog, str | None]:
    """A folder of rulesets, or the folder of one."""
    if (folder / "ruleset.yaml").is_file():
        return Catalog(folder.resolve().parent), folder.resolve().name
    return catalog_at(folder), ruleset


def _check(catalog: Catalog, names: tuple[str, ...]) -> list[_Checked]:
    """Check rulesets and the lock beside them. RulesetError with all that is wrong."""
    checked: list[_Checked] = []
    faults = Faults()
    for name in names:
        try:
            checked.append(_Checked(name, *catalog.check(name)))
            releases.check(catalog, name)
        except OcopError as error:
            faults.take(error.faults)
    try:
        releases.check_lock(catalog)
    except OcopError as error:
        faults.take(error.faults)
    faults.raise_any(RulesetError)
    return checked


@verb("rules digest")
@argument("ruleset", callback=read_ruleset)
@argument("n", required=False, callback=read_number)
@criteria_option
def digest(speech: Speech, ruleset: str, n: int | None, catalog: Catalog) -> int:
    """The digest of each product set, as results and the lock of releases name it; or which table a
    digest is of, exit status 1 where none has it.
    """
    if n is None and is_digest(ruleset) and ruleset not in catalog.ids():
        return _show_tables(ruleset, catalog, speech)
    found = catalog.ruleset(ruleset)
    digests = {
        number: found.product_set(number).digest
        for number in (found.numbers if n is None else (n,))
    }
    if speech.json:
        rows = [{"product_set": number, "digest": digest} for number, digest in digests.items()]
        document = {"format": "ocop-digests/1", "ruleset": found.id, "revision": found.revision}
        put_json({**document, "product_sets": rows})
        return 0
    revision = speech.say("revision", number=found.revision)
    screen().rows((f"{found.id}/{number}", revision, digest) for number, digest in digests.items())
    return 0


def _show_tables(text: str, catalog: Catalog, speech: Speech) -> int:
    """Which tables have a digest: exit status 1 where none has it."""
    tables = tables_of(catalog, text)
    if speech.json:
        put_json({"format": "ocop-tables/1", "digest": text, "tables": list(map(_table, tables))})
    if not tables:
        put_note(speech.say("no-such-digest", digest=text))
    elif not speech.json:
        screen().rows(_in_words(table, speech) for table in tables)
    return 0 if tables else 1


def _table(known: Known) -> dict[str, object]:
    on = known.released_on
    return {
        "ruleset": known.ruleset,
        "revision": known.revision,
        "product_set": known.product_set,
        "digest": known.digest,
        "released_on": on.isoformat() if on else None,
        "here": known.is_here,
    }


def _in_words(known: Known, speech: Speech) -> tuple[str, ...]:
    on = known.released_on
    released = (
        speech.say("released-on", day=said(on, speech.lang)) if on else speech.say("not-released")
    )
    here = speech.say("is-here" if known.is_here else "is-not-here")
    revision = speech.say("revision", number=known.revision)
    return f"{known.ruleset}/{known.product_set}", revision, released, here, known.digest


@verb("rules lock")
@argument("ruleset", callback=read_ruleset)
@option("--on", metavar="YYYY-MM-DD", callback=read_day)
@criteria_option
def lock(speech: Speech, ruleset: str, on: date | None, catalog: Catalog) -> None:
    """Write a ruleset's revision into the lock of releases, where its cases come as expected; what
    is released never changes.
    """
    _refuse_installed(catalog)
    failed = run_cases(catalog, ruleset).failed
    if failed:
        right = f"ocop check-cases {ruleset}"
        raise CatalogError(Fault("cases-fail", None, "", str(len(failed)), right))
    day = on or date.today()  # the command may look at the clock, the library never does
    fresh = releases.release(catalog, ruleset, day)
    path = releases.lock_file(catalog)
    if speech.json:
        rows = [release._asdict() | {"on": release.on.isoformat()} for release in fresh]
        put_json({"format": "ocop-releases/1", "released": rows})
    else:
        sets = sets_in_words(len(fresh), speech)
        screen().line(speech.say("locked", ruleset=ruleset, sets=sets, file=path), "green")


def _refuse_installed(catalog: Catalog) -> None:
    """CatalogError where the rules are those that an installation brings."""
    if catalog.folder.is_relative_to(Path(__file__).parent.parent):
        folder = str(catalog.folder)
        raise CatalogError(Fault("lock-of-install", None, "", folder, "--criteria DIR"))
