"""Values that can't be changed: a mapping that hashes, pickles, copies and equals a dict of the
same entries, and bases for classes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import (
    Any,
    ClassVar,
    Generic,
    NoReturn,
    Self,
    TypeVar,
    dataclass_transform,
    overload,
)

__all__ = ["Frozen", "FrozenDict", "Value", "fixed", "fresh", "worked_out"]

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


def fixed(value: Any) -> Any:
    """A JSON value that can't be changed, and hashes: frozen mappings, and tuples for lists."""
    if isinstance(value, Mapping):
        return FrozenDict({name: fixed(entry) for name, entry in value.items()})
    return tuple(map(fixed, value)) if isinstance(value, (list, tuple)) else value


def fresh(value: Any) -> Any:
    """The same in plain dicts and lists, the caller's own."""
    if isinstance(value, Mapping):
        return {name: fresh(entry) for name, entry in value.items()}
    return list(map(fresh, value)) if isinstance(value, (list, tuple)) else value


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


class Value(Frozen):
    """A class of fields, those that it annotates: two are equal where all their fields are.

    It is what a frozen dataclass is, and takes a hundredth of the time to make while its module is
    imported.
    """

    _fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls._fields = tuple(cls.__annotations__)

    def __init__(self, *given: object, **named: object) -> None:
        """The values of the fields, in order or by name. TypeError where one is missing, is no
        field, or is given twice.
        """
        fields, kind = self._fields, type(self)
        values = dict(zip(fields, given, strict=False))
        if len(given) > len(fields) or any(name in values for name in named):
            raise TypeError(f"{kind.__name__} takes {', '.join(fields)}, each once")
        values |= named
        for name in fields[len(given) :]:
            if name not in values and hasattr(kind, name):
                values[name] = getattr(kind, name)
        if len(values) != len(fields) or not values.keys() <= set(fields):
            raise TypeError(f"{kind.__name__} takes {', '.join(fields)}, not {', '.join(values)}")
        self.__dict__.update(values)

    def _replace(self, **changes: Any) -> Self:
        """The same value with some fields replaced."""
        return type(self)(**(self.__dict__ | changes))

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(tuple([self.__dict__[name] for name in self._fields]))

    def __repr__(self) -> str:
        said = [f"{name}={self.__dict__[name]!r}" for name in self._fields]
        return f"{type(self).__qualname__}({', '.join(said)})"


class worked_out(Generic[V]):  # noqa: N801 - used as `property` is
    """A property that is worked out when it is first asked for, and kept in the `__dict__`.

    It is `functools.cached_property` without a lock, which up to Python 3.11 takes longer than much
    of what is worked out here. Threads that ask at once may work it out twice, but all get one.
    """

    def __init__(self, work: Callable[[Any], V]) -> None:
        self.func, self._name, self.__doc__ = work, work.__name__, work.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type) -> V: ...

    def __get__(self, instance: object, owner: type) -> Self | V:
        if instance is None:
            return self
        kept: V = instance.__dict__.setdefault(self._name, self.func(instance))
        return kept
