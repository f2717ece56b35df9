"""Values that can't be changed: a mapping that hashes, pickles, copies and equals a dict of the
same entries, and a base for classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn, Self, TypeVar, dataclass_transform

__all__ = ["Frozen", "FrozenDict"]

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """A dict whose entries stay as they are. Its values must be hashable where it is hashed.

    It is a real dict, so that `json`, pydantic and `itemgetter` take it as one. Every way to change
    it raises TypeError; `frozen | {key: value}` is a new plain dict.
    """

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __repr__(self) -> str:
        return f"FrozenDict({dict(self)!r})"

    def __reduce__(self) -> tuple[type[FrozenDict[K, V]], tuple[dict[K, V]]]:
        return type(self), (dict(self),)

    def __copy__(self) -> FrozenDict[K, V]:
        return self

    def __deepcopy__(self, memo: Mapping[int, object]) -> FrozenDict[K, V]:
        return self

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError(f"{type(self).__name__} can't be changed; make a new one: dict | {{…}}")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse


@dataclass_transform(eq_default=False, frozen_default=True)
class Frozen:
    """A class whose attributes are set once, by `_set` while it is made; a copy of it is itself.

    With `init=False` type checkers take the `__init__` that a class inherits.
    """

    __slots__ = ()

    def __init_subclass__(cls, *, init: bool = True) -> None:
        super().__init_subclass__()

    def _set(self, **values: object) -> None:
        """Give attributes their values, while the object is made."""
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} can't be changed: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} can't be changed: {name}")

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: Mapping[int, object]) -> Self:
        return self
