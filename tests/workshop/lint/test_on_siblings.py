"""Rows that say otherwise than their siblings, in the tables of the law."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cache
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from ocop_scoring.rules.catalog import built_in
from ocop_scoring.spelling import spelled as compared
from ocop_scoring.workshop import Remark
from ocop_scoring.workshop.lint.on_siblings import on_siblings
from ocop_scoring.workshop.lint.read import ReadRuleset, read_ruleset

PLACES = 50
spelled = cache(compared)


@pytest.fixture(scope="module")
def read() -> ReadRuleset:
    return read_ruleset(built_in(), "26-2026")


@pytest.fixture(scope="module")
def before(read: ReadRuleset) -> Mapping[str, str]:
    return minimums(read)


def minimums(read: ReadRuleset) -> dict[str, str]:
    """What is said of minimums, by the row's address."""
    return {r.where: r.en for r in on_siblings(read) if is_of(r, "minimums")}


def is_of(remark: Remark, aspect: str) -> bool:
    return getattr(remark.values["aspect"], "en", "") == aspect


def stars(criterion: Mapping[str, Any]) -> frozenset[tuple[str, int]]:
    """The asterisks of a row, each at the words of its level."""
    found = ((spelled(level["vi"]), level.get("minimum")) for level in criterion["levels"])
    return frozenset((words, star) for words, star in found if star)


def words(criterion: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(spelled(level["vi"]) for level in criterion["levels"])


def with_row(read: ReadRuleset, number: int, criterion: Mapping[str, Any]) -> ReadRuleset:
    """A ruleset with another row in the place of the one of its number."""
    document = copy.deepcopy(read.sheets[number].document)
    for part in document["parts"]:
        for group in part["groups"]:
            group["criteria"] = [
                criterion if old["number"] == criterion["number"] else old
                for old in group["criteria"]
            ]
    sheet = read.sheets[number]._replace(document=document)
    criteria: Any = {name: read.criteria[name] for name in read.folder.criteria}
    criteria.setdefault(criterion["id"], SimpleNamespace(levels=criterion["levels"]))
    return read._replace(sheets={**read.sheets, number: sheet}, criteria=criteria)


def dropped_moved_or_added(criterion: Mapping[str, Any], chance: Random) -> dict[str, Any] | None:
    """A row with one asterisk less, more, or in another place; None where it has no room."""
    changed = copy.deepcopy(dict(criterion))
    bare = [level for level in changed["levels"] if "minimum" not in level and level["points"]]
    starred = [level for level in changed["levels"] if "minimum" in level]
    how = chance.choice(["drop", "move", "add"])
    if how == "add":
        free = [star for star in (3, 4, 5) if star not in {lv["minimum"] for lv in starred}]
        if not bare or not free:
            return None
        chance.choice(bare)["minimum"] = chance.choice(free)
        return changed
    if not starred or (how == "move" and not bare):
        return None
    star = chance.choice(starred).pop("minimum")
    if how == "move":
        chance.choice(bare)["minimum"] = star
    return changed


@pytest.mark.parametrize("place", range(PLACES))
def test_an_asterisk_dropped_moved_or_added_in_a_row_that_others_share_is_found(
    place: int, read: ReadRuleset, before: Mapping[str, str]
) -> None:
    """Wherever the row doesn't come to say what most of its siblings say: written in the row, or in
    a copy of the criterion under another id. Where as many say the one as the other, the others'
    rows may be named.
    """
    chance = Random(place)
    rows = [(n, criterion) for n, sheet in read.sheets.items() for criterion in sheet.criteria()]
    while True:
        number, criterion = chance.choice(rows)
        siblings = [c for n, c in rows if n != number and words(c) == words(criterion)]
        changed = dropped_moved_or_added(criterion, chance)
        alike = sum(changed is not None and stars(c) == stars(changed) for c in siblings)
        if siblings and changed is not None and 2 * alike < len(siblings):
            break  # of 800 such places 5 come to say what most say
    if place % 2:
        changed["id"] += "-copy"
    address = f"26-2026/{number}/{criterion['number']}"
    found = minimums(with_row(read, number, changed))
    about = {where for where in found if found[where] != before.get(where)}
    assert address in about or (about and 2 * alike >= len(siblings) - 1)


def test_a_difference_that_a_reading_of_the_row_tells_of_is_a_note(read: ReadRuleset) -> None:
    found = {r.where: r for r in on_siblings(read) if is_of(r, "minimums")}
    told, untold = found["26-2026/10/3.5"], found["26-2026/12/6.3"]
    assert (told.severity, told.recorded) == ("note", ("exceptional-asterisks",))
    assert (untold.severity, untold.recorded) == ("warning", ())
    assert told.en.endswith("On record: exceptional-asterisks.")


def test_points_that_three_quarters_of_the_others_have_are_a_note_that_names_them(
    read: ReadRuleset,
) -> None:
    (found,) = (r for r in on_siblings(read) if r.where == "26-2026/13/4.2")
    assert found.severity == "note"
    assert "has points: 0–1–3–4; elsewhere (set 1, 2," in found.en


def test_a_level_that_others_have_is_named(read: ReadRuleset) -> None:
    (found,) = (r for r in on_siblings(read) if r.where == "26-2026/1/6.1")
    assert "has level: none; elsewhere (set 2, 3," in found.en
    assert "Khá đồng đều" in found.en
