"""The doors: mappings, text, bytes and files say the same of the same; all faults at once."""

from __future__ import annotations

import collections
import itertools
import json
import os
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from support.folders import INVENTED

from ocop_scoring import (
    Dossier,
    FilingError,
    ScoreSheet,
    load_dossier,
    load_sheet,
    load_sheets,
    read_dossier,
    read_sheet,
)
from ocop_scoring.errors import MOST_FAULTS
from ocop_scoring.filing.forms import FiledDocument
from ocop_scoring.sources import words

LEAST: dict[str, Any] = {
    "format": "ocop-dossier/1",
    "product": {"name": "Tôm khô", "product_set": 1, "commune": "Xã", "province": "Tỉnh"},
    "producer": {"name": "HTX", "kind": "cooperative", "representative": {"name": "A"}},
    "application": {"kind": "first", "submitted_on": "2030-09-15"},
}
SHEET: dict[str, Any] = {
    "format": "ocop-sheet/1",
    "ruleset": "mini-2030",
    "assessor": {"id": "m1", "role": "member"},
    "marks": {"1.1": 3},
}


def as_yaml(document: object) -> str:
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False)


DOORS: dict[str, Callable[[dict[str, Any]], ScoreSheet]] = {
    "mapping": read_sheet,
    "model": ScoreSheet.model_validate,
    "arguments": lambda document: ScoreSheet(**document),
    "json text": lambda document: read_sheet(json.dumps(document)),
    "json bytes": lambda document: read_sheet(json.dumps(document, ensure_ascii=False).encode()),
    "model's json": lambda document: ScoreSheet.model_validate_json(json.dumps(document)),
    "yaml text": lambda document: read_sheet(as_yaml(document)),
    "proxy": lambda document: read_sheet(MappingProxyType(document)),
    "user's mapping": lambda document: read_sheet(collections.UserDict(document)),
}
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"])
    | st.sampled_from("\t\n\u200b\u0302\xad")
)
ANYTHING = st.fixed_dictionaries(
    {
        "format": st.just("ocop-sheet/1"),
        "ruleset": TEXTS,
        "assessor": st.fixed_dictionaries(
            {"id": TEXTS, "role": st.just("member")}, optional={"name": TEXTS | st.none()}
        ),
        "marks": st.dictionaries(
            st.sampled_from(["1.1", "2", "3.1.đ"]),
            st.none()
            | st.integers(-1, 9)
            | st.floats(0, 3)
            | st.sampled_from(["3", "told", "3.0"]),
        ),
    },
    optional={
        "comment": TEXTS | st.none(),
        "round": st.none() | st.integers(0, 100) | st.just(2.0),
        "rejects": st.none() | st.lists(TEXTS, max_size=2),
    },
)


@given(ANYTHING)
def test_what_one_door_takes_all_take_as_the_same_value(document: dict[str, Any]) -> None:
    answers = {}
    for name, door in DOORS.items():
        try:
            answers[name] = door(document)
        except (FilingError, ValidationError):
            answers[name] = None
    first = answers["mapping"]
    assert all(answer == first for answer in answers.values()), answers
    if first is not None:
        assert len({hash(answer) for answer in answers.values()}) == 1


UNSEEN = ["\0", "\x1b", "\x85", "\u202e", "\u2067", "\ue000", "\ufffe", "\u3164", "\u2028"]


@pytest.mark.parametrize("character", UNSEEN, ids=lambda c: f"U+{ord(c):04X}")
@pytest.mark.parametrize("field", ["comment", "ruleset"])
def test_what_no_editor_shows_is_refused_by_name_through_every_door(
    character: str, field: str
) -> None:
    for name, door in DOORS.items():
        with pytest.raises((FilingError, ValidationError)) as refused:
            door(SHEET | {field: f"a{character}b"})
        assert f"U+{ord(character):04X} " in str(refused.value), name


@pytest.mark.parametrize("name", ["mapping", "model", "arguments", "json text"])
def test_half_a_character_is_refused_by_name(name: str) -> None:
    with pytest.raises((FilingError, ValidationError), match=r"U\+D800 half of a surrogate pair"):
        DOORS[name](SHEET | {"comment": "a\ud800"})


