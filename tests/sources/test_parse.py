"""The strict parser: what it refuses, where, in which words; and that nothing else ever comes out of
it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from support.amounts import examples
from support.folders import GOOD, INVENTED

from ocop_scoring import FilingError, OcopError, load_dossier, load_sheet
from ocop_scoring.sources.parse import LIMIT_DEPTH
from ocop_scoring.sources.places import PlacedList, PlacedMapping, Plain
from ocop_scoring.sources.read import read, read_text

LINE_BREAK = re.compile(r"\r\n|\r|\n")


@pytest.fixture(params=[True, False], ids=["libyaml", "pure-python"])
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs a test with libyaml and with PyYAML's own parser."""
    monkeypatch.setattr(yaml, "__with_libyaml__", request.param and yaml.__with_libyaml__)


def said(text: str, file: str = "x.yaml") -> list[str]:
    """What is refused in a text, one line a fault."""
    with pytest.raises(FilingError) as refused:
        read_text(text, file, FilingError, json=file.endswith(".json"))
    return refused.value.lines("en")


def root(text: str, file: str = "x.yaml") -> object:
    return read_text(text, file, FilingError, json=file.endswith(".json")).root


SYNTAX = (
    "syntax: the file is not well-formed YAML here; check commas, brackets, quotes and indentation."
)
JSON_SYNTAX = (
    "syntax: the file is not well-formed JSON here; check commas, brackets, quotes and indentation."
)
TWICE = "duplicate-key: the key “a” stands here a second time, first in line"
TAB = "tab: a tab stands here; indent and separate with spaces."
SECOND = "several-documents: a second document begins here; one file holds one."
KEY = "key-not-text: a key here is a list or a mapping; keys are text."
DEEP = f"too-deep: the file nests deeper than {LIMIT_DEPTH} levels; dossiers, sheets and rulesets never do."

