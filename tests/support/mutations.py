"""Changes of a sealed record, each a single one: of a value, a key, an order that matters, a byte."""

from __future__ import annotations

import copy
import json
from random import Random
from typing import Any

import ocop_scoring as ocop

WORDS = ("", "x", "1", "sha256:" + "0" * 64, "2026-12-08", "Đ", "rated")
VALUES = (None, True, False, 0, 1, 2, 7, *WORDS, [], {}, [1], {"a": 1})


def changed(record: ocop.Record, random: Random) -> bytes:
    """The text of a record with one change, laid out as it was saved."""
    content = record.to_bytes()
    if random.random() < 0.3:
        return _with_other_byte(content, random)
    document = record.document
    for _ in range(100):
        again = copy.deepcopy(document)
        if _change(again, random) and again != document:
            break
    text = json.dumps(again, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def says_the_same(record: ocop.Record, content: bytes) -> bool:
    """Whether a text is the same JSON: a blank more between two values changes nothing."""
    try:
        again = json.loads(content)
    except ValueError:
        return False
    return json.dumps(again, sort_keys=True) == json.dumps(record.document, sort_keys=True)


def is_seen(content: bytes, catalog: ocop.Catalog | None = None) -> bool:
    """Whether a text is refused, or doesn't verify."""
    try:
        return not ocop.verify(ocop.read_record(content), catalog=catalog).ok
    except ocop.RecordError:
        return True


def _with_other_byte(content: bytes, random: Random) -> bytes:
    at, byte = random.randrange(len(content)), bytes([random.randrange(256)])
    kind = random.randrange(3)
    return content[:at] + (b"" if kind == 0 else byte) + content[at + (kind != 2) :]


def _change(root: Any, random: Random) -> bool:
    """Change one place of a document, drawn by its depth: the few places of the head and of the
    result as often as the thousands in rules.
    """
    place = root
    while True:
        inner = [v for v in _inside(place) if isinstance(v, dict | list) and v]
        if not inner or random.random() < 0.25:
            break
        place = random.choice(inner)
    return _in_mapping(place, random) if isinstance(place, dict) else _in_list(place, random)


def _inside(place: Any) -> list[Any]:
    return list(place.values()) if isinstance(place, dict) else list(place)


def _in_mapping(place: dict[str, Any], random: Random) -> bool:
    if not place:
        return False
    key, kind = random.choice(list(place)), random.randrange(6)
    if kind == 0:
        del place[key]
    elif kind == 1:
        place[f"{key}{random.choice('x_1')}"] = place.pop(key)
    elif kind == 2:
        place[random.choice(("x", "note", "vi"))] = random.choice(VALUES)
    else:
        place[key] = _other(place[key], random)
    return True


def _in_list(place: list[Any], random: Random) -> bool:
    if not place:
        return False
    at, other, kind = (
        random.randrange(len(place)),
        random.randrange(len(place)),
        random.randrange(5),
    )
    if kind == 0:
        del place[at]
    elif kind == 1:
        place.insert(at, copy.deepcopy(place[other]))
    elif kind == 2:
        place[at], place[other] = place[other], place[at]
    else:
        place[at] = _other(place[at], random)
    return True


def _other(value: Any, random: Random) -> Any:
    kind = random.randrange(3)
    if kind == 0:
        return random.choice(VALUES)
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + random.choice((-1, 1, 100))
    if isinstance(value, str) and value:
        at = random.randrange(len(value))
        return value[:at] + random.choice("x0 ") + value[at + 1 :]
    return random.choice(VALUES)