def test_a_refused_character_of_a_text_is_told_at_its_place() -> None:
    with pytest.raises(FilingError) as refused:
        read_sheet(f"{as_yaml(SHEET)}comment: Bao bì\u202e đẹp\n")
    (fault,) = refused.value.faults
    assert (fault.code, fault.line, fault.column) == ("control-character", 8, 16)
    with pytest.raises(FilingError) as refused:
        read_sheet(f'{as_yaml(SHEET)}comment: "Bao bì\\u202e đẹp"\n')
    (fault,) = refused.value.faults
    assert (fault.code, fault.line, fault.column) == ("control-character", 8, 10)


@pytest.mark.parametrize("name", DOORS)
def test_text_comes_in_one_form_through_every_door(name: str) -> None:
    sheet = DOORS[name](
        SHEET
        | {
            "assessor": {"id": "m\u200b1", "role": "member", "name": "Tra\u0302\u0300n\tVăn\r\nB"},
            "comment": "mo\u0323\u0302t\r\nhai\tba",
        }
    )
    assert (sheet.assessor.id, sheet.assessor.name) == ("m1", "Trần Văn B")
    assert sheet.comment == "một\nhai ba"


def test_text_of_a_subclass_becomes_plain_text() -> None:
    class Markup(str):
        """As a web framework's: text that says of itself that it is safe."""

        def __html__(self) -> str:
            return self

        def __str__(self) -> str:
            return "other"

    read = read_sheet(SHEET | {"comment": Markup("<b>"), "ruleset": Markup("mini-2030")})
    assert (type(read.comment), read.comment, read.ruleset) == (str, "<b>", "mini-2030")


# Null


@pytest.mark.parametrize("name", DOORS)
def test_null_for_what_may_be_left_out_means_left_out(name: str) -> None:
    optional = ("product_code", "product_set", "assessed_on", "round", "rejects", "comment")
    read = DOORS[name](SHEET | dict.fromkeys(optional) | {"marks": {"1.1": 3, "1.2": None}})
    assert read == ScoreSheet(**SHEET)
    assert (read.round, read.rejects, read.marks) == (1, (), {"1.1": 3})


@pytest.mark.parametrize("null", ["", "~", "null"])
def test_yaml_has_three_ways_to_write_null(null: str) -> None:
    text = as_yaml(LEAST) + f"facts: {{label_languages: {null}, processing: deep}}\n"
    read = read_dossier(f"{text}documents: {null}\n", catalog=INVENTED)
    assert (read.facts, read.documents) == ({"processing": "deep"}, None)
    assert read_dossier(f"{as_yaml(LEAST)}facts: {null}\n", catalog=INVENTED).facts == {}


@pytest.mark.parametrize("field", ["format", "product", "application"])
def test_null_for_what_must_be_there_is_refused(field: str) -> None:
    with pytest.raises(FilingError):
        read_dossier(LEAST | {field: None})


# Lists of any kind


@pytest.mark.parametrize(
    "given",
    [
        collections.deque,
        lambda papers: dict(enumerate(papers)).values(),
        lambda papers: (paper for paper in papers),
        lambda papers: tuple(MappingProxyType(paper) for paper in papers),
    ],
    ids=["deque", "values", "generator", "tuple of proxies"],
)
def test_papers_of_any_iterable_are_read_and_their_kinds_checked(given: Any) -> None:
    papers = [{"kind": "certificate"}, {"kind": "contract", "number": "1"}]
    read = read_dossier(LEAST | {"documents": given(papers)}, catalog=INVENTED)
    assert read.documents == (
        FiledDocument(kind="certificate"),
        FiledDocument(kind="contract", number="1"),
    )
    with pytest.raises(FilingError) as refused:
        read_dossier(LEAST | {"documents": given([{"kind": "certifikate"}])}, catalog=INVENTED)
    (fault,) = refused.value.faults
    assert (fault.path, fault.code, fault.right) == (
        "documents/0/kind",
        "unknown-document",
        "certificate",
    )


class Array:
    """As an array of numpy."""

    shape = (2,)

    def __array__(self) -> Any:
        raise NotImplementedError

    def __iter__(self) -> Any:
        return iter(({"kind": "contract"},))

    def __bool__(self) -> bool:
        raise ValueError("the truth value of an array is ambiguous")


@pytest.mark.parametrize("value", ["contract", b"contract", {"kind": "contract"}, 3, Array()])
def test_what_is_no_list_of_papers_is_refused_in_one_sentence(value: object) -> None:
    with pytest.raises(FilingError) as refused:
        read_dossier(LEAST | {"documents": value}, catalog=INVENTED)
    assert [(fault.path, fault.code) for fault in refused.value.faults] == [
        ("documents", "not-a-list")
    ]