BAD_YAML = {
    "a duplicate key": ("a: 1\nb: 2\na: 3\n", [f"x.yaml:3:1 {TWICE} 1; keep one."]),
    "a duplicate key in braces": ("{a: 1, a: 2}", [f"x.yaml:1:8 {TWICE} 1; keep one."]),
    "a duplicate key in other quotes": ("'a': 1\n\"a\": 2", [f"x.yaml:2:1 {TWICE} 1; keep one."]),
    "a key three times": (
        "a: 1\na: 2\na: 3\n",
        [
            f"x.yaml:2:1 {TWICE} 1; keep one.",
            f"x.yaml:3:1 {TWICE} 2; keep one.",
        ],
    ),
    "an anchor": (
        "a: &x 1",
        ["x.yaml:1:4 anchor: the anchor &x is not allowed; write each value where it belongs."],
    ),
    "an anchor on a list": (
        "a: &x [1]",
        ["x.yaml:1:4 anchor: the anchor &x is not allowed; write each value where it belongs."],
    ),
    "an alias": (
        "a: &x 1\nb: *x\n",
        [
            "x.yaml:1:4 anchor: the anchor &x is not allowed; write each value where it belongs.",
            "x.yaml:2:4 alias: the alias *x stands for another place; write the value itself.",
        ],
    ),
    "an alias as a key": (
        "*x : 1",
        ["x.yaml:1:1 alias: the alias *x stands for another place; write the value itself."],
    ),
    "a bomb": (
        "a: &a [x, x]\nb: &b [*a, *a]\n",
        [
            "x.yaml:1:4 anchor: the anchor &a is not allowed; write each value where it belongs.",
            "x.yaml:2:4 anchor: the anchor &b is not allowed; write each value where it belongs.",
            "x.yaml:2:8 alias: the alias *a stands for another place; write the value itself.",
            "x.yaml:2:12 alias: the alias *a stands for another place; write the value itself.",
        ],
    ),
    "a tag": ("a: !mine 1", ["x.yaml:1:4 tag: the tag !mine is not allowed; leave it out."]),
    "a tag of Python": (
        "a: !!python/object/apply:os.system [ls]",
        [
            "x.yaml:1:4 tag: the tag tag:yaml.org,2002:python/object/apply:os.system is not allowed; leave it out."
        ],
    ),
    "a tag on a mapping": (
        "!mine\na: 1",
        ["x.yaml:1:1 tag: the tag !mine is not allowed; leave it out."],
    ),
    "a directive of YAML": (
        "%YAML 1.1\n---\na: no\n",
        ["x.yaml:1:1 tag: the tag %YAML is not allowed; leave it out."],
    ),
    "a directive for tags": (
        "%TAG ! tag:x,2000:\n---\na: 1\n",
        ["x.yaml:1:1 tag: the tag %TAG is not allowed; leave it out."],
    ),
    "a merge key": (
        "a: 1\n<<: {b: 2}\n",
        ["x.yaml:2:1 merge-key: the merge key << is not allowed; write the entries themselves."],
    ),
    "a tab for indentation": ("a:\n\tb: 1\n", [f"x.yaml:2:1 {TAB}"]),
    "a tab between key and value": ("a: 1\nb:\t2\n", [f"x.yaml:2:3 {TAB}"]),
    "a tab in text": ("a: 'one\ttwo'", [f"x.yaml:1:8 {TAB}"]),
    "a tab after lines ended as on old Macs": ("a: 1\rb: 2\r\tc: 3", [f"x.yaml:3:1 {TAB}"]),
    "text that is not composed": (
        "a: 1\nb: To\u0302m kho\u0302\n",
        [
            "x.yaml:2:6 not-nfc: the text “To\u0302m” is not in Unicode's composed form (NFC); save it with composed accents."
        ],
    ),
    "text made decomposed by escapes": (
        'a: "To\\u0302m"',
        [
            "x.yaml:1:4 not-nfc: the text “To\u0302m” is not in Unicode's composed form (NFC); save it with composed accents."
        ],
    ),
    "a NUL": (
        "a: 1\nb: \0\n",
        ["x.yaml:2:4 control-character: the character U+0000 null shows in no editor; remove it."],
    ),
    "a bell": (
        "a: \x07",
        ["x.yaml:1:4 control-character: the character U+0007 bell shows in no editor; remove it."],
    ),
    "a form feed": (
        "a: \x0c1",
        [
            "x.yaml:1:4 control-character: the character U+000C form feed shows in no editor; remove it."
        ],
    ),
    "a line separator": (
        "a: x\u2028y",
        [
            "x.yaml:1:5 control-character: the character U+2028 line separator shows in no editor; remove it."
        ],
    ),
    "a next-line": (
        "a: x\x85y",
        [
            "x.yaml:1:5 control-character: the character U+0085 control character shows in no editor; remove it."
        ],
    ),
    "a byte-order mark inside": (
        "a: \ufeffx",
        [
            "x.yaml:1:4 control-character: the character U+FEFF zero width no-break space shows in no editor; remove it."
        ],
    ),
    "a lone surrogate": (
        "a: \ud800",
        [
            "x.yaml:1:4 control-character: the character U+D800 half of a surrogate pair shows in no editor; remove it."
        ],
    ),
    "a bell made by an escape": (
        'a: "x\\a"',
        ["x.yaml:1:4 control-character: the character U+0007 bell shows in no editor; remove it."],
    ),
    "a tab and a control character": (
        "a:\t\x01",
        [
            f"x.yaml:1:3 {TAB}",
            "x.yaml:1:4 control-character: the character U+0001 control character shows in no editor; remove it.",
        ],
    ),
    "several documents": ("a: 1\n---\nb: 2\n", [f"x.yaml:2:1 {SECOND}"]),
    "a document after its end": ("a: 1\n...\n--- b\n", [f"x.yaml:3:1 {SECOND}"]),
    "deep lists": ("[" * 30 + "]" * 30, [f"x.yaml:1:25 {DEEP}"]),
    "deep mappings": ("{a: " * 30 + "}" * 30, [f"x.yaml:1:97 {DEEP}"]),
    "deep lists in lines": ("- " * 30 + "x", [f"x.yaml:1:49 {DEEP}"]),
    "ten thousand brackets": ("[" * 10_000, [f"x.yaml:1:25 {DEEP}"]),
    "a key that is a list": ("[a, b]: 1", [f"x.yaml:1:1 {KEY}"]),
    "a key that is a mapping": ("? {a: b}\n: 1\n", [f"x.yaml:1:3 {KEY}"]),
    "two keys that are lists": (
        "? [a]\n: {b: c}\n? [d]\n: x\ne: f\n",
        [f"x.yaml:1:3 {KEY}", f"x.yaml:3:3 {KEY}"],
    ),
    "faults of every kind at once": (
        "a: !t 1\na: &x 2\n<<: *x\n",
        [
            "x.yaml:1:4 tag: the tag !t is not allowed; leave it out.",
            f"x.yaml:2:1 {TWICE} 1; keep one.",
            "x.yaml:2:4 anchor: the anchor &x is not allowed; write each value where it belongs.",
            "x.yaml:3:1 merge-key: the merge key << is not allowed; write the entries themselves.",
            "x.yaml:3:5 alias: the alias *x stands for another place; write the value itself.",
        ],
    ),
}

