"""The decision itself: its dates, bands, certificates, councils and classification, assembled and
checked against each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any, NamedTuple

from ..days import Span
from ..errors import Faults, OcopError, RulesetError
from ..exact import Interval
from ..sources.layout import is_there, rulesets_in, shipped_folder, yaml_files
from ..text import listed, near
from .criteria import Criteria
from .decision_files import Procedure, RulesetFile, Transition
from .folder import Doc, Folder, check_readings, cited, reading_of
from .policies import assembled_policy

__all__ = ["assemble_ruleset", "wrong_bands"]

Path = tuple[str | int, ...]


def assemble_ruleset(folder: Folder, criteria: Criteria, numbers: Sequence[int]) -> Doc:
    """The decision with its product sets' numbers, resolved. RulesetError with every fault of the
    files that its tables share.
    """
    (source, shape), faults = folder.ruleset, Faults()
    if shape.id != folder.path.name:
        faults.add("id-is-not-folder", source, ("id",), shape.id, folder.path.name)
    if not numbers:
        right = "product-sets/01-….yaml"
        faults.add("no-product-sets", source, (), folder.path.name, right)
    _check_bands(folder, faults)
    _check_days(folder, faults)
    _check_readings(folder, faults)
    _check_stated_minimums(folder, criteria, faults)
    _check_missing_minimums(folder, numbers, faults)
    _check_process(folder, faults)
    _check_eligible(folder, faults)
    _check_errata(folder, numbers, faults)
    _check_products(folder, faults)
    faults.raise_any(RulesetError)
    return _document(folder, numbers)


def _document(folder: Folder, numbers: Sequence[int]) -> Doc:
    shape = folder.ruleset.value
    document = shape.model_dump(mode="json", by_alias=True)
    title = {"vi": document.pop("vi"), "en": document.pop("en")}
    stars = {str(star): text for star, text in sorted(shape.stars.items(), reverse=True)}
    readings = {name: reading_of(reading) for name, reading in folder.readings.value.items()}
    for transition in document["transition"]:
        transition |= {"reading": None} | cited(transition["reading"])
    for entry in _entries_that_cite(document):
        entry |= cited(entry.pop("reading"))
    classification = folder.classification.value.model_dump(mode="json")
    products = {"products": classification["products"]} if classification["products"] else {}
    return {
        **document,
        "title": title,
        "stars": stars,
        "product_sets": list(numbers),
        "filings": document["filings"] or document["in_force"],
        "classification": classification["sectors"],
        **products,
        "readings_of_law": readings,
    }


def _entries_that_cite(document: Doc) -> Iterator[Doc]:
    """The entries about filings and procedure that name readings."""
    yield from document["filed_before"]
    if document["eligible"]:
        yield document["eligible"]
    for entries in (document["procedure"] or {}).values():
        yield from (entry for entry in entries or () if "reading" in entry)


def _check_products(folder: Folder, faults: Faults) -> None:
    """Each kind of product is on lines that the classification has."""
    source, shape = folder.classification
    groups = [entry for sector in shape.sectors.values() for entry in sector.groups.items()]
    lines = [name for name, group in groups if group.product_set is not None]
    lines += [name for _, group in groups for name in group.subgroups]
    for kind, named in shape.products.items():
        for index, line in enumerate(named):
            if line not in lines:
                right = near(line, dict.fromkeys(lines))
                faults.add("unknown-line", source, ("products", kind, index), line, right)


def _check_bands(folder: Folder, faults: Faults) -> None:
    source, shape = folder.ruleset
    for wrong in wrong_bands(shape.stars, shape.points):
        values: dict[str, Any] = {} if wrong.lower is None else {"star": wrong.lower}
        path = ("stars", str(wrong.star))
        faults.add(wrong.code, source, path, wrong.found, wrong.right, **values)


class WrongBand(NamedTuple):
    """A band that doesn't meet the one of the star `lower`, or leaves points uncovered."""

    code: str
    star: int
    found: str
    right: str | int
    lower: int | None = None


