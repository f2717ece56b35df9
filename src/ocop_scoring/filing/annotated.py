"""How a field tells pydantic which function reads it, and what its JSON Schema is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from ..frozen import Value

__all__ = ["Read"]


class Read(Value):
    """Tells pydantic which function reads a value, and what its JSON Schema is, in and out.

    `native` is a schema of pydantic that takes the usual values in a third of the time; the reader
    is then asked about the others, and `code` says that it refused, of what would be `right`
    (`read_again` tells why).
    `strict` is pydantic's own schema for its strict mode. `in_context` says that the reader takes
    pydantic's ValidationInfo too. `as_json` writes the value for JSON.
    """

    reader: Callable[..., object]
    json: Mapping[str, Any]
    native: CoreSchema | None = None
    code: str = ""
    right: str = ""
    strict: CoreSchema | None = None
    in_context: bool = False
    as_json: Callable[[Any], object] | None = None

    __hash__ = object.__hash__  # schemas of pydantic are dicts

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        written = None
        if self.as_json is not None:
            written = core_schema.plain_serializer_function_ser_schema(
                self.as_json, when_used="json"
            )
        if self.in_context:
            return core_schema.with_info_plain_validator_function(
                self.reader, serialization=written
            )
        read: CoreSchema = core_schema.no_info_plain_validator_function(
            self.reader, serialization=written
        )
        if self.native is not None:
            read = core_schema.union_schema(
                [self.native, read],
                mode="left_to_right",
                custom_error_type=self.code,
                custom_error_message=self.code,
                custom_error_context={"right": self.right} if self.right else {},
            )
        if self.strict is None:
            return read
        return core_schema.lax_or_strict_schema(read, self.strict)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(self.json)
