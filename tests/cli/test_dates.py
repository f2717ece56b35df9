"""`ocop rules applicable`, `ocop rules certificate`: what dates call for, in words and as JSON."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.commandline import Ocop
from support.folders import GOOD

from ocop_scoring import working_days

Mini = tuple[str, str]


def test_applicable_answers_in_a_sentence_and_as_json(ocop: Ocop, mini: Mini) -> None:
    arguments = ("rules", "applicable", "--filed", "2030-05-10", "--kind", "first", *mini)
    run = ocop(*arguments, "--lang", "en")
    assert run.status == 0
    assert run.out.startswith(
        "A dossier filed on 2030-05-10 is rated under Decision 1/2030/QĐ-THỬ.\nRuleset: mini-2030\n"
    )
    document = ocop(*arguments, "--json").json()
    assert (document["format"], document["ruleset"]) == ("ocop-applicable/1", "mini-2030")


def test_where_the_law_is_silent_the_choices_are_named_and_the_status_is_2(
    ocop: Ocop, tmp_path: Path
) -> None:
    folder = shutil.copytree(GOOD, tmp_path / "law")
    later = shutil.copytree(folder / "mini-2030", folder / "mini-2031")
    ruleset = later / "ruleset.yaml"
    text = ruleset.read_text(encoding="utf-8").replace("id: mini-2030", "id: mini-2031")
    ruleset.write_text(text, encoding="utf-8")
    arguments = (
        "rules",
        "applicable",
        "--filed",
        "2030-05-10",
        "--kind",
        "first",
        "--criteria",
        folder,
    )
    run = ocop(*arguments, "--lang", "en")
    assert run.status == 2
    assert "Ruleset: mini-2030, mini-2031\n" in run.out
    silent = ocop(*arguments, "--json")
    assert (silent.status, silent.json()["ruleset"], silent.json()["choices"]) == (
        2,
        None,
        ["mini-2030", "mini-2031"],
    )


def test_days_that_no_ruleset_covers_are_an_error(ocop: Ocop, mini: Mini) -> None:
    run = ocop("rules", "applicable", "--filed", "2020-05-10", "--kind", "first", *mini, "--json")
    assert run.status == 2
    assert run.json()["errors"][0]["code"] == "no-ruleset-for-dates"


def test_certificate_says_its_days(ocop: Ocop) -> None:
    run = ocop("rules", "certificate", "--issued", "2026-10-01", "--lang", "en")
    assert run.out.splitlines() == [
        "Issued on 2026-10-01: valid to 2029-10-01",
        "Renewal is filed from 2029-04-04 to 2029-06-03",
        "Where that window can't be met it runs on until the result, to 2030-03-30 at most",
        "Re-rating: 45 days from the complete dossier · 26/2026/QĐ-TTg, Điều 7.6g",
        "Revocation of a certificate: 15 days from the finding · 26/2026/QĐ-TTg, Điều 8.4",
        "26/2026/QĐ-TTg, Điều 4.3; 26/2026/QĐ-TTg, Điều 7.6a; 26/2026/QĐ-TTg, Điều 12.3",
        "Reading (certificate-months): On which day do the 36 months of a certificate end? At the end of the corresponding day of the last month, or of the month's last day where it has none",
        "Reading (ends-of-the-renewal-window): Do the 180th and the 120th day before the end lie in the window for filing a renewal? Both do",
        "Reading (late-renewals-of-later-certificates): Article 12.3 is a transitional clause; does it also bind certificates issued after 22 May 2026 and renewed late? Yes, every certificate that is alive on or after 22 May 2026",
        "Reading (certificate-days-on-rest-days): Do the ends of the renewal window and of the extension move where they are a Saturday or Sunday? They don't",
    ]
    days = ocop(
        "rules", "certificate", "--issued", "2024-02-29", "--ruleset", "148-2023", "--json"
    ).json()
    assert days == {
        "format": "ocop-certificate/1",
        "ruleset": "148-2023",
        "issued_on": "2024-02-29",
        "expires_on": "2027-02-28",
        "renew_from": None,
        "renew_until": None,
        "extended_until": None,
        "articles": ["148/QĐ-TTg"],
        "readings": ["certificate-months"],
    }
    assert ocop("rules", "certificate", "--issued", "29/2/2024").status == 2


def test_applicable_says_why_the_law_of_2021_applied(ocop: Ocop) -> None:
    run = ocop("rules", "applicable", "--filed", "2021-06-01", "--kind", "first", "--lang", "en")
    assert run.status == 0
    assert run.out.splitlines()[:2] == [
        "A dossier filed on 2021-06-01 is rated under Decision 1048/QĐ-TTg, 781/QĐ-TTg, which takes those filed from 2020-06-08 to 2023-02-23.",
        "Ruleset: 1048-2019+781",
    ]


def test_a_certificate_that_ended_before_the_decision_meets_none_of_its_clauses(ocop: Ocop) -> None:
    run = ocop("rules", "certificate", "--issued", "2020-01-01", "--lang", "en")
    assert run.out.splitlines()[:3] == [
        "Issued on 2020-01-01: valid to 2023-01-01",
        "It ended before Decision 26/2026/QĐ-TTg came into force (2026-05-22): no renewal window and no extension by this decision",
        "26/2026/QĐ-TTg, Điều 12.1",
    ]
    assert "certificate-ended-before" in run.out
    days = ocop("rules", "certificate", "--issued", "2020-01-01", "--json").json()
    assert (days["renew_from"], days["renew_until"], days["extended_until"]) == (None, None, None)


def test_the_end_that_a_certificate_states_goes_before_its_months(ocop: Ocop) -> None:
    asked = ("rules", "certificate", "--issued", "2026-10-01", "--expires", "2029-09-26", "--json")
    days = ocop(*asked).json()
    assert (days["expires_on"], days["renew_until"]) == ("2029-09-26", "2029-05-29")
    assert "certificate-months" not in days["readings"]


def test_a_certificate_older_than_every_decision_is_said_to_be_a_guess(ocop: Ocop) -> None:
    asked = ("rules", "certificate", "--issued", "2019-01-01", "--lang", "en")
    assert "Issued before Decision 1048/QĐ-TTg (2019-08-21)" in ocop(*asked).out
    assert "is a guess" not in ocop(*asked, "--expires", "2022-01-01").out


def test_applicable_says_the_whole_way_of_a_dossier(ocop: Ocop) -> None:
    asked = ("rules", "applicable", "--filed", "2026-09-15", "--kind", "renewal")
    assert ocop(*asked, "--lang", "en").out.splitlines()[2:] == [
        "26/2026/QĐ-TTg, Điều 11.1",
        "The commune receives dossiers; the province certifies 3★, 4★; the centre certifies 5★ · 26/2026/QĐ-TTg, Điều 4.1, 7.1",
        "Council of the province: from 90 to 100 points go on to the centre · 26/2026/QĐ-TTg, Điều 7.3e",
        "What the centre rates below the top star may be certified by the province · 26/2026/QĐ-TTg, Điều 7.4g",
        "Round of the province: done before 06-30 for dossiers that the commune proposes before 04-30 · 26/2026/QĐ-TTg, Điều 5.1",
        "Round of the province: done before 12-30 for dossiers that the commune proposes before 10-30 · 26/2026/QĐ-TTg, Điều 5.1",
        "Round of the centre: done before 09-30 for dossiers that the province proposes before 07-30 · 26/2026/QĐ-TTg, Điều 5.2",
        "Round of the centre: done before 03-30 for dossiers that the province proposes before 01-30 · 26/2026/QĐ-TTg, Điều 5.2",
        "Samples with a dossier: 5 (tourism: none) · 26/2026/QĐ-TTg, Điều 6.2d",
        "The commune checks and proposes: 15 working days, until the end of 2026-10-06 · 26/2026/QĐ-TTg, Điều 7.2",
        "Re-rating: 45 days from the complete dossier · 26/2026/QĐ-TTg, Điều 7.6g",
        "Revocation of a certificate: 15 days from the finding · 26/2026/QĐ-TTg, Điều 8.4",
    ]
    assert "trước 30/6, cho hồ sơ xã đề nghị trước 30/4" in ocop(*asked).out
    shown = ocop(*asked, "--json").json()
    assert shown["working_days"] == {"commune-check": "2026-10-06", "decide_by": None}
    assert [limit["code"] for limit in shown["procedure"]["limits"]] == [
        *("commune-check", "re-rating", "revocation")
    ]


def test_without_a_calendar_working_days_are_said_not_to_be_counted(
    ocop: Ocop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working_days, "_calendar", lambda: None)
    asked = ("rules", "applicable", "--filed", "2026-09-15", "--kind", "first")
    assert "working days not counted" in ocop(*asked, "--lang", "en").out
    assert "chưa tính ngày làm việc" in ocop(*asked).out
    assert ocop(*asked, "--json").json()["working_days"] is None


def test_the_readings_of_an_answer_are_printed_with_question_and_answer(ocop: Ocop) -> None:
    asked = ("rules", "applicable", "--filed", "2026-05-10", "--kind", "renewal")
    assert (
        "Cách hiểu (renewal-limit-on-sunday): 30 ngày đối với đánh giá lại hết hạn ngày nào, khi 21/6/2026 là chủ nhật? Hết thứ hai 22/6/2026\n"
        in ocop(*asked).out
    )
