"""A round of a council, `ocop-round/1`: what `round.yaml` in a round's folder says.

A round is a plain folder: `round.yaml`, and beside it `dossiers/`, `sheets/`, `results/`,
`records/`, `papers/`. The form says who sits in the council, how its sheets become one result, and
what papers need that no result knows.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from os import PathLike
from typing import Annotated, Literal, Self, TypeVar

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from ..errors import FilingError
from ..frozen import FrozenDict
from ..sources.faults import Complaint, as_pydantic, refused_within
from ..sources.model import Form, Model, about, load_form, read_form
from ..sources.values import refusal
from ..terms import Certifier
from .annotated import Read
from .entries import entries_of, several
from .values import Day, Text, one_of, read_again, text

__all__ = ["ROUND_FILE", "Official", "Round", "RoundMember", "load_round", "read_round"]

ROUND_FILE = "round.yaml"
"""The file that makes a folder a round."""

V = TypeVar("V")


def _member_id(value: object) -> str:
    """An id that a file can be named by."""
    found = text(value)
    if not _FITS(found):
        raise refusal("not-a-member-id", found, "m1")
    return found


_ID = "[A-Za-z0-9][A-Za-z0-9_-]{0,39}"
_FITS = re.compile(_ID, re.ASCII).fullmatch


def _ids(value: object) -> tuple[str, ...]:
    given = several(value)
    if not isinstance(given, (list, tuple)):
        raise refusal("not-a-list", value, "[…]")
    return tuple(map(text, given))


def _mapping(read: Callable[[object], V]) -> Callable[[object], FrozenDict[str, V]]:
    """A reader of a mapping whose entries are each read by `read`; null is an empty one."""

    def entries(value: object) -> FrozenDict[str, V]:
        wrong: list[Complaint] = []
        found = entries_of({} if value is None else value, read, wrong)
        if wrong:
            raise refused_within(wrong)
        return FrozenDict(found)

    return entries


_TEXT = {"type": "string", "minLength": 1, "pattern": r"\S"}
_IDS = {"type": "array", "items": _TEXT}


def _entries(of: Mapping[str, object]) -> dict[str, object]:
    """The schema of a mapping with such entries, or null."""
    return {"anyOf": [{"type": "object", "additionalProperties": of}, {"type": "null"}]}


MemberId = Annotated[str, Read(_member_id, {"type": "string", "pattern": f"^{_ID}$"})]
Texts = Annotated[FrozenDict[str, str], Read(_mapping(text), _entries(_TEXT))]
Lists = Annotated[FrozenDict[str, tuple[str, ...]], Read(_mapping(_ids), _entries(_IDS))]


class Official(Model, frozen=True):
    """Người có tên trong biên bản / Somebody whom papers name: the secretary."""

    name: Annotated[Text, about("Họ và tên", "Name")]
    office: Annotated[Text | None, about("Chức vụ, cơ quan", "Office")] = None


class RoundMember(Model, frozen=True):
    """Thành viên Hội đồng / A member of the council, or its chair."""

    id: Annotated[
        MemberId,
        about("Mã", "Id", "Như trên phiếu; chữ, số, gạch nối", "As on sheets; letters, digits, -"),
    ]
    name: Annotated[Text, about("Họ và tên", "Name")]
    role: Annotated[Literal["member", "chair"], one_of("member", "chair"), about("Vai trò", "Role")]
    office: Annotated[Text | None, about("Chức vụ, cơ quan", "Office")] = None


class Round(Form, frozen=True):
    """Đợt đánh giá / A round of a council, `ocop-round/1`.

    The number of `members` is the number appointed. `decided_on` left out: the day of the latest
    sheet that counts.
    """

    format: Annotated[Literal["ocop-round/1"], one_of("ocop-round/1"), about("Định dạng", "Format")]
    name: Annotated[
        Text,
        about("Tên đợt", "Name", "Như trong giấy tờ của đợt", "As its papers name it"),
    ]
    level: Annotated[
        Certifier,
        one_of("district", "province", "ministry"),
        about("Cấp Hội đồng", "Level", "Huyện, tỉnh hoặc trung ương", "Whose council it is"),
    ]
    policy: Annotated[
        Text,
        about("Cách tính", "Policy", "Mã trong criteria/policies", "Id, as in criteria/policies"),
    ]
    decided_on: Annotated[
        Day | None,
        about("Ngày họp", "Day of decision", "Ngày Hội đồng họp", "The day on which it meets"),
    ] = None
    members: Annotated[
        tuple[RoundMember, ...],
        BeforeValidator(several),
        Field(min_length=1),
        about("Thành viên", "Members", "Mọi thành viên được cử", "All who are appointed"),
    ]
    secretary: Annotated[Official | None, about("Thư ký", "Secretary")] = None
    absent: Annotated[
        Texts, about("Vắng mặt", "Absent", "Mã thành viên và lý do", "Ids of members, with reasons")
    ] = Field(default_factory=FrozenDict)
    conflicts: Annotated[
        Lists,
        about(
            "Xung đột lợi ích",
            "Conflicts",
            "Mã sản phẩm và mã những thành viên không chấm",
            "Product codes, with the ids of members who don't rate them",
        ),
    ] = Field(default_factory=FrozenDict)
    papers: Annotated[
        Texts,
        about(
            "Giấy tờ",
            "Papers",
            "Số, nơi, cơ quan: điều mà kết quả không có",
            "Number, place, agency: what no result knows",
        ),
    ] = Field(default_factory=FrozenDict)

    @property
    def appointed(self) -> int:
        """How many members are appointed."""
        return len(self.members)

    def member(self, id: str) -> RoundMember | None:  # noqa: A002 - the form's own word
        """The member of this id, or None."""
        return next((member for member in self.members if member.id == id), None)

    @model_validator(mode="after")
    def _together(self) -> Self:
        """Members are named once, one of them at most is the chair, and nobody else is named."""
        wrong = [*self._on_members(), *self._on_others()]
        if wrong:
            raise as_pydantic("Round", wrong)
        return self

    def _on_members(self) -> Iterator[Complaint]:
        seen: dict[str, int] = {}
        chair: str | None = None
        for index, member in enumerate(self.members):
            # Files are named by ids, and on some machines `M1` and `m1` are one file.
            if seen.setdefault(member.id.casefold(), index) != index:
                yield Complaint("member-twice", ("members", index, "id"), member.id, "")
            if member.role == "chair" and chair is not None:
                yield Complaint("two-chairs", ("members", index, "role"), member.id, chair)
            chair = chair or (member.id if member.role == "chair" else None)

    def _on_others(self) -> Iterator[Complaint]:
        known = [member.id for member in self.members]
        named: list[tuple[tuple[str | int, ...], str]] = [
            (("absent", name), name) for name in self.absent
        ]
        for code, ids in self.conflicts.items():
            named += [(("conflicts", code, at), name) for at, name in enumerate(ids)]
        for path, found in named:
            if found not in known:
                yield Complaint("unknown-member", path, found, ", ".join(known))

    @classmethod
    def _suggested(cls, complaint: Complaint, info: ValidationInfo) -> Complaint:
        return read_again(complaint)


def read_round(given: Mapping[str, object] | str | bytes | bytearray | Round) -> Round:
    """A round from a mapping, from YAML or JSON as text or bytes, or one that is made already.

    FilingError with all that is wrong; where text was given, with line and column.
    """
    return read_form(Round, given, "round", FilingError)


def load_round(folder: str | PathLike[str]) -> Round:
    """The round of a folder: its `round.yaml`. FilingError with file, line and column of every
    fault, or where the folder has no such file.
    """
    return load_form(Round, os.path.join(folder, ROUND_FILE), FilingError)
