"""What differs from a release: tables, a decision's document or policies that bear the id and
revision of released ones, and say something else. A draft may; whoever uses it should know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from ...assembly import resolved_policy
from ...errors import OcopError, Place, PolicyError
from ...rules.catalog import Catalog, built_in, locks_of
from ...rules.policies import policy_digest
from ...rules.releases import Released
from ...rules.resolved import canonical, digest
from ...sources.layout import shown_name
from ...sources.read import read as read_file
from ...text import Words, spans
from .documents import Difference, differences
from .read import Doc, ReadRuleset, read_ruleset
from .release_places import Entry
from .remark import Remark

__all__ = ["against_release", "on_policies", "on_release"]

_LONGEST, _BEFORE = 60, 25
"""Characters of a value that are shown, and of these before two begin to differ."""


def against_release(
    catalog: Catalog, names: Iterable[str], *, whole: bool
) -> dict[str, tuple[Remark, ...]]:
    """What differs from a release in each of some rulesets; of a `whole` folder also in its
    policies, under an empty id.
    """
    found = {name: tuple(on_release(catalog, name)) for name in names}
    return found | ({"": tuple(on_policies(catalog))} if whole else {})


def on_release(catalog: Catalog, name: str) -> Iterator[Remark]:
    """Each place in which a ruleset differs from the release of its revision that the package's
    lock knows; nothing where it knows none, or all digests are the released ones.

    RulesetError where the ruleset doesn't hold together, CatalogError where there is none.
    """
    ruleset, released = catalog.ruleset(name), locks_of(catalog).shipped()
    if released is None:
        return
    changed = _changed(catalog, name, released)
    if not changed:
        return
    found, missing = [], []
    read = read_ruleset(catalog, name)
    for number in changed:
        here = read.document if number is None else read.sheets[number].document
        there = _document(name, ruleset.revision, number, released)
        if there is None:
            missing.append(number)
        else:
            every = differences(there, _plain(here))
            found += [_Found(number, one) for one in every if not _is_said(one, number, changed)]
    yield from _grouped(read, found)
    if missing:
        yield _not_at_hand(read, missing, ruleset.revision)


def _is_said(one: Difference, number: int | None, changed: Sequence[int | None]) -> bool:
    """Whether a table only repeats what the decision's document says."""
    return number is not None and one.path[:1] == ("ruleset",) and None in changed


def _changed(catalog: Catalog, name: str, released: Released) -> list[int | None]:
    """The tables whose digests are not the released ones, None for the decision's document."""
    ruleset = catalog.ruleset(name)
    known = {
        number: released.digest_of(name, ruleset.revision, number) for number in ruleset.numbers
    }
    changed: list[int | None] = [
        number
        for number, digest_then in known.items()
        if digest_then and ruleset.product_set(number).digest != digest_then
    ]
    then = released.documents.get((name, ruleset.revision), "")
    return [None, *changed] if then and then != ruleset.document_digest else changed


def _document(name: str, revision: int, number: int | None, released: Released) -> Doc | None:
    """The released document, from the rules that the package ships; None where these are of another
    revision, or changed themselves.
    """
    try:
        ruleset = built_in().ruleset(name)
        document = ruleset.resolved() if number is None else ruleset.product_set(number).resolved()
    except OcopError:
        return None
    then = (
        released.documents.get((name, revision), "")
        if number is None
        else released.digest_of(name, revision, number)
    )
    return document if digest(document) == then else None


def _plain(node: Any) -> Any:
    """The document without the classes of the file that it was made from."""
    if isinstance(node, dict):
        return {key: _plain(value) for key, value in node.items()}
    return [_plain(entry) for entry in node] if isinstance(node, (list, tuple)) else node


class _Found(NamedTuple):
    """A difference, and the table that it is in; None for the decision's document."""

    number: int | None
    difference: Difference


def _grouped(read: ReadRuleset, found: Iterable[_Found]) -> Iterator[Remark]:
    """One remark for what differs alike in several tables: they share the place."""
    alike: dict[tuple[Any, ...], list[_Found]] = {}
    for one in found:
        path, then, now = one.difference
        entry = Entry.at(read, one.number, path)
        key = (entry.key, canonical(then), canonical(now))
        alike.setdefault(key, []).append(one)
    for group in alike.values():
        yield _remark(read, group)


def _remark(read: ReadRuleset, group: list[_Found]) -> Remark:
    number, found = group[0]
    entry = Entry.at(read, number, found.path)
    numbers = [one.number for one in group if one.number is not None]
    where = "/".join([read.name, *([str(number)] if number is not None else []), *entry.address])
    place = entry.place(read, numbers)
    remark = _differs(where, entry.field, found, place, numbers)
    if len(numbers) != 1:
        return remark
    row, level = (*entry.address, "", "")[:2] if entry.criterion else ("", "")
    return remark._replace(product_set=number, number=row or None, level=level or None)


def _differs(
    where: str, field: Sequence[str], found: Difference, place: Place, numbers: Sequence[int] = ()
) -> Remark:
    then, now = _cut(_shown(found.one), _shown(found.other))
    values = {
        "at": where,
        "field": ".".join(field) or "–",
        "then": then,
        "now": now,
        "sets": "" if len(numbers) < 2 else f" ({spans(numbers)})",
    }
    return Remark("differs-from-release", place, where, values=values)


def _shown(value: Any) -> str | Words:
    """A value in words."""
    if value is None:
        return Words("không có", "none")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        names = [value[key] for key in ("vi", "number", "id") if key in value]
        return str(names[0]) if names else canonical(value).decode()
    return value if isinstance(value, str) else canonical(value).decode()


def _cut(one: str | Words, other: str | Words) -> tuple[str | Words, str | Words]:
    """Two values, of long ones the piece in which they begin to differ."""
    start = 0
    if isinstance(one, str) and isinstance(other, str):
        same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
        start = sum(1 for _ in same) - _BEFORE
    return _piece(one, start), _piece(other, start)


def _piece(text: str | Words, start: int) -> str | Words:
    if not isinstance(text, str) or len(text) <= _LONGEST:
        return text
    start = max(start, 0)
    piece = text[start : start + _LONGEST]
    return f"{'…' if start else ''}{piece}{'…' if start + _LONGEST < len(text) else ''}"


def _not_at_hand(read: ReadRuleset, missing: list[int | None], revision: int) -> Remark:
    """That the released documents can't be compared with."""
    numbers = ", ".join(str(number) for number in missing if number is not None)
    place = read.folder.ruleset.source.place(("revision",), key=True)
    values = {"ruleset": read.name, "revision": revision, "sets": numbers or "–"}
    return Remark("release-not-at-hand", place, read.name, values=values)


def on_policies(catalog: Catalog) -> Iterator[Remark]:
    """Each place in which a policy of a folder differs from the released one of its id."""
    released = locks_of(catalog).shipped()
    known = released.policies if released is not None else {}
    for policy in catalog.policies():
        if known.get(policy.id) in {None, policy_digest(policy)}:
            continue
        file = catalog.folder / "policies" / f"{policy.id}.yaml"
        source = read_file(file, PolicyError, name=shown_name(file))
        there = built_in().policy(policy.id)
        if policy_digest(there) != known.get(policy.id):
            values = {"ruleset": f"policies/{policy.id}", "revision": "–", "sets": "–"}
            place = source.place(("id",), key=True)
            yield Remark("release-not-at-hand", place, f"policies/{policy.id}", values=values)
            continue
        for one in differences(resolved_policy(there), resolved_policy(policy)):
            place = source.place(one.path, key=True)
            yield _differs(f"policies/{policy.id}", one.path, one, place)
