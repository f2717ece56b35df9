"""What scoring means rises only by its number: sources that can change a result are pinned, and records
of every table, policy and status verify as they did when they were sealed.
"""

from __future__ import annotations

import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from support.archive import ARCHIVE, EARLIER, records
from support.councils import seats, shipped
from support.engine import ELSEWHERE, digests, meaning, pinned, replaying
from support.folders import INVENTED
from support.mini import BEST
from support.strategies import dossier_for

import ocop_scoring as ocop
from ocop_scoring.rules.lock import release

FROZEN = {
    "engine-2": "0cd3d8bc85758ea1d17155c37207ca0e70c688c7b5be873a158818a1b3565940",
    "revision-1": "fbbd5966d9964a8884eb1fc5b513e7823f9771cadd88ce96c82a0aefbc2599b7",
}
"""The digest of each archive: only ever added to."""


def test_a_source_that_can_change_a_result_is_as_it_was_when_no_result_had_changed() -> None:
    now = digests(meaning(replaying()))
    assert now == pinned(), (
        "raise ENGINE in version.py, or show that nothing changed: "
        "PYTHONPATH=src:tests python -m support.engine --write"
    )


def test_what_is_left_out_of_the_meaning_is_there() -> None:
    loaded = {*replaying(), "formats", "records.formats"}
    assert set(ELSEWHERE) - loaded == set(), "take these out of ELSEWHERE"


def test_the_archive_is_frozen() -> None:
    for name, digest in FROZEN.items():
        path = ARCHIVE.with_name(f"{name}.jsonl.xz")
        assert sha256(path.read_bytes()).hexdigest() == digest
    assert ARCHIVE.name.removesuffix(".jsonl.xz") in FROZEN  # the engine of today has one too


def test_records_of_the_archive_verify_as_on_the_day_when_they_were_sealed() -> None:
    seen = set()
    for record in records(every=12):
        said = ocop.verify(record)
        assert said.ok, said.say("en")
        seen.add(record.result["status"])
    assert len(seen) >= 3


# A revision that was corrected


def test_records_of_revision_1_verify_and_say_what_revision_2_would_change() -> None:
    codes = set()
    for record in records(EARLIER, every=11):
        said = ocop.verify(record)
        assert said.ok, said.say("en")
        corrected = [c for c in said.caveats if c.code.startswith("corrected")]
        assert [(c.values["revision"], c.values["newer"]) for c in corrected] == [("1", "2")]
        codes |= {c.code for c in said.caveats}
        assert ocop.verify(record, catalog=None).ok
    assert codes >= {"corrected", "corrected-otherwise"}
    assert "noted-differs" not in codes


def test_papers_are_made_of_records_of_revision_1() -> None:
    for record in records(EARLIER, every=52):
        outcome = record.outcome()
        assert outcome.released
        kind: ocop.PaperKind = "minutes" if isinstance(outcome, ocop.CouncilResult) else "report"
        assert "chỉ để thử" not in ocop.render(outcome, "md", kind=kind).decode()
        alone = record.outcome(catalog=None)
        assert alone.released is None
        assert alone.to_json(words=False)  # with what was noted, though no catalogue is at hand


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """The invented rulesets, released at revision 1 by a lock of their own."""
    folder = shutil.copytree(INVENTED.folder, tmp_path / "criteria")
    release(ocop.Catalog(folder), "mini-2030", date(2030, 1, 1))
    return folder


MARKS = {**BEST, "1.3": 1}
"""One point less than the best: 19 of 20."""


def _sealed(folder: Path) -> ocop.Record:
    rules = ocop.Catalog(folder).ruleset("mini-2030")
    table = rules.product_set(1)
    result = ocop.council(
        rules,
        dossier_for(table),
        seats(table, [MARKS] * 3),
        policy=shipped("mean-of-totals"),
        decided_on=date(2030, 12, 8),
        appointed=3,
    )
    return ocop.seal(result, decided_on=date(2030, 12, 8))


def _corrected(folder: Path, *changes: tuple[str, str, str]) -> ocop.Catalog:
    """Revision 2 of the rulesets, released beside revision 1."""
    for file, before, after in (("ruleset.yaml", "revision: 1", "revision: 2"), *changes):
        path = folder / "mini-2030" / file
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), "utf-8")
    catalog = ocop.Catalog(folder)
    release(catalog, "mini-2030", date(2031, 1, 1))
    return ocop.Catalog(folder)


def test_a_record_of_revision_1_verifies_while_revision_2_is_here_and_says_so(law: Path) -> None:
    record = _sealed(law)
    assert ocop.verify(record, catalog=ocop.Catalog(law)).ok
    said = ocop.verify(record, catalog=_corrected(law))
    assert said.ok
    assert [(c.code, c.values["revision"], c.values["newer"]) for c in said.caveats] == [
        ("corrected", "1", "2")
    ]


def test_whether_the_correction_changes_the_star_is_said(law: Path) -> None:
    record = _sealed(law)
    bands = (("5: from 18", "5: from 20"), ("to below 18", "to below 20"))
    catalog = _corrected(law, *(("ruleset.yaml", *change) for change in bands))
    said = ocop.verify(record, catalog=catalog)
    assert said.ok
    (caveat,) = said.caveats
    assert (caveat.code, caveat.values["star"], caveat.values["star_again"]) == (
        "corrected-otherwise",
        "5★",
        "4★",
    )


def test_a_revision_that_no_lock_knows_is_not_released(law: Path) -> None:
    record = _sealed(law)
    lock = law / "releases.lock"
    lock.write_text(lock.read_text("utf-8").replace(" 1 1 sha256:", " 1 9 sha256:"), "utf-8")
    checks = ocop.verify(record, catalog=ocop.Catalog(law)).checks
    assert [(c.name, c.path) for c in checks if c.state == "failed"] == [
        ("released", "digests/product_set")
    ]


def test_a_decision_that_the_lock_never_had_is_not_checked_while_its_tables_are(law: Path) -> None:
    record, lock = _sealed(law), law / "releases.lock"
    lines = lock.read_text("utf-8").splitlines(keepends=True)
    assert sum(line.startswith("mini-2030 1 sha256:") for line in lines) == 1
    lock.write_text("".join(x for x in lines if "mini-2030 1 sha256:" not in x), "utf-8")
    said = ocop.verify(record, catalog=ocop.Catalog(law))
    assert [(c.name, c.state, c.path) for c in said.checks if c.state != "held"] == [
        ("released", "not-checked", "digests/ruleset")
    ]
    assert "releases.lock has no line for digests/ruleset" in said.say("en")
    assert said.exit_status == 4