# Where exactly the two parsers see a fault of syntax differs; that they see one doesn't, nor what
# mends it.
BAD_SYNTAX = {
    "an open bracket": (
        "a: [1, 2",
        "1:4",
        "perhaps the closing ] of the bracket in line 1 is missing.",
    ),
    "an open brace": (
        "a: {b: 1\nc: 2\n",
        "1:4",
        "perhaps the closing } of the bracket in line 1 is missing.",
    ),
    "an open quote": (
        'a: "x\n',
        "1:6",
        'perhaps the closing quote of line 1 is missing; write: a: "x"',
    ),
    "indentation that fits nowhere": (
        "a:\n    b: 1\n  c: 2\n",
        "3:3",
        "perhaps line 3 is indented wrongly; indent it by 4 blanks.",
    ),
    "two values on one line": (
        "a: b: c",
        "1:4",
        'the value in line 1 needs quotes; write: a: "b: c"',
    ),
    "a closing bracket alone": ("]", "1:1", "perhaps the ] in line 1 is one too many; remove it."),
    "an at-sign": ("a: @b", "1:4", 'the value in line 1 needs quotes; write: a: "@b"'),
    "a backtick": ("a: `b`", "1:4", 'the value in line 1 needs quotes; write: a: "`b`"'),
    "an unknown escape": (
        r'a: "\q"',
        "1:4",
        r"""the value in line 1 needs quotes; write: a: '"\q"'""",
    ),
    "text after a quoted text": (
        'a: "b" c',
        "1:4",
        """the value in line 1 needs quotes; write: a: '"b" c'""",
    ),
    "a list in a mapping": (
        "a: 1\n- b\n",
        "2:1",
        "perhaps line 2 is indented wrongly; indent it by 2 blanks.",
    ),
    "a version of YAML that never was": ("%YAML 9.9\n---\na: 1\n", "1:1", ""),
    "a colon next to a bracket": (
        "{a:[b]}",
        "1:3",
        "perhaps the blank after the colon of line 1 is missing; write: {a: [b]}",
    ),
    "a character beyond Unicode": (
        r'a: "\UFFFFFFFF"',
        "1:4",
        r"""the value in line 1 needs quotes; write: a: '"\UFFFFFFFF"'""",
    ),
}

GOOD_TEXTS = {
    "nothing": ("", Plain("")),
    "a comment": ("# nothing here\n", Plain("")),
    "a word": ("tôm", "tôm"),
    "a mapping": (
        "a: 1\nb: [x, 'y', \"z\"]\nc: {d: e}\n",
        {"a": "1", "b": ["x", "y", "z"], "c": {"d": "e"}},
    ),
    "numbers are text": (
        "a: 1.10\nb: 007x\nc: 1_000\nd: 0.82\ne: -3\nf: 1e3",
        {"a": "1.10", "b": "007x", "c": "1_000", "d": "0.82", "e": "-3", "f": "1e3"},
    ),
    "a document with its marks": ("--- \na: b\n...\n", {"a": "b"}),
    "text over several lines": (
        "a: one\n  two\nb: |\n  three\n  four\n",
        {"a": "one two", "b": "three\nfour\n"},
    ),
    "escapes": (r'a: "\x41\u00e9\U0001f990\n\/"', {"a": "Aé🦐\n/"}),
    "question marks and colons in braces": (
        "{a: Sao? Ai?, b: x:y, c?: d}",
        {"a": "Sao? Ai?", "b": "x:y", "c?": "d"},
    ),
    "keys that look like anything": (
        "no: 1\n1.1: 2\nnull: 3\n2026-01-01: 4\n",
        {"no": "1", "1.1": "2", "null": "3", "2026-01-01": "4"},
    ),
    "a quoted merge key is a key": ('"<<": 1\n', {"<<": "1"}),
    "all that Vietnamese needs": (
        "ĐẶNG: Nguyễn Thị Ượm – “₫” … 🦐\n",
        {"ĐẶNG": "Nguyễn Thị Ượm – “₫” … 🦐"},
    ),
    "Windows lines": ("a: 1\r\nb: 2\r\n", {"a": "1", "b": "2"}),
    "as deep as is allowed": ("[" * LIMIT_DEPTH + "]" * LIMIT_DEPTH, None),
    "a long key": (f"{'k' * 1000}: 1", {"k" * 1000: "1"}),
}

