"""Pydantic's complaints in our words: as faults with places, or as a ValidationError again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from ..errors import MOST_FAULTS, Fault, Faults, Place, Placing
from ..lang import has_message
from ..text import Words
from .places import Plain
from .values import shown

__all__ = [
    "Complaining",
    "Complaint",
    "Key",
    "Path",
    "as_pydantic",
    "at_most",
    "complaints_of",
    "faults_of",
    "placed_faults",
    "refused_within",
]

Path = tuple[int | str, ...]


class Key(NamedTuple):
    """A key that a mapping may have: what it is called, and the words that it takes where it takes
    few.
    """

    title: Words = Words("")
    words: tuple[str, ...] = ()


KnownAt = Callable[[Path], Mapping[str, Key]]
Detail = Mapping[str, Any]


class Complaining(Protocol):
    """An error that lists what is wrong as pydantic's ValidationError does."""

    def errors(self) -> Sequence[Any]:
        """One mapping for each thing: `loc`, `type`, and perhaps `msg`, `input`, `ctx`."""
        ...


class Complaint(NamedTuple):
    """One thing that is wrong with a value, before its place is known.

    `right` may be a function, called only where the complaint is named; `given` is the value.
    """

    code: str
    path: Path
    found: str
    right: str | Callable[[], str | tuple[str, dict[str, object]]]
    values: Mapping[str, object] = {}
    given: object = None

    def add_to(self, faults: Faults, source: Placing | None) -> None:
        """As a fault at its place in `source`; what is wrong with a key stands at the key."""
        at_key = self.path[-1:] == ("[key]",)
        path = self.path[:-1] if at_key else self.path
        key = at_key or self.code in _AT_KEYS
        faults.add(self.code, source, path, self.found, self.right, key=key, **self.values)


def faults_of(error: Complaining) -> tuple[Fault, ...]:
    """The faults of a pydantic ValidationError, or of anything with `.errors()` as FastAPI's
    RequestValidationError: one for each wrong value, its path the `loc` joined by `/`.

    At most 50 are named, the others are counted in one fault more.
    """
    return placed_faults(error, None)


def placed_faults(
    error: Complaining,
    source: Placing | None,
    known_at: KnownAt = lambda path: {},
    without_tag: Callable[[Path], Path] = lambda path: path,
) -> tuple[Fault, ...]:
    """The same with places, of which `source` knows.

    `known_at` says which keys a mapping may have, so that the one that was meant can be named;
    `without_tag` takes out of a path what pydantic put in.
    """
    faults = Faults()
    more = 0  # what a form has counted and not named
    for complaint in complaints_of(error, known_at, without_tag):
        if complaint.code == "more-faults":
            more += int(complaint.found)
        else:
            complaint.add_to(faults, source)
    return _with_more(faults.found, more)


def _with_more(found: tuple[Fault, ...], more: int) -> tuple[Fault, ...]:
    """The faults, the last of which says how many more there are."""
    if not more:
        return found
    if found and found[-1].code == "more-faults":
        more += int(found[-1].found)
        found = found[:-1]
    file = found[0].file if found else None
    place = Place(file, 1, 1) if file else None
    return (*found, Fault("more-faults", place, "", str(more), ""))


def complaints_of(
    error: Complaining,
    known_at: KnownAt,
    without_tag: Callable[[Path], Path] = lambda path: path,
) -> Iterator[Complaint]:
    """What pydantic complains about, in our codes and words."""
    found = []
    for detail in error.errors():
        path = without_tag(tuple(detail["loc"]))
        found.append(_complaint(detail, path, known_at)._replace(given=detail.get("input")))
    return iter(_without_misnamed(found))


def _without_misnamed(found: list[Complaint]) -> list[Complaint]:
    """The complaints without those that a field is missing which stands there under another name:
    `tên` for `name` is one slip.
    """
    missing = {complaint.path for complaint in found if complaint.code == "missing-field"}
    unknown = [complaint for complaint in found if complaint.code == "unknown-field"]
    beside = {path[:-1] for path in missing}
    misnamed = set()
    for complaint in [one for one in unknown if one.path[:-1] in beside][:MOST_FAULTS]:
        right = complaint.right() if callable(complaint.right) else complaint.right
        misnamed.add((*complaint.path[:-1], right) if isinstance(right, str) else ())
    return [one for one in found if one.code != "missing-field" or one.path not in misnamed]


def as_pydantic(
    title: str, complaints: Iterable[Complaint], in_json: bool = False
) -> ValidationError:
    """Complaints as pydantic's own error: our code as `type`, our English sentence as `msg`, `ctx`
    with `found` and `right`.
    """
    details = [_in_full(complaint) for complaint in complaints]
    return ValidationError.from_exception_data(title, details, "json" if in_json else "python")


def refused_within(complaints: Iterable[Complaint]) -> ValidationError:
    """Complaints about parts of a value, for the form that the value stands in to put into words:
    there may be thousands, of which it names fifty.
    """
    details = [
        InitErrorDetails(
            type=PydanticCustomError(
                complaint.code,
                complaint.code,
                {"found": complaint.found, "right": complaint.right, **complaint.values},
            ),
            loc=complaint.path,
            input=complaint.given,
        )
        for complaint in complaints
    ]
    return ValidationError.from_exception_data("part", details)


def at_most(complaints: Iterable[Complaint]) -> Iterator[Complaint]:
    """The first 50 complaints; where there are more, the last says how many."""
    more = 0
    for position, complaint in enumerate(complaints):
        if position < MOST_FAULTS:
            yield complaint
        else:
            more += 1
    if more:
        yield Complaint("more-faults", (), str(more), "")