def test_an_array_of_facts_or_marks_is_refused_in_one_sentence() -> None:
    for asked in (
        lambda: read_dossier(LEAST | {"facts": Array()}, catalog=INVENTED),
        lambda: read_sheet(SHEET | {"marks": Array()}),
    ):
        with pytest.raises(FilingError) as refused:
            asked()
        assert [fault.code for fault in refused.value.faults] == ["not-a-mapping"]


# Bounds


def nested(depth: int) -> list[Any]:
    found: list[Any] = []
    for _ in range(depth):
        found = [found]
    return found


@pytest.mark.parametrize("field", ["marks", "comment", "rejects", "assessor", "round", "format"])
def test_a_list_two_thousand_deep_is_one_sentence(field: str) -> None:
    with pytest.raises(FilingError) as refused:
        read_sheet(SHEET | {field: nested(2000)})
    assert len(refused.value.faults) == 1
    assert len(refused.value.lines("vi")[0]) < 300


@pytest.mark.parametrize(
    "given",
    [
        lambda: "[" + "[1]," * 2_500_000 + "1]",
        ("[" + "[1]," * 2_500_000 + "1]").encode,
        lambda: "é" * 999_999 + "aa",
    ],
    ids=["text", "bytes", "letters"],
)
def test_text_above_a_megabyte_is_refused_before_it_is_read(given: Callable[[], Any]) -> None:
    with pytest.raises(FilingError) as refused:
        read_sheet(given())
    assert [fault.code for fault in refused.value.faults] == ["file-too-large"]


def test_an_iterator_without_end_is_left_off() -> None:
    with pytest.raises(FilingError) as refused:
        read_dossier(
            LEAST | {"documents": itertools.repeat({"kind": "contract"})}, catalog=INVENTED
        )
    assert [fault.code for fault in refused.value.faults] == ["wrong-length"]