BAD_JSON = {
    "a duplicate key": ('{"a": 1,\n "a": 2}', [f"x.json:2:2 {TWICE} 1; keep one."]),
    "a duplicate key by an escape": (
        r'{"a": 1, "\u0061": 2}',
        [f"x.json:1:10 {TWICE} 1; keep one."],
    ),
    "a comma too many": (
        '{"a": 1,\n}',
        ["x.json:1:8 syntax: perhaps the comma in line 1 is one too many; remove it."],
    ),
    "single quotes": ("{'a': 1}", [f"x.json:1:2 {JSON_SYNTAX}"]),
    "nothing": ("", [f"x.json:1:1 {JSON_SYNTAX}"]),
    "YAML": ("a: 1", [f"x.json:1:1 {JSON_SYNTAX}"]),
    "two documents": ("{}\n{}", [f"x.json:2:1 {JSON_SYNTAX}"]),
    "a tab inside text": ('{"a": "b\tc"}', [f"x.json:1:9 {JSON_SYNTAX}"]),
    "numbers that aren't": (
        '{"a": NaN,\n "b": [-Infinity]}',
        [
            f"x.json:1:7 {JSON_SYNTAX}",
            f"x.json:2:8 {JSON_SYNTAX}",
        ],
    ),
    "text that is not composed": (
        '{"a": "To\u0302m"}',
        [
            "x.json:1:10 not-nfc: the text “To\u0302m” is not in Unicode's composed form (NFC); save it with composed accents."
        ],
    ),
    "text made decomposed by escapes": (
        r'{"a": "To\u0302m"}',
        [
            "x.json:1:7 not-nfc: the text “To\u0302m” is not in Unicode's composed form (NFC); save it with composed accents."
        ],
    ),
    "a NUL by an escape": (
        r'{"a": "\u0000"}',
        ["x.json:1:7 control-character: the character U+0000 null shows in no editor; remove it."],
    ),
    "deep lists": ("[" * 30 + "]" * 30, [f"x.json:1:25 {DEEP}"]),
    "a hundred thousand brackets": ("[" * 100_000 + "]" * 100_000, [f"x.json:1:1 {DEEP}"]),
}

GOOD_JSON = {
    "null, true and false": (
        '{"a": null, "b": true, "c": false}',
        {"a": None, "b": True, "c": False},
    ),
    "numbers are exact": (
        '{"a": 0.10, "b": 1e-05, "c": 12, "d": 0.12345678901234567890}',
        {
            "a": Decimal("0.10"),
            "b": Decimal("0.00001"),
            "c": 12,
            "d": Decimal("0.12345678901234567890"),
        },
    ),
    "a number of any length": (f'{{"a": {"9" * 5000}}}', {"a": Decimal("9" * 5000)}),
    "tabs between": ('{\n\t"a":\t1\n}', {"a": 1}),
    "no spaces": ('{"a":1,"b":[1,2],"c":{"d":"e"}}', {"a": 1, "b": [1, 2], "c": {"d": "e"}}),
    "surrogate pairs": (r'{"a": "\ud83e\udd90 \\ud83e\\udd90"}', {"a": r"🦐 \ud83e\udd90"}),
    "escapes": (r'{"a": "\"\\\/\n\r\t\u0110"}', {"a": '"\\/\n\r\tĐ'}),
    "words in quotes are text": (
        '{"a": "null", "b": "no", "c": "2026-01-01"}',
        {"a": "null", "b": "no", "c": "2026-01-01"},
    ),
    "a word": ('"tôm"', "tôm"),
}


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize("name", BAD_YAML)
def test_yaml_is_refused_with_place_and_reason(name: str) -> None:
    text, lines = BAD_YAML[name]
    assert said(text) == lines


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize("name", BAD_JSON)
def test_json_is_refused_with_place_and_reason(name: str) -> None:
    text, lines = BAD_JSON[name]
    assert said(text, "x.json") == lines