def _in_full(complaint: Complaint) -> InitErrorDetails:
    faults = Faults()
    complaint.add_to(faults, None)
    (fault,) = faults.found
    context = {"found": fault.found, "right": fault.right, **fault.values}
    said = PydanticCustomError(fault.code, fault.en, context)
    path = tuple(step if isinstance(step, int) else _short(step) for step in complaint.path)
    return InitErrorDetails(type=said, loc=path, input=_harmless(complaint.given))


def _short(step: str) -> str:
    return step if len(step) <= _LONGEST else f"{step[:_LONGEST]}…"


def _harmless(given: object) -> object:
    """A value as an error gives it back: what no JSON can hold is only shown, since web frameworks
    answer with it.
    """
    import json  # only on the way to an error

    try:
        json.dumps(given, ensure_ascii=False, allow_nan=False, default=str).encode()
    except (ValueError, TypeError, RecursionError):
        return shown(given)
    return given


_LONGEST = 300  # letters of a key

# What pydantic says, by its kinds.

_AT_KEYS = frozenset(("unknown-field", "unknown-fact", "key-twice"))
"""Codes of what is wrong with a key: their place is the key's."""

_SHAPES = {
    **dict.fromkeys(("string_type", "string_sub_type", "string_unicode"), ("not-text", "text")),
    **dict.fromkeys(("string_too_short", "invalid_key"), ("not-text", "text")),
    **dict.fromkeys(("dict_type", "mapping_type"), ("not-a-mapping", "{…}")),
    **dict.fromkeys(("model_type", "model_attributes_type"), ("not-a-mapping", "{…}")),
    **dict.fromkeys(("tuple_type", "list_type"), ("not-a-list", "[…]")),
}
"""Kinds of pydantic that say what shape is expected, with our code and what is right."""

_BOUNDS = {"greater_than_equal": ("ge", "≥"), "less_than_equal": ("le", "≤")}
_LENGTHS = {"too_short": ("min_length", "≥"), "too_long": ("max_length", "≤")}


def _complaint(detail: Detail, path: Path, known_at: KnownAt) -> Complaint:
    kind, given = detail["type"], detail.get("input")
    context = detail.get("ctx") or {}
    if kind == "missing" or (given is None and path and path[-1] in known_at(path[:-1])):
        return _missing(path, known_at)
    if "right" in context:
        return _ours(kind, path, given, context)
    if kind == "extra_forbidden":
        return _unknown_field(path, known_at)
    if kind == "literal_error":
        return _wrong_word(path, given, str(context["expected"]))
    if isinstance(given, Plain) and given.text and kind.startswith("string"):
        return Complaint("quote-this", path, shown(given), f'"{shown(given)}"')
    if kind in _SHAPES:
        code, right = _SHAPES[kind]
        return Complaint(code, path, shown(given), right)
    return _measured(detail, path, context)


def _ours(kind: str, path: Path, given: object, context: Mapping[str, object]) -> Complaint:
    """A complaint of our own readers: its kind is the code."""
    values = {name: value for name, value in context.items() if name not in ("found", "right")}
    found = str(context.get("found", "")) if "found" in context else shown(given)
    return Complaint(kind, path, found, str(context["right"]), values)


def _missing(path: Path, known_at: KnownAt) -> Complaint:
    """What is not there, or null: which field, what it is called, and its words."""
    name = str(path[-1])
    key = known_at(path[:-1]).get(name, Key())
    values: dict[str, object] = {"field": "/".join(map(str, path))}
    if key.title.vi:
        values |= {"title_vi": key.title.vi, "title_en": key.title.say("en")}
        values["habit"] = "word" if key.words else "titled"
    return Complaint("missing-field", path, "", ", ".join(key.words) or name, values)


def _unknown_field(path: Path, known_at: KnownAt) -> Complaint:
    from . import habits, words  # only on the way to an error

    name = str(path[-1])
    pair = habits.pair_in(name)
    if pair:
        values = {**pair.values, "field": name, "habit": pair.habit}
        return Complaint("unknown-field", path, name, pair.right, values)

    def right() -> str | tuple[str, dict[str, object]]:
        known = {key: _called(entry) for key, entry in known_at(path[:-1]).items()}
        near = words.word(name, known)
        return near or (", ".join(known), {"habit": "keys"} if known else {})

    return Complaint("unknown-field", path, name, right, {"field": name})


def _called(key: Key) -> tuple[str, ...]:
    return tuple(name for name in key.title if name)


def _wrong_word(path: Path, given: object, expected: str) -> Complaint:
    from . import words  # only on the way to an error

    known = expected.replace("'", "").replace(" or ", ", ")
    near = words.word(str(given), known.split(", ")) if isinstance(given, (str, Plain)) else None
    if near:
        return Complaint("wrong-word", path, shown(given), near, {"habit": "meant"})
    return Complaint("wrong-word", path, shown(given), known)


def _measured(detail: Detail, path: Path, context: Mapping[str, object]) -> Complaint:
    """Numbers out of bounds, lists of the wrong length; else pydantic's own sentence."""
    kind, given = detail["type"], detail.get("input")
    if kind in _BOUNDS:
        name, sign = _BOUNDS[kind]
        return Complaint("out-of-range", path, shown(given), f"{sign} {context[name]}")
    if kind in _LENGTHS:
        name, sign = _LENGTHS[kind]
        found = str(context["actual_length"])
        return Complaint("wrong-length", path, found, f"{sign} {context[name]}")
    if kind == "json_invalid":
        return Complaint("syntax", path, "", "JSON", {"language": "JSON"})
    if has_message(f"error.{kind}", "en"):
        return Complaint(kind, path, shown(given), "")
    said = str(detail.get("msg", kind))
    return Complaint("wrong-shape", path, shown(given), said[:1].lower() + said[1:])
