"""`ocop rules check`, `digest` and `lock`: whether rulesets are right, what they are, and what was
released.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ..errors import CatalogError, Fault, Faults, OcopError, RulesetError
from ..rules import lock as releases
from ..rules.catalog import Catalog
from ..rules.known import (
    Known,
    KnownPolicy,
    KnownRuleset,
    is_digest,
    policies_of,
    rulesets_of,
    tables_of,
)
from ..rules.releases import PolicyRelease, Release, RulesetRelease
from ..sources.layout import rulesets_in
from ..text import Words, said
from ..workshop import Remark, against_release, check_crosswalks, lint_rulesets, run_cases
from .frame import argument, criteria_option, option, verb
from .language import Speech
from .law import sets_in_words
from .options import folder_of_rulesets, read_day, read_number, read_ruleset
from .output import put_json, put_note
from .policies import policies_named, refuse_number, show_policy_digests
from .remarks import show_first, show_kinds
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
        catalog, ruleset = folder_of_rulesets(Path(folder), ruleset)
    names = (ruleset,) if ruleset else tuple(rulesets_in(catalog.folder))
    checked, policies, crosswalks = _check(catalog, names, whole=ruleset is None)
    released = against_release(catalog, names, whole=ruleset is None)
    remarks = lint_rulesets(catalog, names)
    if speech.json:
        every = {name: (*released.get(name, ()), *found) for name, found in remarks.items()}
        put_json(_as_json(checked, policies, crosswalks, every))
        return
    for name, done, unverified in checked:
        at, sets = screen(), sets_in_words(len(done), speech)
        at.line(speech.say("checked", ruleset=name, sets=sets), "green")
        if unverified:
            numbers = ", ".join(map(str, unverified))
            at.line(speech.say("unverified", ruleset=name, numbers=numbers), "yellow")
        show_first(released[name], "differs-from-release", speech, ruleset=name)
        show_kinds(remarks[name], "remarks", speech, ruleset=name)
    if policies:
        count = speech.say(_counted(len(policies)), count=len(policies))
        screen().line(speech.say("checked", ruleset="policies", sets=count), "green")
    for crosswalk in crosswalks:
        whole = speech.say("crosswalk-whole")
        screen().line(speech.say("checked", ruleset=crosswalk, sets=whole), "green")
    show_first(released.get("", ()), "differs-from-release", speech, ruleset="policies")
    show_kinds(remarks.get("", ()), "remarks-of-vocabulary", speech)


def _as_json(
    checked: Iterable[_Checked],
    policies: tuple[str, ...],
    crosswalks: tuple[str, ...],
    remarks: Mapping[str, tuple[Remark, ...]],
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
    return {
        "format": "ocop-check/1",
        "rulesets": rows,
        "policies": list(policies),
        "crosswalks": list(crosswalks),
        "remarks": of_vocabulary,
    }


def _check(
    catalog: Catalog, names: tuple[str, ...], *, whole: bool
) -> tuple[list[_Checked], tuple[str, ...], tuple[str, ...]]:
    """Check rulesets and the lock beside them, of a `whole` folder the policies and crosswalks too:
    what was found in order. RulesetError with all that is wrong.
    """
    checked: list[_Checked] = []
    faults = Faults()
    for name in names:
        try:
            checked.append(_Checked(name, *catalog.check(name)))
            releases.check(catalog, name)
        except OcopError as error:
            faults.take(error.faults)
            faults.take(_places(catalog, name, error))
    policies: tuple[str, ...] = ()
    try:
        releases.check_lock(catalog)
        policies = releases.check_policies(catalog) if whole else ()
    except OcopError as error:
        faults.take(error.faults)
    crosswalks: tuple[str, ...] = ()
    if whole and not faults:
        crosswalks = check_crosswalks(catalog)
    faults.raise_any(RulesetError)
    return checked, policies, crosswalks


def _places(catalog: Catalog, name: str, error: OcopError) -> Iterator[Fault]:
    """The places in which a ruleset differs from its release, where that is what is wrong."""
    if any(fault.code == "released-digest-changed" for fault in error.faults):
        for remark in against_release(catalog, (name,), whole=False)[name]:
            if remark.code == "differs-from-release":
                shown = [remark.values[key] for key in ("then", "now")]
                then, now = ("–" if isinstance(one, Words) else str(one) for one in shown)
                values = {key: remark.values[key] for key in ("at", "field", "sets")}
                yield Fault("differs-from-release", remark.place, "", now, then, values)


@verb("rules digest")
@argument("ruleset", callback=read_ruleset)
@argument("n", required=False, callback=read_number)
@criteria_option
def digest(speech: Speech, ruleset: str, n: int | None, catalog: Catalog) -> int:
    """The digest of each product set, of the decision itself or of policies, as results and the
    lock of releases name it; or what a digest is of, exit status 1 where nothing has it.
    """
    if n is None and is_digest(ruleset) and ruleset not in catalog.ids():
        return _show_known(ruleset, catalog, speech)
    policies = policies_named(catalog, ruleset)
    if policies is not None:
        refuse_number(n, has_option=False, name=ruleset)
        show_policy_digests(policies, speech)
        return 0
    found = catalog.ruleset(ruleset)
    digests = {
        number: found.product_set(number).digest
        for number in (found.numbers if n is None else (n,))
    }
    if speech.json:
        rows = [{"product_set": number, "digest": digest} for number, digest in digests.items()]
        document = {"format": "ocop-digests/1", "ruleset": found.id, "revision": found.revision}
        put_json({**document, "digest": found.document_digest, "product_sets": rows})
        return 0
    revision = speech.say("revision", number=found.revision)
    of_decision = [(found.id, revision, found.document_digest)] if n is None else []
    tables = [(f"{found.id}/{number}", revision, digest) for number, digest in digests.items()]
    screen().rows([*of_decision, *tables])
    return 0


def _show_known(text: str, catalog: Catalog, speech: Speech) -> int:
    """What has a digest, tables first: exit status 1 where nothing has it."""
    tables = tables_of(catalog, text)
    rulesets, policies = rulesets_of(catalog, text), policies_of(catalog, text)
    if speech.json:
        put_json(
            {
                "format": "ocop-tables/1",
                "digest": text,
                "tables": [_known(one) for one in tables],
                "rulesets": [_known(one) for one in rulesets],
                "policies": [_known(one) for one in policies],
            }
        )
    found = [
        *(_in_words(f"{one.ruleset}/{one.product_set}", one, speech) for one in tables),
        *(_in_words(one.ruleset, one, speech) for one in rulesets),
        *(_in_words(one.policy, one, speech) for one in policies),
    ]
    if not found:
        put_note(speech.say("no-such-digest", digest=text))
    elif not speech.json:
        screen().rows(found)
    return 0 if found else 1


def _known(known: Known | KnownRuleset | KnownPolicy) -> dict[str, object]:
    on, shown = known.released_on, known._asdict()
    shown["here"] = shown.pop("is_here")
    return shown | {"released_on": on.isoformat() if on else None}


def _in_words(
    name: str, known: Known | KnownRuleset | KnownPolicy, speech: Speech
) -> tuple[str, ...]:
    on = known.released_on
    released = (
        speech.say("released-on", day=said(on, speech.lang)) if on else speech.say("not-released")
    )
    is_table = isinstance(known, Known)
    here = speech.say(_HERE[is_table, known.is_here])
    revision = (
        speech.say("policy")
        if isinstance(known, KnownPolicy)
        else speech.say("revision", number=known.revision)
    )
    return name, revision, released, here, known.digest


_HERE = {
    (True, True): "is-here",
    (True, False): "is-not-here",
    (False, True): "document-is-here",
    (False, False): "document-is-not-here",
}
"""By whether it is a table, and whether it is the one that stands here."""


@verb("rules lock")
@argument("ruleset", callback=read_ruleset)
@option("--on", metavar="YYYY-MM-DD", callback=read_day)
@criteria_option
def lock(speech: Speech, ruleset: str, on: date | None, catalog: Catalog) -> None:
    """Write a ruleset's revision into the lock of releases, where its cases come as expected, or
    policies; what is released never changes.
    """
    _refuse_installed(catalog)
    day = on or date.today()  # the command may look at the clock, the library never does
    path = releases.lock_file(catalog)
    policies = policies_named(catalog, ruleset)
    if policies is not None:
        written = releases.release_policies(catalog, [policy.id for policy in policies], day)
        said_so = speech.say(_counted(len(written)), count=len(written))
        _show_released(written, said_so, ruleset, path, speech)
        return
    failed = run_cases(catalog, ruleset).failed
    if failed:
        right = f"ocop check-cases {ruleset}"
        raise CatalogError(Fault("cases-fail", None, "", str(len(failed)), right))
    fresh = releases.release(catalog, ruleset, day)
    sets = sets_in_words(sum(isinstance(one, Release) for one in fresh), speech)
    if any(isinstance(one, RulesetRelease) for one in fresh):
        sets = speech.say("with-document", sets=sets)
    _show_released(fresh, sets, ruleset, path, speech)


def _counted(policies: int) -> str:
    """The message that counts policies."""
    return "policy-counted" if policies == 1 else "policies-counted"


def _show_released(
    fresh: Sequence[Release | RulesetRelease | PolicyRelease],
    words: str,
    name: str,
    path: Path,
    speech: Speech,
) -> None:
    """What was written into the lock now."""
    kinds = (Release, RulesetRelease, PolicyRelease)
    tables, rulesets, policies = ([one for one in fresh if isinstance(one, kind)] for kind in kinds)
    if speech.json:
        every = {"released": tables, "rulesets": rulesets, "policies": policies}
        rows = {
            key: [one._asdict() | {"on": one.on.isoformat()} for one in found]
            for key, found in every.items()
        }
        put_json({"format": "ocop-releases/1", **rows})
        return
    screen().line(speech.say("locked", ruleset=name, sets=words, file=path), "green")


def _refuse_installed(catalog: Catalog) -> None:
    """CatalogError where the rules are those that an installation brings."""
    if catalog.folder.is_relative_to(Path(__file__).parent.parent):
        folder = str(catalog.folder)
        raise CatalogError(Fault("lock-of-install", None, "", folder, "--criteria DIR"))