def wrong_bands(stars: Mapping[int, str], points: int) -> Iterator[WrongBand]:
    """Bands meet from star to star, and cover all points from 0 to the table's."""
    bands = sorted(stars.items())
    for (star, text), (next_star, next_text) in pairwise(bands):
        meet = Interval.parse(text).meets(Interval.parse(next_text))
        if not meet or next_star != star + 1:
            right = f"{star}: {text}"
            yield WrongBand("bands-do-not-meet", next_star, next_text, right, star)
    lowest, highest = Interval.parse(bands[0][1]), Interval.parse(bands[-1][1])
    if lowest.low is not None and not (lowest.low == 0 and lowest.low_in):
        yield WrongBand("bands-do-not-cover", *bands[0], "0")
    if highest.high != points or not highest.high_in:
        yield WrongBand("bands-do-not-cover", *bands[-1], points)


def _check_days(folder: Folder, faults: Faults) -> None:
    """Spans run forwards, limits lie after what they limit, and a filing day is in one transition
    of a kind at most.
    """
    source, shape = folder.ruleset
    _check_filed_before(folder, own=(shape.filings or shape.in_force).span, faults=faults)
    for path, span in _spans(folder):
        if span.is_backwards:
            faults.add("span-backwards", source, (*path, "until"), span.until, span.from_)
    own = (shape.filings or shape.in_force).span
    for index, transition in enumerate(shape.transition):
        _check_transition(folder, index, transition, own, faults)
    for (index, one), (_, other) in combinations(enumerate(shape.transition), 2):
        if one.filed.span.meets(other.filed.span) and set(one.kinds) & set(other.kinds):
            path, found, right = _filed(index), one.filed.from_, other.filed.from_
            faults.add("transition-overlap", source, path, found, right)
    window = shape.certificate.renew_between_days
    if window is not None and window[0] < window[1]:
        path = ("certificate", "renew_between_days")
        faults.add("window-backwards", source, path, window[0], window[1])


def _spans(folder: Folder) -> Iterator[tuple[Path, Span]]:
    """Every span of days that a decision states, with its path."""
    shape = folder.ruleset.value
    yield ("in_force",), shape.in_force.span
    if shape.filings is not None:
        yield ("filings",), shape.filings.span
    for index, transition in enumerate(shape.transition):
        yield _filed(index), transition.filed.span
    for index, entry in enumerate(shape.filed_before):
        yield ("filed_before", index, "filed"), entry.filed.span


def _filed(index: int) -> Path:
    return ("transition", index, "filed")


def _check_filed_before(folder: Folder, own: Span, faults: Faults) -> None:
    """Dossiers of earlier decisions are not the ruleset's own, and their decision is here."""
    source, shape = folder.ruleset
    for index, entry in enumerate(shape.filed_before):
        path = ("filed_before", index)
        _check_under(folder, entry.under, (*path, "under"), faults)
        if entry.filed.span.meets(own):
            faults.add("transition-overlap", source, (*path, "filed"), entry.filed.from_, own.from_)


def _check_under(folder: Folder, name: str, path: Path, faults: Faults) -> None:
    """The decision of that id is here, or is shipped: a folder of drafts has no copies of those."""
    place = folder.path.parent
    if not any(is_there(at / name / "ruleset.yaml") for at in (place, shipped_folder())):
        known = listed(rulesets_in(place))
        faults.add("unknown-ruleset", folder.ruleset.source, path, name, known)


def _check_transition(
    folder: Folder, index: int, transition: Transition, own: Span, faults: Faults
) -> None:
    """Its limit lies after its filing days, its decision is here, and its days are not the
    ruleset's own.
    """
    source, filed = folder.ruleset.source, transition.filed
    if transition.decide_by < (filed.until or filed.from_):
        path, right = ("transition", index, "decide_by"), filed.until or "–"
        faults.add("limit-before-filing", source, path, transition.decide_by, right)
    for key, names in (("under", [transition.under]), ("or", transition.or_)):
        for name in names:
            _check_under(folder, name, ("transition", index, key), faults)
    if filed.span.meets(own):
        faults.add("transition-overlap", source, _filed(index), filed.from_, own.from_)


def _check_readings(folder: Folder, faults: Faults) -> None:
    source, written = folder.ruleset.source, folder.readings.value
    for path, names in _readings_named(folder.ruleset.value):
        check_readings(faults, names, written, source, path)