@pytest.mark.parametrize(
    "entries",
    [
        lambda count: {"facts": {f"shar_of_workers_{n}": 1 for n in range(count)}},
        lambda count: {"documents": [{"kind": f"certificat-{n}"} for n in range(count)]},
        lambda count: {f"fact_{n}": 1 for n in range(count)},
    ],
    ids=["facts", "kinds", "fields"],
)
def test_of_two_thousand_wrong_names_fifty_are_told_with_the_nearest_and_the_rest_counted(
    entries: Callable[[int], Mapping[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = []

    def search(text: str, known: words.Known) -> str | None:
        searched.append(text)
        return real(text, known)

    real = words.word
    monkeypatch.setattr(words, "word", search)
    with pytest.raises(FilingError) as refused:
        read_dossier(LEAST | entries(2000), catalog=INVENTED)
    assert len(searched) == MOST_FAULTS
    assert [fault.code for fault in refused.value.faults].count("more-faults") == 1
    assert refused.value.faults[-1].found == str(2000 - MOST_FAULTS)
    assert len(refused.value.faults) == MOST_FAULTS + 1


def test_a_long_name_or_value_is_shortened() -> None:
    with pytest.raises(FilingError) as refused:
        read_sheet(SHEET | {"x" * 1_000_000: 1, "comment": 3, "round": "9" * 1_000_000})
    assert all(len(line) < 1_000 for line in refused.value.lines("en"))


# Folders


def test_the_sheets_of_a_folder_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name, assessor in (("b.yaml", "m2"), ("a.json", "m1"), ("c.yml", "m3")):
        document = SHEET | {"assessor": {"id": assessor, "role": "member"}}
        (tmp_path / name).write_text(json.dumps(document), encoding="utf-8")
    (tmp_path / ".d.yaml").write_text("hidden", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    assert [sheet.assessor.id for sheet in load_sheets(tmp_path)] == ["m1", "m2", "m3"]
    assert load_sheets(tmp_path)[1].place(("marks", "1.1")) is not None


def test_the_faults_of_all_sheets_of_a_folder_are_said_at_once(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(as_yaml(SHEET | {"round": 0, "x": 1}), encoding="utf-8")
    (tmp_path / "c.yaml").write_text(as_yaml(SHEET), encoding="utf-8")
    with pytest.raises(FilingError) as refused:
        load_sheets(str(tmp_path))
    assert [(Path(str(f.file)).name, f.code) for f in refused.value.faults] == [
        ("a.yaml", "out-of-range"),
        ("a.yaml", "unknown-field"),
        ("b.yaml", "out-of-range"),
        ("b.yaml", "unknown-field"),
    ]


def test_a_folder_that_is_not_there_is_an_error_and_never_no_sheets(tmp_path: Path) -> None:
    assert load_sheets(tmp_path) == ()
    for folder in (tmp_path / "missing", tmp_path / "file"):
        (tmp_path / "file").write_text("", encoding="utf-8")
        with pytest.raises(FilingError) as refused:
            load_sheets(folder)
        assert [fault.code for fault in refused.value.faults] == ["unreadable-folder"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_that_nobody_writes_to_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "sheet.yaml"
    os.mkfifo(path)
    with pytest.raises(FilingError, match="unreadable-file"):
        load_sheet(path)


# Numbers


@pytest.mark.parametrize("written", ["3", "3.0", "3e0", "30e-1"])
def test_a_number_is_the_same_in_yaml_json_and_a_mapping(written: str) -> None:
    marks = f'{{"1.1": {written}}}'
    document = json.dumps(SHEET | {"marks": "HERE"}).replace('"HERE"', marks)
    for read in (
        read_sheet(document),
        ScoreSheet.model_validate_json(document),
        read_sheet(json.loads(document)),
        read_sheet(as_yaml(SHEET).replace("3\n", f"{written}\n")),
    ):
        assert read.marks == {"1.1": 3}


@pytest.mark.parametrize("share", ["1e-05", "0.00001", "5.2e-05", "0.123456789012345678"])
def test_a_share_is_exact_however_it_is_written(share: str) -> None:
    document = json.dumps(LEAST | {"facts": "HERE"})
    text = document.replace('"HERE"', f'{{"share_of_local_workers": {share}}}')
    expected = {"share_of_local_workers": Decimal(share)}
    assert read_dossier(text, catalog=INVENTED).facts == expected
    assert read_dossier(json.loads(text, parse_float=str), catalog=INVENTED).facts == expected


def test_json_text_says_the_types_of_its_values() -> None:
    text = json.dumps(LEAST | {"product": LEAST["product"] | {"name": 7}})
    with pytest.raises(FilingError) as refused:
        read_dossier(text)
    (fault,) = refused.value.faults
    assert (fault.code, fault.path, fault.line) == ("not-text", "product/name", 1)


# The vocabulary is asked for


def test_the_bare_model_checks_the_form_of_facts_alone() -> None:
    bare = Dossier(**LEAST, facts={"no_such_fact": 1, "all_imported": "yes"})
    assert bare.facts == {"no_such_fact": 1, "all_imported": "yes"}


def test_a_catalogue_in_the_context_is_asked_by_the_model_too() -> None:
    wrong = LEAST | {"facts": {"label_language": 2, "processing": "deep"}}
    with pytest.raises(ValidationError) as refused:
        Dossier.model_validate(wrong, context={"catalog": INVENTED})
    (error,) = refused.value.errors()
    assert (error["loc"], error["type"]) == (("facts", "label_language"), "unknown-fact")
    assert error["ctx"] == {"found": "label_language", "right": "label_languages"}
    assert Dossier.model_validate(LEAST, context={"catalog": INVENTED}) == Dossier(**LEAST)
    assert Dossier.model_validate(wrong, context={"else": 1}).facts["label_language"] == 2


def test_a_ready_dossier_is_held_against_the_vocabulary_at_the_door() -> None:
    bare = Dossier(**LEAST, facts={"no_such_fact": 1})
    with pytest.raises(FilingError, match="unknown-fact"):
        read_dossier(bare, catalog=INVENTED)


def test_facts_are_brought_into_their_units_once() -> None:
    facts = {"all_imported": "no", "label_languages": "2.0", "processing": "deep"}
    read = read_dossier(LEAST | {"facts": facts}, catalog=INVENTED)
    vocabulary = INVENTED.vocabulary()
    known = read.checked_facts(vocabulary)
    assert known == {"all_imported": False, "label_languages": 2, "processing": "deep"}
    assert read.checked_facts(vocabulary) is known
    assert read == Dossier(**LEAST, facts=facts)


def test_files_tell_the_place_of_a_fact_that_a_ready_dossier_lacks(tmp_path: Path) -> None:
    path = tmp_path / "dossier.yaml"
    path.write_text(as_yaml(LEAST | {"facts": {"label_languages": 2}}), encoding="utf-8")
    place = load_dossier(path, catalog=INVENTED).place(("facts", "label_languages"))
    assert place is not None
    assert (place.file, place.column) == (str(path), 20)
