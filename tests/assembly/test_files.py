"""The shape of each YAML file of a ruleset."""

from __future__ import annotations

import pytest
from pydantic import BaseModel
from support.folders import GOOD

from ocop_scoring import RulesetError
from ocop_scoring.assembly import decision_files, files
from ocop_scoring.assembly.types import checked
from ocop_scoring.sources.read import read, read_text

KINDS = {path.stem: path for path in GOOD.rglob("*.yaml")} | {
    "criteria": GOOD / "mini-2030" / "criteria" / "all.yaml",
    "product-set": GOOD / "mini-2030" / "product-sets" / "01-dried.yaml",
    "english": GOOD / "mini-2030" / "en" / "all.yaml",
    "policy": GOOD / "policies" / "mean-of-totals.yaml",
    "crosswalk": GOOD.parent / "crosswalks" / "mini-2030--mini-2031.yaml",
}


def said(text: str, kind: str) -> list[str]:
    with pytest.raises(RulesetError) as refused:
        checked(
            read_text(text, "x.yaml", RulesetError), decision_files.FILE_MODELS[kind], RulesetError
        )
    return refused.value.lines("en")


@pytest.mark.parametrize(
    "kind", [kind for kind in decision_files.FILE_MODELS if kind not in ("changes", "amendment")]
)  # test_amend.py has these
def test_every_kind_of_file_of_the_good_ruleset_has_its_shape(kind: str) -> None:
    model = decision_files.FILE_MODELS[kind]
    assert isinstance(checked(read(KINDS[kind], RulesetError), model, RulesetError), model)


@pytest.mark.parametrize("kind", decision_files.FILE_MODELS)
def test_every_kind_of_file_has_a_json_schema_for_editors(kind: str) -> None:
    schema = decision_files.FILE_MODELS[kind].model_json_schema()
    assert schema["type"] in ("object", "array")


@pytest.mark.parametrize("model", decision_files.FILE_MODELS.values())
def test_a_file_that_is_one_word_is_refused_where_it_begins(model: type[BaseModel]) -> None:
    with pytest.raises(RulesetError) as refused:
        checked(read_text("word", "x.yaml", RulesetError), model, RulesetError)
    (fault,) = refused.value.faults
    assert fault.code in ("not-a-mapping", "not-a-list")
    assert str(fault.place) == "x.yaml:1:1"


@pytest.mark.parametrize(
    ("text", "kind", "nearest"),
    [
        ("a: {vi: x, en: e, title: z}", "groups", "vi, en"),
        ("a: {vi: x, en: e, unti: share, unit: share}", "facts", "unit"),
        (
            "a: {question: q, taken: t, basis: b, article: x, other_reading: [], en: {question: q, taken: t}}",
            "readings",
            "other_readings",
        ),
        (
            "a: {question: q, taken: t, basis: b, article: x, en: {question: q, taken: t, bases: b}}",
            "readings",
            "question, taken",
        ),
        (
            "sectors: {f: {vi: x, en: e, groups: {g: {vi: x, en: e, subgroups: {s: {vi: x, en: e, product_set: 1, exampel: []}}}}}}",
            "classification",
            "examples",
        ),
        (
            "[{at: x, field: points, printed: a, read_as: b, why: c, en: d, confidence: high, becuase: e}]",
            "errata",
            "at, field, printed, read_as, why, en, confidence",
        ),
        ("a: {vi: x, en: e, levels: {l: {points: 1, vi: x, minium: 3}}}", "criteria", "minimum"),
    ],
)
def test_an_unknown_field_is_told_what_its_own_mapping_may_have(
    text: str, kind: str, nearest: str
) -> None:
    (line,) = said(text, kind)
    assert "unknown-field" in line
    assert line.endswith((f"perhaps {nearest} is meant.", f"the keys here are {nearest}."))


def test_two_faults_of_one_file_are_said_at_once_each_at_its_place() -> None:
    text = "a: {vi: x}\nb:\n  vi: 2026-01-01\n  en: e\n"
    assert said(text, "groups") == [
        "x.yaml:1:4 missing-field: a/en is missing; add it.",
        'x.yaml:3:7 quote-this: “2026-01-01” without quotes is not read as text by every program; write "2026-01-01".',
    ]


@pytest.mark.parametrize("points", ["0", "1", "100", "999999999"])
def test_points_are_whole_numbers(points: str) -> None:
    source = read_text(f"a: {{vi: x, en: e, yes_no: {{points: {points}}}}}", "x.yaml", RulesetError)
    shape = checked(source, files.CriteriaFile, RulesetError).root["a"]
    assert shape.yes_no is not None
    assert shape.yes_no.points == int(points)


@pytest.mark.parametrize(
    "points",
    [
        "2.5",
        "2.0",
        "-1",
        "+1",
        "1e1",
        "1_0",
        "01",
        "half",
        "1000000000",
        "yes",
        "",
        "[1]",
        "{a: b}",
    ],
)
def test_a_fraction_or_anything_else_is_no_points(points: str) -> None:
    (line,) = said(f"a: {{vi: x, en: e, yes_no: {{points: {points}}}}}", "criteria")
    assert "not-a-whole-number" in line


def test_an_address_of_an_erratum_may_stand_alone_or_in_a_list() -> None:
    entry = "field: points, printed: a, read_as: b, why: c, en: d, confidence: high"
    source = read_text(
        f"[{{at: 1/2, {entry}}}, {{at: [1/2, 1/3], {entry}}}]", "x.yaml", RulesetError
    )
    assert [erratum.at for erratum in checked(source, files.ErrataFile, RulesetError).root] == [
        ["1/2"],
        ["1/2", "1/3"],
    ]


def test_shapes_are_frozen() -> None:
    title = files.Title(vi="x", en="y")
    with pytest.raises(ValueError, match="frozen"):
        title.vi = "z"