def _readings_named(shape: RulesetFile) -> Iterator[tuple[Path, list[str]]]:
    """Every reading that the decision itself rests on, with its path."""
    for key, name in shape.readings.model_dump().items():
        yield ("readings", key), [name] if name else []
    for about, name in shape.certificate.readings.items():
        yield ("certificate", "readings", about), [name]
    for index, transition in enumerate(shape.transition):
        yield ("transition", index, "reading"), transition.reading
        yield ("transition", index, "silent"), transition.silent
    for index, entry in enumerate(shape.filed_before):
        yield ("filed_before", index, "reading"), entry.reading
    if shape.eligible is not None:
        yield ("eligible", "reading"), shape.eligible.reading
    if shape.procedure is not None:
        yield from _readings_of(shape.procedure)


def _readings_of(procedure: Procedure) -> Iterator[tuple[Path, list[str]]]:
    for key in ("competence", "stages", "rounds", "limits"):
        for index, entry in enumerate(getattr(procedure, key)):
            yield ("procedure", key, index, "reading"), entry.reading


def _check_stated_minimums(folder: Folder, criteria: Criteria, faults: Faults) -> None:
    """Every minimum that `minimums.yaml` states names a criterion, and a level of it that is worth
    something and has no minimum yet.
    """
    source, minimums = folder.minimums
    seen: dict[tuple[str, str], int] = {}
    for index, entry in enumerate(minimums.known):
        for name, level_id in entry.levels.items():
            path = ("known", index, "levels", name)
            if name not in folder.criteria:
                right = near(name, folder.criteria)
                faults.add("unknown-criterion-id", source, path, name, right, key=True)
                continue
            levels = {level["id"]: level for level in criteria[name].levels}
            level = levels.get(level_id)
            if level is None:
                right = listed(levels)
                faults.add("unknown-level", source, path, level_id, right, number=name)
            elif level["points"] == 0:
                faults.add("minimum-on-nothing", source, path, level_id, "", number=name)
            elif (name, level_id) in seen or "minimum" in level:
                star = seen.get((name, level_id), level.get("minimum"))
                faults.add(
                    "minimum-twice", source, path, level_id, star, criterion=name, star=entry.star
                )
            seen.setdefault((name, level_id), entry.star)


def _check_missing_minimums(folder: Folder, numbers: Collection[int], faults: Faults) -> None:
    """Tables that are said to have all their minimums are there."""
    source, minimums = folder.minimums
    for index, missing in enumerate(minimums.missing):
        for place, number in enumerate(missing.not_in):
            if number not in numbers:
                path = ("missing", index, "not_in", place)
                faults.add("set-not-here", source, path, number, listed(numbers))


def _check_process(folder: Folder, faults: Faults) -> None:
    """The policy that a decision prescribes is written down, and its councils have a size."""
    source, shape = folder.ruleset
    if shape.process is None:
        return
    policies = yaml_files(folder.path.parent / "policies")
    name = f"{shape.process.policy}.yaml"
    if name not in (policies or yaml_files(shipped_folder() / "policies")):
        known = listed(file.removesuffix(".yaml") for file in policies)
        faults.add("unknown-policy", source, ("process", "policy"), shape.process.policy, known)
    for level, council in shape.process.councils.items():
        least, most = council.members
        if least > most:
            path = ("process", "councils", level, "members")
            faults.add("window-backwards", source, path, most, least)
    for file in policies:
        _check_policy(folder, file, faults)


def _check_eligible(folder: Folder, faults: Faults) -> None:
    """The paper that some producers need is a kind of the vocabulary."""
    source, shape = folder.ruleset
    registered = shape.eligible.registered if shape.eligible else None
    known = folder.vocabulary["documents"]
    if registered is not None and registered.document not in known:
        path = ("eligible", "registered", "document")
        right = near(registered.document, known)
        faults.add("unknown-document", source, path, registered.document, right)


def _check_policy(folder: Folder, file: str, faults: Faults) -> None:
    """A policy beside a decision's folder can be read, and bears its file's name."""
    try:
        assembled_policy(folder.path.parent / "policies" / file)
    except OcopError as error:
        faults.take(error.faults)


def _check_errata(folder: Folder, numbers: Collection[int], faults: Faults) -> None:
    """Misprints are of product sets that are there. The classification may be ahead of the tables:
    they are entered one by one.
    """
    source, errata = folder.errata
    for index, erratum in enumerate(errata):
        for address in erratum.at:
            number = address.split("/")[0]
            is_number = number.isascii() and number.isdecimal() and len(number) <= 3
            if not is_number or int(number) not in numbers:
                faults.add("erratum-without-place", source, (index, "at"), address, "")