@pytest.mark.parametrize("name", BAD_SYNTAX)
def test_yaml_that_is_not_well_formed_is_refused_at_its_place(name: str) -> None:
    text, place, mend = BAD_SYNTAX[name]
    if not yaml.__with_libyaml__:
        pytest.skip("the places are libyaml's")
    assert said(text) == [f"x.yaml:{place} syntax: {mend}" if mend else f"x.yaml:{place} {SYNTAX}"]


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize("name", BAD_SYNTAX)
def test_yaml_that_is_not_well_formed_is_refused_by_either_parser(name: str) -> None:
    text, _, mend = BAD_SYNTAX[name]
    (line,) = said(text)
    assert line.endswith(mend or SYNTAX)


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize("name", GOOD_TEXTS)
def test_yaml_is_read_as_text_by_either_parser(name: str) -> None:
    text, expected = GOOD_TEXTS[name]
    assert root(text) == expected or expected is None


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize("name", GOOD_JSON)
def test_json_is_read_as_its_own_values_by_either_parser(name: str) -> None:
    text, expected = GOOD_JSON[name]
    assert root(text, "x.json") == expected


@pytest.mark.usefixtures("_parser")
def test_a_lone_surrogate_by_an_escape_is_refused_by_either_parser() -> None:
    assert said(r'a: "\ud800"')
    assert said(r'{"a": "\ud800"}', "x.json")


def _spots(node: object) -> object:
    if isinstance(node, PlacedMapping):
        return (node.at, node.spots, {key: _spots(value) for key, value in node.items()})
    if isinstance(node, PlacedList):
        return (node.at, node.spots, [_spots(value) for value in node])
    return node


