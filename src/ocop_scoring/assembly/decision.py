"""The decision itself: its dates, bands, certificates, councils and classification, assembled and
checked one against another.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from itertools import combinations, pairwise

from ..errors import Fault, Faults, RulesetError
from ..exact import Interval
from ..sources.layout import rulesets_in, shown_name, yaml_files
from ..sources.read import read
from ..text import listed, near
from . import files
from .criteria import resolved_criterion
from .folder import Doc, Folder, check_reading, reading_of
from .policy import Policy
from .types import checked

__all__ = ["assemble_ruleset"]

Path = tuple[str | int, ...]
_LAST_DAY = date(9999, 12, 31)


def assemble_ruleset(folder: Folder, numbers: Sequence[int]) -> Doc:
    """The decision with its product sets' numbers, resolved. RulesetError with every fault of the
    files that its tables share.
    """
    shape, faults = folder.ruleset, Faults()
    if shape.id != folder.path.name:
        faults.add("id-is-not-folder", folder.ruleset_source, ("id",), shape.id, folder.path.name)
    if not numbers:
        faults.add(
            "no-product-sets", folder.ruleset_source, (), folder.path.name, "product-sets/01-….yaml"
        )
    _check_bands(folder, faults)
    _check_days(folder, faults)
    _check_readings(folder, faults)
    _check_stated_minimums(folder, numbers, faults)
    _check_process(folder, faults)
    _check_errata(folder, numbers, faults)
    faults.raise_any(RulesetError)
    document = shape.model_dump(mode="json", by_alias=True)
    title = {"vi": document.pop("vi"), "en": document.pop("en")}
    stars = {str(star): text for star, text in sorted(shape.stars.items(), reverse=True)}
    return {
        **document,
        "title": title,
        "stars": stars,
        "product_sets": list(numbers),
        "filings": document["filings"] or document["in_force"],
        "classification": folder.classification.model_dump(mode="json")["sectors"],
        "readings_of_law": {name: reading_of(reading) for name, reading in folder.readings.items()},
    }


def _check_bands(folder: Folder, faults: Faults) -> None:
    shape, source = folder.ruleset, folder.ruleset_source
    bands = sorted(shape.stars.items())
    for (star, text), (next_star, next_text) in pairwise(bands):
        band, above = Interval.parse(text), Interval.parse(next_text)
        if band.high != above.low or band.high_in == above.low_in or next_star != star + 1:
            faults.add(
                "bands-do-not-meet",
                source,
                ("stars", str(next_star)),
                next_text,
                f"{star}: {text}",
                star=star,
            )
    lowest, highest = Interval.parse(bands[0][1]), Interval.parse(bands[-1][1])
    if lowest.low is not None and not (lowest.low == 0 and lowest.low_in):
        faults.add("bands-do-not-cover", source, ("stars", str(bands[0][0])), bands[0][1], "0")
    if highest.high != shape.points or not highest.high_in:
        faults.add(
            "bands-do-not-cover", source, ("stars", str(bands[-1][0])), bands[-1][1], shape.points
        )


def _check_days(folder: Folder, faults: Faults) -> None:
    """Spans run forwards, limits lie after what they limit, and a filing day is in one transition
    of a kind at most.
    """
    shape, source = folder.ruleset, folder.ruleset_source
    spans: list[tuple[Path, files.Dates | None]] = [
        (("in_force",), shape.in_force),
        (("filings",), shape.filings),
    ]
    spans += [
        (("transition", index, "filed"), transition.filed)
        for index, transition in enumerate(shape.transition)
    ]
    for path, span in spans:
        if span is not None and span.until is not None and span.until < span.from_:
            faults.add("span-backwards", source, (*path, "until"), span.until, span.from_)
    own = shape.filings or shape.in_force
    for index, transition in enumerate(shape.transition):
        path = ("transition", index)
        if transition.decide_by < (transition.filed.until or transition.filed.from_):
            faults.add(
                "limit-before-filing",
                source,
                (*path, "decide_by"),
                transition.decide_by,
                transition.filed.until or "–",
            )
        if not (folder.path.parent / transition.under / "ruleset.yaml").is_file():
            known = listed(rulesets_in(folder.path.parent))
            faults.add("unknown-ruleset", source, (*path, "under"), transition.under, known)
        if _meet(transition.filed, own):
            faults.add(
                "transition-overlap", source, (*path, "filed"), transition.filed.from_, own.from_
            )
    for (index, one), (_, other) in combinations(enumerate(shape.transition), 2):
        if _meet(one.filed, other.filed) and set(one.kinds) & set(other.kinds):
            faults.add(
                "transition-overlap",
                source,
                ("transition", index, "filed"),
                one.filed.from_,
                other.filed.from_,
            )
    window = shape.certificate.renew_between_days
    if window is not None and window[0] < window[1]:
        faults.add(
            "window-backwards", source, ("certificate", "renew_between_days"), window[0], window[1]
        )


def _meet(one: files.Dates, other: files.Dates) -> bool:
    return one.from_ <= (other.until or _LAST_DAY) and other.from_ <= (one.until or _LAST_DAY)


def _check_readings(folder: Folder, faults: Faults) -> None:
    source = folder.ruleset_source
    for key in ("bands", "star_lost", "minimums"):
        check_reading(
            faults,
            getattr(folder.ruleset.readings, key),
            folder.readings,
            source,
            ("readings", key),
        )
    for index, transition in enumerate(folder.ruleset.transition):
        check_reading(
            faults, transition.reading, folder.readings, source, ("transition", index, "reading")
        )


def _check_stated_minimums(folder: Folder, numbers: Collection[int], faults: Faults) -> None:
    """Every minimum that `minimums.yaml` states names a criterion, and a level of it that is worth
    something and has no minimum yet.
    """
    source, seen = folder.minimums_source, dict[tuple[str, str], int]()
    for index, entry in enumerate(folder.minimums.known):
        for name, level_id in entry.levels.items():
            path = ("known", index, "levels", name)
            shared = folder.criteria.get(name)
            if shared is None:
                faults.add(
                    "unknown-criterion-id",
                    source,
                    path,
                    name,
                    near(name, folder.criteria),
                    key=True,
                )
                continue
            levels = {
                level["id"]: level for level in resolved_criterion(name, shared, folder).levels
            }
            if level_id not in levels:
                faults.add("unknown-level", source, path, level_id, listed(levels), number=name)
            elif levels[level_id]["points"] == 0:
                faults.add("minimum-on-nothing", source, path, level_id, "", number=name)
            elif (name, level_id) in seen or "minimum" in levels[level_id]:
                star = seen.get((name, level_id), levels[level_id].get("minimum"))
                faults.add(
                    "minimum-twice", source, path, level_id, star, criterion=name, star=entry.star
                )
            seen.setdefault((name, level_id), entry.star)
    for index, missing in enumerate(folder.minimums.missing):
        for place, number in enumerate(missing.not_in):
            if number not in numbers:
                faults.add(
                    "set-not-here",
                    source,
                    ("missing", index, "not_in", place),
                    number,
                    listed(numbers),
                )


def _check_process(folder: Folder, faults: Faults) -> None:
    """The policy that a decision prescribes is written down, and its councils have a size."""
    process, source = folder.ruleset.process, folder.ruleset_source
    if process is None:
        return
    policies = folder.path.parent / "policies"
    if not (policies / f"{process.policy}.yaml").is_file():
        known = listed(sorted(policy.stem for policy in policies.glob("*.yaml")))
        faults.add("unknown-policy", source, ("process", "policy"), process.policy, known)
    for level, council in process.councils.items():
        if council.members[0] > council.members[1]:
            faults.add(
                "window-backwards",
                source,
                ("process", "councils", level, "members"),
                council.members[1],
                council.members[0],
            )
    faults.take(_faults_of_policies(folder))


def _faults_of_policies(folder: Folder) -> list[Fault]:
    """The faults of the policies beside a decision's folder."""
    faults = Faults()
    for file in (
        folder.path.parent / "policies" / name
        for name in yaml_files(f"{folder.path.parent}/policies")
    ):
        try:
            source = read(file, RulesetError, name=shown_name(file))
            policy = checked(source, Policy, RulesetError)
        except RulesetError as error:
            faults.take(error.faults)
            continue
        if policy.id != file.stem:
            faults.add("policy-id", source, ("id",), policy.id, file.stem)
    return list(faults.found)


def _check_errata(folder: Folder, numbers: Collection[int], faults: Faults) -> None:
    """Misprints are of product sets that are there. The classification may be ahead of the tables:
    they are entered one by one.
    """
    for index, erratum in enumerate(folder.errata):
        for address in erratum.at:
            number = address.split("/")[0]
            if not number.isdecimal() or len(number) > 3 or int(number) not in numbers:
                faults.add(
                    "erratum-without-place", folder.errata_source, (index, "at"), address, ""
                )
