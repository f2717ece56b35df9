"""How the library says no: one sentence a fault, with place and code, in both languages and as
JSON.
"""

from __future__ import annotations

import json
import pickle

import pytest

from ocop_scoring import CatalogError, Fault, FilingError, OcopError, Place, RulesetError
from ocop_scoring.errors import MOST_FAULTS, Faults

FAULT = Fault(
    "unknown-points",
    Place("sheet.yaml", 14, 12),
    "marks/1.5",
    "4",
    "0, 1, 2 or 3",
    {"criterion": "1.5"},
)


def test_a_place_is_file_line_and_column() -> None:
    assert str(FAULT.place) == "sheet.yaml:14:12"


def test_a_fault_is_one_line_of_place_code_and_sentence() -> None:
    assert (
        FAULT.said("en")
        == "sheet.yaml:14:12 unknown-points: criterion 1.5 has no level with 4 points; its levels have 0, 1, 2 or 3."
    )
    assert (
        FAULT.said("vi")
        == "sheet.yaml:14:12 unknown-points: tiêu chí 1.5 không có mức 4 điểm; các mức có 0, 1, 2 or 3."
    )


def test_without_a_file_the_path_inside_the_document_stands_first() -> None:
    assert (
        FAULT._replace(place=None).said("en").startswith("marks/1.5 unknown-points: criterion 1.5")
    )
    assert (
        FAULT._replace(place=None, path="").said("en").startswith("unknown-points: criterion 1.5")
    )


def test_a_fault_as_json_has_the_keys_of_the_contract_in_their_order() -> None:
    entry = FAULT.as_json()
    where = ["file", "line", "column", "cell"]
    assert list(entry) == ["code", *where, "path", "found", "right", "vi", "en"]
    assert [entry[name] for name in where] == ["sheet.yaml", 14, 12, None]


def test_a_fault_in_a_spreadsheet_names_its_cell() -> None:
    fault = FAULT._replace(place=Place("m1.xlsx", 12, 4, "Phiếu!D12"))
    assert fault.said("en").startswith("m1.xlsx:Phiếu!D12 unknown-points: ")
    assert (fault.line, fault.column, fault.cell) == (12, 4, "Phiếu!D12")
    assert fault.as_json()["cell"] == "Phiếu!D12"
    assert Fault.of_args(fault.as_args()) == fault
    assert FAULT._replace(place=None).as_json()["file"] is None


def test_where_nothing_near_is_known_a_fault_says_where_to_look() -> None:
    fault = Fault("unknown-fact", None, "facts/zzz", "zzz", "")
    assert (
        fault.sentence("en")
        == "the fact “zzz” is in no vocabulary; `ocop sheet new N --dossier` prints the facts."
    )
    assert (
        fault._replace(right="share").sentence("en")
        == "the fact “zzz” is in no vocabulary; perhaps share is meant."
    )


def test_what_was_found_is_never_read_as_a_template() -> None:
    assert (
        FAULT._replace(found="{criterion}{x[0]}")
        .sentence("en")
        .startswith("criterion 1.5 has no level with {criterion}{x[0]} points")
    )


def test_an_error_says_all_its_faults_line_by_line() -> None:
    error = FilingError([FAULT, FAULT._replace(found="5")])
    assert str(error).splitlines() == error.lines("en")
    assert len(error.lines("vi")) == 2
    assert error.as_json() == {
        "format": "ocop-errors/1",
        "errors": [fault.as_json() for fault in error.faults],
    }


def test_one_fault_makes_an_error_too() -> None:
    assert FilingError(FAULT).faults == (FAULT,)


@pytest.mark.parametrize("kind", [RulesetError, FilingError, CatalogError])
def test_every_kind_of_error_is_bad_input_with_exit_status_2(kind: type[OcopError]) -> None:
    error = kind(FAULT)
    assert isinstance(error, OcopError)
    assert isinstance(error, ValueError)
    assert error.exit_status == 2


@pytest.mark.parametrize("kind", [OcopError, RulesetError, FilingError, CatalogError])
def test_an_error_travels_between_processes_whole(kind: type[OcopError]) -> None:
    sent = kind([FAULT, FAULT._replace(place=None)])
    received = pickle.loads(pickle.dumps(sent))
    assert type(received) is kind
    assert received.faults == sent.faults
    assert str(received) == str(sent)


@pytest.mark.parametrize("kind", [OcopError, RulesetError, FilingError, CatalogError])
def test_an_error_is_rebuilt_from_its_args_after_json(kind: type[OcopError]) -> None:
    sent = kind([FAULT, FAULT._replace(place=None)])
    received = kind(*json.loads(json.dumps(sent.args)))
    assert received == sent
    assert hash(received) == hash(sent)
    assert received.as_json() == sent.as_json()


@pytest.mark.parametrize("wrong", ["a text", ["a text"], [["code"]], [None], 3])
def test_what_is_no_fault_makes_no_error(wrong: object) -> None:
    with pytest.raises(TypeError):
        FilingError(wrong)  # type: ignore[arg-type]


def test_errors_of_other_kinds_or_faults_are_not_equal() -> None:
    assert FilingError(FAULT) != RulesetError(FAULT)
    assert FilingError(FAULT) != FilingError(FAULT._replace(found="5"))
    assert FilingError(FAULT) != "text"


def test_faults_are_values() -> None:
    again = Fault(FAULT.code, FAULT.place, FAULT.path, FAULT.found, FAULT.right, dict(FAULT.values))
    assert {FAULT, again} == {FAULT}
    assert (FAULT.file, FAULT.line, FAULT.column) == ("sheet.yaml", 14, 12)
    assert (FAULT.vi, FAULT.en) == (FAULT.sentence("vi"), FAULT.sentence("en"))


def test_an_unknown_language_is_refused_in_every_sentence() -> None:
    for speak in (FAULT.sentence, FAULT.said, FilingError(FAULT).lines):
        with pytest.raises(FilingError, match=r"fr” can.t be used here"):
            speak("fr")  # type: ignore[operator]


def test_what_was_found_is_shown_as_one_sentence_however_long_it_is() -> None:
    assert len(FAULT._replace(found="x" * 100_000).said("en")) < 500


def test_of_one_document_fifty_faults_are_named_and_the_rest_is_counted() -> None:
    faults = Faults()
    asked = []
    for number in range(2000):
        faults.add("unknown-fact", None, ("facts", number), number, lambda: asked.append(1) or "x")
    faults.add("unknown-fact", Where(), ("facts", "y"), "y", "")
    with pytest.raises(FilingError) as raised:
        faults.raise_any(FilingError)
    *named, more = raised.value.faults
    assert len(named) == MOST_FAULTS + 1
    assert more.sentence("en").startswith("1950 more faults")
    assert len(asked) == MOST_FAULTS


class Where:
    """A file that puts everything in its first line."""

    def place(self, path: object, key: bool = False) -> Place:
        return Place("other.yaml", 1, 1)