@pytest.mark.parametrize("path", sorted(GOOD.rglob("*.yaml")), ids=lambda path: path.name)
def test_a_ruleset_file_reads_the_same_with_and_without_libyaml(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = read(path, FilingError).root
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert _spots(read(path, FilingError).root) == _spots(fast)


YAML_1_1 = [
    *(
        "yes",
        "Yes",
        "YES",
        "no",
        "No",
        "NO",
        "on",
        "On",
        "ON",
        "off",
        "Off",
        "OFF",
        "y",
        "Y",
        "n",
        "N",
        "true",
        "True",
        "TRUE",
        "false",
        "False",
    ),
    *(
        "FALSE",
        "null",
        "Null",
        "NULL",
        "~",
        "012",
        "0o7",
        "0x1F",
        "0b10",
        "-017",
        "+017",
        "0_7",
        "1:30",
        "190:20:30",
        "-1:30.5",
        "2026-09-15",
    ),
    *("2026-9-5", "2026-09-15T10:00:00Z", ".inf", "-.INF", "+.Inf", ".nan", ".NaN"),
]


@pytest.mark.parametrize("word", YAML_1_1)
def test_a_word_that_yaml_1_1_would_not_read_as_text_is_kept_apart_unless_quoted(word: str) -> None:
    assert root(f"a: {word}\nb: '{word}'\nc: [{word}]\n") == {
        "a": Plain(word),
        "b": word,
        "c": [Plain(word)],
    }


@pytest.mark.parametrize(
    "word", [word for word in YAML_1_1 if word not in ("y", "Y", "n", "N", "0o7", "2026-9-5")]
)
def test_every_word_kept_apart_is_one_that_pyyaml_turns_into_something_else(word: str) -> None:
    assert not isinstance(yaml.safe_load(f"[{word}]")[0], str)


@pytest.mark.parametrize(
    "word",
    ["yess", "1", "10", "0", "0.5", "1.10", "-3", "26-2026", "tôm", "2026", "12/2025", "1:x"],
)
def test_other_words_are_text(word: str) -> None:
    assert root(f"a: {word}") == {"a": word}


def test_a_missing_value_is_kept_apart() -> None:
    assert root("a:\nb: ''\n") == {"a": Plain(""), "b": ""}


def test_in_a_long_line_the_place_where_it_stops_being_composed_is_found() -> None:
    (line,) = said("á" * 900_000 + "a\u0301")
    assert line.startswith("x.yaml:1:900002 not-nfc")


# Whatever comes in


DOSSIER = """\
format: ocop-dossier/1
product: {name: Tôm khô mẫu, product_set: 1, commune: Phan Ngọc Hiển, province: Cà Mau, code: 96-32244-001-2030}
producer:
  name: HTX Ví Dụ
  kind: cooperative
  representative: {name: Nguyễn Thị A, woman: true}
application:
  kind: upgrade
  submitted_on: 2030-09-15
  previous: {star: 3, certified_on: 2027-10-01, expires_on: 2030-10-01}
facts:
  share_of_local_workers: 0.64
  label_languages: 2
  processing: deep
  all_imported: no
documents:
  - {kind: certificate, number: 12/2030, issued_on: 2030-03-01, expires_on: 2033-03-01, issued_to: HTX Ví Dụ}
"""
SHEET = """\
format: ocop-sheet/1
ruleset: mini-2030
assessor: {id: m1, name: Trần Văn B, role: member}
assessed_on: 2030-10-02
marks: {"1.1": 3, "1.2": over-half, "5": [tea, guides]}
rejects: []
"""
MARKS = [
    *"abn01 :-,.#&*!|>%@`'\"?[]{}()<~=\\/_\n\n\n",
    *(
        "\r",
        "\t",
        "\0",
        "é",
        "\u0301",
        "Đ",
        "🦐",
        "\u2028",
        "\ud800",
        "\\u",
        "---",
        "...",
        "<<",
        ": ",
        "- ",
        "? ",
    ),
]
SOUP = st.lists(st.sampled_from(MARKS), max_size=60).map("".join)
MANY = settings(
    max_examples=examples(250),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """A text with a few pieces taken out, doubled, replaced or put in."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + draw(st.sampled_from([0, 1, 3, 20])))))
        piece = draw(st.sampled_from(["", text[start:end] * 2]) | SOUP.map(lambda soup: soup[:8]))
        text = text[:start] + piece + text[end:]
    return text


def check_places(error: OcopError, text: str) -> None:
    """Every place of an error lies inside the file."""
    lines = LINE_BREAK.split(text)
    for fault in error.faults:
        assert fault.place is not None
        assert 1 <= fault.place.line <= len(lines), fault
        assert 1 <= fault.place.column <= len(lines[fault.place.line - 1]) + 1, fault
    assert all(error.lines("vi"))


@pytest.fixture(params=["x.yaml", "x.json"])
def file(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@MANY
@given(st.text(max_size=80) | SOUP)
@pytest.mark.usefixtures("_parser")
def test_any_text_is_read_or_refused_inside_the_file(file: str, text: str) -> None:
    try:
        read_text(text, file, FilingError, json=file.endswith(".json"))
    except OcopError as error:
        check_places(error, text)


@MANY
@given(st.binary(max_size=80) | SOUP.map(lambda soup: soup.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_or_refused_inside_the_file(
    tmp_path: Path, file: str, content: bytes
) -> None:
    path = tmp_path / file
    path.write_bytes(content)
    try:
        load_dossier(path, catalog=INVENTED)
    except OcopError as error:
        check_places(error, content.decode("utf-8-sig", "replace"))


@MANY
@given(mutated(DOSSIER))
def test_a_damaged_dossier_is_read_or_refused_inside_the_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "dossier.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        load_dossier(path, catalog=INVENTED)
    except OcopError as error:
        check_places(error, path.read_bytes().decode("utf-8-sig", "replace"))


@MANY
@given(mutated(SHEET))
def test_a_damaged_sheet_is_read_or_refused_inside_the_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sheet.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        load_sheet(path)
    except OcopError as error:
        check_places(error, path.read_bytes().decode("utf-8-sig", "replace"))


@MANY
@given(mutated(SHEET) | SOUP)
def test_a_damaged_sheet_is_read_alike_by_both_parsers_or_by_neither(text: str) -> None:
    assume(
        not re.search(r"[|>][-+0-9]*#", text)
    )  # libyaml alone lets a comment touch the mark of a block of text
    with pytest.MonkeyPatch.context() as patch:
        outcomes = []
        for fast in (yaml.__with_libyaml__, False):
            patch.setattr(yaml, "__with_libyaml__", fast)
            try:
                outcomes.append(read_text(text, "x.yaml", FilingError).root)
            except OcopError:
                outcomes.append("refused")
    assert outcomes[0] == outcomes[1]
