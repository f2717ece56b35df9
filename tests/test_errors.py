"""How the library says no: one sentence a fault, with place and code, in both languages and as JSON."""

from __future__ import annotations

import pickle

import pytest

from ocop_scoring import CatalogError, Fault, FilingError, OcopError, Place, RulesetError

FAULT = Fault("unknown-points", Place("sheet.yaml", 14, 12), "marks/1.5", "4", "0, 1, 2 or 3", {"criterion": "1.5"})


def test_a_place_is_file_line_and_column() -> None:
    assert str(FAULT.place) == "sheet.yaml:14:12"


def test_a_fault_is_one_line_of_place_code_and_sentence() -> None:
    assert FAULT.line("en") == "sheet.yaml:14:12 unknown-points: criterion 1.5 has no level with 4 points; its levels have 0, 1, 2 or 3."
    assert FAULT.line("vi") == "sheet.yaml:14:12 unknown-points: tiêu chí 1.5 không có mức 4 điểm; các mức có 0, 1, 2 or 3."


def test_without_a_file_the_path_inside_the_document_stands_first() -> None:
    assert FAULT._replace(place=None).line("en").startswith("marks/1.5 unknown-points: criterion 1.5")
    assert FAULT._replace(place=None, path="").line("en").startswith("unknown-points: criterion 1.5")


def test_a_fault_as_json_has_the_keys_of_the_contract_in_their_order() -> None:
    entry = FAULT.as_json()
    assert list(entry) == ["code", "file", "line", "column", "path", "found", "right", "vi", "en"]
    assert (entry["file"], entry["line"], entry["column"]) == ("sheet.yaml", 14, 12)
    assert FAULT._replace(place=None).as_json()["file"] is None


def test_where_nothing_near_is_known_a_fault_says_where_to_look() -> None:
    fault = Fault("unknown-fact", None, "facts/zzz", "zzz", "")
    assert fault.sentence("en") == "the fact zzz is in no vocabulary; see criteria/facts.yaml."
    assert fault._replace(right="share").sentence("en") == "the fact zzz is in no vocabulary; perhaps share is meant."


def test_what_was_found_is_never_read_as_a_template() -> None:
    assert FAULT._replace(found="{criterion}{x[0]}").sentence("en").startswith("criterion 1.5 has no level with {criterion}{x[0]} points")


def test_an_error_says_all_its_faults_line_by_line() -> None:
    error = FilingError([FAULT, FAULT._replace(found="5")])
    assert str(error).splitlines() == error.lines("en")
    assert len(error.lines("vi")) == 2
    assert error.as_json() == {"format": "ocop-errors/1", "errors": [fault.as_json() for fault in error.faults]}


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
