"""What all models of written things have in common.

A `Model` is a mapping whose unknown keys are refused. A `Form` is a whole document: its errors
speak our words, and where it was read from a text, it knows where each of its values stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from os import PathLike
from types import MappingProxyType
from typing import Any, Literal, Self, TypeVar, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    SerializerFunctionWrapHandler,
    ValidationInfo,
    model_serializer,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import ValidationError

from ..errors import Fault, OcopError, Place
from ..text import LANGUAGES, Words
from .faults import Complaint, Key, Path, as_pydantic, at_most, complaints_of, placed_faults
from .places import Source
from .read import LIMIT_BYTES, decoded, read, read_text, too_large

__all__ = ["FORMS", "Form", "Model", "about", "form_of", "keys_at", "load_form", "read_form"]


def about(vi: str, en: str, more_vi: str = "", more_en: str = "") -> Any:
    """A field's title in both languages, and its description, which may say more."""
    return Field(title=f"{vi} / {en}", description=f"{more_vi or vi}. / {more_en or en}.")


class Model(BaseModel, frozen=True):
    """A frozen model whose unknown keys are refused; what was left out stays out of what it dumps.

    `model_construct` is pydantic's unchecked door: it validates nothing. Each model says itself
    that it is `frozen`, which type checkers don't inherit.
    """

    # Built when first used: a part of a form is only ever validated inside the form.
    model_config = ConfigDict(extra="forbid", defer_build=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The same value with some fields replaced, validated again; ValidationError otherwise."""
        if not update:
            return super().model_copy(deep=deep)
        given = {name: getattr(self, name) for name in self.model_fields_set}
        return type(self).model_validate({**given, **update})

    # No type of what it returns: pydantic would take that for the JSON Schema of what is written,
    # and the schema of what goes in and of what comes out is one.
    @model_serializer(mode="wrap")
    def _as_given(self, handler: SerializerFunctionWrapHandler):  # type: ignore[no-untyped-def]
        """Only what was given: a field left out comes out as it came in."""
        given = self.model_fields_set
        return {name: value for name, value in handler(self).items() if name in given}


F = TypeVar("F", bound="Form")


class Form(Model, frozen=True):
    """A whole document. `ValidationError` says in our codes and words what is wrong with it."""

    # Built at once: FastAPI would meet one that is not with a warning, at the first request.
    model_config = ConfigDict(defer_build=False)
    __slots__ = ("_source",)  # beside the fields: where it was read from is no part of its value

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Built late as before, without saying so: FastAPI warns of bodies whose models do."""
        cls.model_config["defer_build"] = False

    def place(self, path: Sequence[str | int], key: bool = False) -> Place | None:
        """Where the value at `path` (or, with `key`, its key) stands in the text that the form was
        read from; None where it was read from none.
        """
        source: Source | None = getattr(self, "_source", None)
        return source.place(path, key) if source else None

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        """A form from JSON text of at most 1,000,000 bytes, by pydantic's own quick parser.

        It gives no places, and of a key that stands twice it takes the last: `read_dossier` and its
        like are stricter.
        """
        if len(json_data) > LIMIT_BYTES:
            limit = f"{LIMIT_BYTES:,}"
            too_large = Complaint("file-too-large", (), f"> {LIMIT_BYTES}", limit, {"limit": limit})
            raise as_pydantic(cls.__name__, [too_large], in_json=True)
        return super().model_validate_json(json_data, **options)

    @model_validator(mode="wrap")
    @classmethod
    def _in_our_words(
        cls, value: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        try:
            return handler(value)
        except ValidationError as problem:
            complaints = complaints_of(problem, lambda path: keys_at(cls, path))
            named = at_most(cls._suggested(complaint, info) for complaint in complaints)
            raise as_pydantic(cls.__name__, named, info.mode == "json") from None

    @classmethod
    def _suggested(cls, complaint: Complaint, info: ValidationInfo) -> Complaint:
        """A complaint with what else may be meant, where the form knows more than its fields."""
        return complaint


def read_form(
    cls: type[F],
    given: object,
    name: str,
    error: type[OcopError],
    context: Mapping[str, object] | None = None,
    strict_text: bool = False,
) -> F:
    """A form from a mapping, from YAML or JSON as text or bytes, or a form as it stands.

    All that is wrong at once in `error`, with its place where text was given, in a file called
    `name`. `strict_text` refuses what people's forms put right (see `parse.parsed`).
    """
    if isinstance(given, cls):
        return given
    if isinstance(given, (bytes, bytearray, memoryview)):
        given = decoded(bytes(given), name, error)
    if not isinstance(given, str):
        return form_of(cls, given, None, error, context)
    text = str.__str__(given)
    if len(text) > LIMIT_BYTES:
        raise error(too_large(name))
    source = read_text(text, name, error, json=_is_json(text), form=not strict_text)
    return form_of(cls, source.root, source, error, context)


def load_form(
    cls: type[F],
    path: str | PathLike[str],
    error: type[OcopError],
    context: Mapping[str, object] | None = None,
    strict_text: bool = False,
) -> F:
    """A form from a YAML or JSON file, as `read_form`."""
    source = read(path, error, form=not strict_text)
    return form_of(cls, source.root, source, error, context)


def form_of(
    cls: type[F],
    document: object,
    source: Source | None,
    error: type[OcopError],
    context: Mapping[str, object] | None = None,
) -> F:
    """A form from a document that was read already; `source` knows where its values stand."""
    try:
        form = cls.model_validate(document, context=context)
    except ValidationError as problem:
        other = _of_another_shape(cls, document, source)
        raise error(other or placed_faults(problem, source)) from None
    if source is not None:
        object.__setattr__(form, "_source", source)  # beside the fields, which are frozen
    return form


FORMS = {
    "ocop-dossier/1": Words("hồ sơ sản phẩm", "product dossier"),
    "ocop-sheet/1": Words("phiếu đánh giá", "score sheet"),
    "ocop-policy/1": Words("cách tính của Hội đồng", "council's policy"),
    "ocop-round/1": Words("đợt đánh giá", "round"),
    "ocop-what-if/1": Words("thay đổi thử", "patch of what-if"),
}
"""What people fill in: each format, and what it is called."""


def _of_another_shape(
    cls: type[BaseModel], document: object, source: Source | None
) -> Fault | None:
    """The one thing to say of a document that is another form, or no form at all."""
    if isinstance(document, Mapping):
        found, wanted = document.get("format"), keys_at(cls, ())["format"].words[0]
        if found == wanted or not isinstance(found, str) or found not in FORMS:
            return None
        place = source.place(("format",)) if source else None
        names = {"found_name": FORMS[found], "right_name": FORMS[wanted]}
        values = {
            f"{name}_{lang}": said.say(lang) for name, said in names.items() for lang in LANGUAGES
        }
        values["habit"] = "other-form"
        return Fault("wrong-word", place, "format", found, wanted, values)
    if source is None:
        return None
    from .hints import not_a_form  # only on the way to an error

    return not_a_form(source.text, source.file)


def _is_json(text: str) -> bool:
    """Whether a text that begins as a mapping of JSON is JSON; YAML has such mappings too."""
    import json  # only where text is given

    if not text.lstrip().startswith("{"):
        return False
    try:
        json.loads(text, parse_int=str, parse_float=str)
    except ValueError:
        return False
    except RecursionError:
        return True  # too deep, which the reader says
    return True


@lru_cache(maxsize=256)
def keys_at(model: type[BaseModel], path: Path) -> Mapping[str, Key]:
    """The keys that the mapping at `path` of a document may have, in the order of its model."""
    types: list[Any] = [model]
    for step in path:
        types = [inner for outer in types for inner in _inside(outer, step)]
    found: dict[str, Key] = {}
    for shape in _models(types):
        for name, field in shape.model_fields.items():
            found.setdefault(field.alias or name, _key(field))
    return MappingProxyType(found)


def _key(field: FieldInfo) -> Key:
    vi, _, en = (field.title or "").partition(" / ")
    return Key(Words(vi, en or None), _words(field.annotation))


def _words(kind: Any) -> tuple[str, ...]:
    """The words of a `Literal`, or of one that may be left out."""
    if get_origin(kind) is Literal:
        return tuple(map(str, get_args(kind)))
    return tuple(word for inner in get_args(kind) for word in _words(inner))


def _inside(outer: Any, step: int | str) -> list[Any]:
    """What may stand one step inside a type: a field's type, a mapping's or a list's values."""
    if getattr(outer, "__pydantic_root_model__", False):  # RootModel is slow to import
        return _inside(outer.model_fields["root"].annotation, step)
    if isinstance(outer, type) and issubclass(outer, BaseModel):
        fields = outer.model_fields.items()
        return [field.annotation for name, field in fields if step == (field.alias or name)]
    origin = getattr(outer, "__origin__", None)
    if isinstance(origin, type) and issubclass(origin, (Mapping, list)):
        return [get_args(outer)[-1]]
    if origin is tuple:
        return [get_args(outer)[0]]
    return [found for inner in get_args(outer) for found in _inside(inner, step)]


def _models(types: list[Any]) -> list[type[BaseModel]]:
    if not types:
        return []
    models = [t for t in types if isinstance(t, type) and issubclass(t, BaseModel)]
    return models or _models([inner for t in types for inner in get_args(t)])
