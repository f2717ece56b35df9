"""Which rulesets there are, which one a day or a dossier's dates call for; digests; and the cache
that is never trusted blindly.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from support.bad_rulesets import RULESETS, Edit

import ocop_scoring as ocop
from ocop_scoring import Catalog, CatalogError, RulesetError
from ocop_scoring.rules.catalog import built_in
from ocop_scoring.rules.resolved import canonical, digest

OLD = """in_force: {from: 2030-01-01, article: "1/2030/QĐ-THỬ, Điều 1"}"""
OLD_UNTIL = """in_force: {from: 2030-01-01, until: 2031-06-30, article: "1/2030/QĐ-THỬ, Điều 1"}"""
NEW = """in_force: {from: 2031-05-01, article: Điều 11}
filings: {from: FILINGS, article: "Điều 11.1"}
replaces: [mini-2030]
transition:
  - kinds: [first, upgrade]
    filed: {from: 2031-05-01, until: 2031-06-30}
    under: mini-2030
    decide_by: 2031-07-20
    article: "Điều 12.2a"
"""


def day(text: str) -> date:
    return date.fromisoformat(text)


def two_decisions(root: Path, filings_from: str = "2031-07-01") -> Catalog:
    """mini-2030, in force until 30 June 2031, and mini-2031, in force from 1 May, rating what is
    filed from 1 July.
    """
    shutil.copytree(RULESETS / "good", root)
    shutil.copytree(root / "mini-2030", root / "mini-2031")
    Edit("mini-2030/ruleset.yaml", [OLD], [OLD_UNTIL]).apply(root)
    Edit("mini-2031/ruleset.yaml", ["id: mini-2030"], ["id: mini-2031"]).apply(root)
    Edit("mini-2031/ruleset.yaml", ["number: 1/2030/QĐ-THỬ"], ["number: 1/2031/QĐ-THỬ"]).apply(root)
    Edit("mini-2031/ruleset.yaml", [OLD], NEW.replace("FILINGS", filings_from).splitlines()).apply(
        root
    )
    return Catalog(root)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return two_decisions(tmp_path_factory.mktemp("two") / "r")


def refused(asked: Callable[[], object]) -> list[str]:
    with pytest.raises(CatalogError) as error:
        asked()
    return error.value.lines("en")


# List, by id


def test_rulesets_are_listed_oldest_first(two: Catalog) -> None:
    assert two.ids() == ("mini-2030", "mini-2031")
    assert [ruleset.id for ruleset in two.rulesets()] == ["mini-2030", "mini-2031"]


def test_a_ruleset_is_loaded_once(invented: Catalog) -> None:
    assert invented.ruleset("mini-2030") is invented.ruleset("mini-2030")
    assert invented.ruleset("mini-2030").product_set(1) is invented.ruleset(
        "mini-2030"
    ).product_set(1)


def test_an_id_that_is_close_to_one_gets_that_one_named(two: Catalog) -> None:
    assert refused(lambda: two.ruleset("mini-230")) == [
        "unknown-ruleset: there is no ruleset mini-230; known are: mini-2030."
    ]


@pytest.mark.parametrize(
    "name", ["148-2023", "", ".", "..", "../r", "/etc", "a/b", "a\\b", "a\0b", "x" * 5000]
)
def test_an_id_that_is_close_to_none_gets_all_named(two: Catalog, name: str) -> None:
    (line,) = refused(lambda: two.ruleset(name))
    shown = (name if len(name) <= 300 else f"{name[:300]}…").replace("\0", "\\x00")
    assert line == f"unknown-ruleset: there is no ruleset {shown}; known are: mini-2030, mini-2031."
    assert refused(lambda: two.check(name)) == [line]


@pytest.mark.parametrize(
    "name", ["mini-2030/", "./mini-2030", "mini-2030/criteria", "../r/mini-2030"]
)
def test_an_id_is_never_a_path(two: Catalog, name: str) -> None:
    assert refused(lambda: two.ruleset(name))[0].startswith(
        f"unknown-ruleset: there is no ruleset {name}; known are"
    )
    assert refused(lambda: two.check(name))


@pytest.mark.parametrize("number", [0, 2, -1, 8, 10**9])
def test_a_product_set_that_the_ruleset_lacks_is_refused(invented: Catalog, number: int) -> None:
    ruleset = invented.ruleset("mini-2030")
    assert refused(lambda: ruleset.product_set(number)) == [
        f"unknown-product-set: ruleset mini-2030 has no product set {number}; it has 1."
    ]


def test_the_law_that_ships_is_found(law: ocop.Ruleset) -> None:
    assert law.id == "26-2026"
    assert law in ocop.rulesets()
    assert {1, 8, 11, 26} <= set(law.numbers)
    assert law.product_set(8).ruleset == "26-2026"


# In force


@pytest.mark.parametrize(
    ("when", "standing"),
    [
        ("2030-01-01", "mini-2030"),
        ("2031-04-30", "mini-2030"),
        ("2031-07-01", "mini-2031"),
        ("2099-12-31", "mini-2031"),
    ],
)
def test_one_decision_is_in_force_from_its_first_day_to_its_last(
    two: Catalog, when: str, standing: str
) -> None:
    assert two.in_force(day(when)).id == standing


@pytest.mark.parametrize("when", ["2031-05-01", "2031-06-30"])
def test_where_two_decisions_stand_side_by_side_both_are_named(two: Catalog, when: str) -> None:
    assert refused(lambda: two.in_force(day(when))) == [
        f"several-in-force: several rulesets stand side by side on {when}: mini-2030, mini-2031; "
        "ask which one the dossier's dates call for."
    ]


def test_where_no_decision_is_in_force_all_are_named_with_their_days(two: Catalog) -> None:
    assert refused(lambda: two.in_force(day("2029-12-31"))) == [
        "none-in-force: no known ruleset is in force on 2029-12-31; "
        "known are mini-2030 (2030-01-01 – 2031-06-30), mini-2031 (2031-05-01 – …)."
    ]


# Applicable


@pytest.mark.parametrize(
    ("filed", "kind", "ruleset", "article"),
    [
        ("2030-01-01", "first", "mini-2030", "1/2030/QĐ-THỬ, Điều 1"),
        ("2031-04-30", "upgrade", "mini-2030", "1/2030/QĐ-THỬ, Điều 1"),
        ("2031-05-01", "renewal", "mini-2030", "1/2030/QĐ-THỬ, Điều 1"),
        ("2031-06-30", "renewal", "mini-2030", "1/2030/QĐ-THỬ, Điều 1"),
        ("2031-07-01", "first", "mini-2031", "Điều 11.1"),
        ("2031-07-01", "renewal", "mini-2031", "Điều 11.1"),
    ],
)
def test_the_filing_date_calls_for_one_ruleset(
    two: Catalog, filed: str, kind: str, ruleset: str, article: str
) -> None:
    found = two.applicable(day(filed), kind)
    assert (found.ruleset, found.choices, found.decide_by, found.article) == (
        ruleset,
        (ruleset,),
        None,
        article,
    )


@pytest.mark.parametrize("filed", ["2031-05-01", "2031-06-30"])
@pytest.mark.parametrize("decided", [None, "2031-06-30", "2031-07-20"])
def test_in_transition_the_earlier_ruleset_finishes_by_the_last_day(
    two: Catalog, filed: str, decided: str | None
) -> None:
    found = two.applicable(day(filed), "first", day(decided) if decided else None)
    assert (found.ruleset, found.choices, found.decide_by, found.article) == (
        "mini-2030",
        ("mini-2030",),
        day("2031-07-20"),
        "Điều 12.2a",
    )
    assert "2031-07-20" in found.words.say("en")
    assert "20/7/2031" in found.words.vi


def test_a_day_after_the_last_day_of_the_transition_the_law_is_silent(two: Catalog) -> None:
    found = two.applicable(day("2031-06-30"), "upgrade", day("2031-07-21"))
    assert (found.ruleset, found.choices, found.decide_by) == (
        None,
        ("mini-2030", "mini-2031"),
        day("2031-07-20"),
    )
    assert "mini-2030, mini-2031" in found.words.vi


def test_where_filings_of_two_rulesets_are_open_both_are_choices(tmp_path: Path) -> None:
    catalog = two_decisions(tmp_path / "r", filings_from="2031-06-30")
    spans = (
        "filed: {from: 2031-05-01, until: 2031-06-30}",
        "filed: {from: 2031-05-01, until: 2031-06-29}",
    )
    Edit("mini-2031/ruleset.yaml", [spans[0]], [spans[1]]).apply(tmp_path / "r")
    found = catalog.applicable(day("2031-06-30"), "renewal")
    assert (found.ruleset, found.choices, found.decide_by, found.article) == (
        None,
        ("mini-2030", "mini-2031"),
        None,
        "",
    )
    assert catalog.applicable(day("2031-06-29"), "renewal").ruleset == "mini-2030"


def test_where_no_known_ruleset_covers_the_day_all_are_named(two: Catalog) -> None:
    (line,) = refused(lambda: two.applicable(day("2029-12-31"), "first"))
    assert line.startswith(
        "no-ruleset-for-dates: no known ruleset covers a dossier filed on 2029-12-31; known are mini-2030 (2030-01-01"
    )


def test_what_is_applicable_as_json_has_the_keys_of_the_contract(two: Catalog) -> None:
    shown = two.applicable(day("2031-06-30"), "first").as_json()
    assert list(shown) == ["format", "ruleset", "choices", "decide_by", "vi", "en", "article"]
    assert (shown["format"], shown["decide_by"], shown["choices"]) == (
        "ocop-applicable/1",
        "2031-07-20",
        ["mini-2030"],
    )


@pytest.mark.parametrize("kind", ["first", "upgrade", "renewal"])
def test_a_ruleset_may_rate_what_the_dates_leave_to_it(two: Catalog, kind: str) -> None:
    """For every day around the change: what `applicable` names may be rated, and what may be rated
    is named.
    """
    old, new = two.rulesets()
    for offset in range(-2, 95):
        filed = day("2031-04-29") + timedelta(days=offset)
        for decided in (
            decided
            for decided in (None, day("2031-07-20"), day("2031-07-21"))
            if decided is None or decided >= filed
        ):
            found = two.applicable(filed, kind, decided)
            assert new.may_rate(filed, kind, decided) is (new.id in found.choices)
            assert old.id not in found.choices or old.may_rate(filed, kind, decided)


# Digests


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec="ascii")), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON)
def test_canonical_json_is_that_of_rfc_8785(document: Any) -> None:
    assert canonical(document) == rfc8785.dumps(document)


@given(JSON)
def test_a_digest_is_the_sha_256_of_canonical_json(document: Any) -> None:
    assert digest(document) == f"sha256:{sha256(rfc8785.dumps(document)).hexdigest()}"


@pytest.mark.parametrize("number", [1, 8, 11, 26])
def test_the_digest_of_a_product_set_is_that_of_its_resolved_document(
    law: ocop.Ruleset, number: int
) -> None:
    table = law.product_set(number)
    assert table.digest == f"sha256:{sha256(rfc8785.dumps(table.resolved())).hexdigest()}"
    assert table.as_json()["digest"] == table.digest


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (
            "mini-2030/ruleset.yaml",
            "  5: from 18 to 20\n  4: from 14 to below 18",
            "  5: from 17 to 20\n  4: from 14 to below 17",
        ),
        ("mini-2030/criteria/all.yaml", "minimum: 5, vi: Ngon", "minimum: 4, vi: Ngon"),
        ("mini-2030/criteria/all.yaml", "vi: Ngon", "vi: Rất ngon"),
        ("mini-2030/criteria/all.yaml", "from 20 % to 50 %", "from 10 % to 50 %"),
        ("mini-2030/gates.yaml", "vi: Hồ sơ giả mạo", "vi: Hồ sơ gian dối"),
        (
            "mini-2030/gates.yaml",
            "waived_by: {certificate_required: no}",
            "waived_by: {certificate_required: yes}",
        ),
        ("mini-2030/errata.yaml", "confidence: high", "confidence: low"),
        ("mini-2030/readings.yaml", "taken: Mức thấp", "taken: Mức cao"),
        ("facts.yaml", "vi: Tỷ lệ theo hợp đồng", "vi: Tỷ lệ có hợp đồng"),
        ("mini-2030/ruleset.yaml", "number: 1/2030/QĐ-THỬ", "number: 01/2030/QĐ-THỬ"),
    ],
)
def test_whatever_a_result_rests_on_is_in_the_digest(
    invented: Catalog, tmp_path: Path, file: str, old: str, new: str
) -> None:
    shutil.copytree(RULESETS / "good", tmp_path / "r")
    Edit(file, old.splitlines(), new.splitlines()).apply(tmp_path / "r")
    changed = Catalog(tmp_path / "r").ruleset("mini-2030").product_set(1)
    assert changed.digest != invented.ruleset("mini-2030").product_set(1).digest


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("mini-2030/criteria/all.yaml", "local-labour:", "# một ghi chú\nlocal-labour:"),
        ("mini-2030/criteria/all.yaml", "vi: Ngon", 'vi: "Ngon"'),
        (
            "mini-2030/groups.yaml",
            "look: {vi: Bề ngoài, en: Look}",
            "look: {vi: Bề ngoài, en: Look}\nsmell: {vi: Mùi, en: Smell}",
        ),
        ("documents.yaml", "vi: Hợp đồng, en: Contract", "vi: Hợp đồng, en: Agreement"),
    ],
)
def test_what_no_result_rests_on_is_not_in_the_digest(
    invented: Catalog, tmp_path: Path, file: str, old: str, new: str
) -> None:
    shutil.copytree(RULESETS / "good", tmp_path / "r")
    Edit(file, old.splitlines(), new.splitlines()).apply(tmp_path / "r")
    unchanged = Catalog(tmp_path / "r").ruleset("mini-2030").product_set(1)
    assert unchanged.digest == invented.ruleset("mini-2030").product_set(1).digest


# What is read


def test_loading_one_product_set_reads_no_other(tmp_path: Path) -> None:
    shutil.copytree(RULESETS / "good", tmp_path / "r")
    (tmp_path / "r/mini-2030/product-sets/02-broken.yaml").write_text("\t{", encoding="utf-8")
    ruleset = Catalog(tmp_path / "r").ruleset("mini-2030")
    assert ruleset.numbers == (1, 2)
    assert ruleset.product_set(1).product_set == 1
    with pytest.raises(RulesetError) as error:
        ruleset.product_set(2)
    assert error.value.faults[0].code == "tab"


def test_loading_one_ruleset_reads_no_other(two: Catalog, tmp_path: Path) -> None:
    shutil.copytree(two.folder, tmp_path / "r")
    (tmp_path / "r/mini-2031/ruleset.yaml").write_text("\t{", encoding="utf-8")
    assert Catalog(tmp_path / "r").ruleset("mini-2030").product_set(1).product_set == 1


@pytest.mark.parametrize("endless", [False, True])
def test_a_file_that_would_not_be_read_is_not_read_for_a_key_either(
    tmp_path: Path, endless: bool
) -> None:
    """Far over the limit, or without an end: a sentence, in no time and little memory."""
    shutil.copytree(RULESETS / "good", tmp_path / "r")
    large = tmp_path / "r/mini-2030/criteria/large.yaml"
    if endless:
        large.symlink_to("/dev/zero")
    else:
        with large.open("wb") as file:
            file.truncate(2**32)
    with pytest.raises(RulesetError) as error:
        Catalog(tmp_path / "r").ruleset("mini-2030")
    assert [(fault.code, fault.place and fault.place.file) for fault in error.value.faults] == [
        ("file-too-large", str(large))
    ]


def test_a_name_of_strange_bytes_is_read_as_any_other(tmp_path: Path) -> None:
    shutil.copytree(RULESETS / "good", tmp_path / "r")
    (tmp_path / "r/mini-2030/criteria/\udcff.yaml").write_text("{}\n", encoding="utf-8")
    assert Catalog(tmp_path / "r").ruleset("mini-2030").product_set(1).product_set == 1


def test_two_rulesets_must_not_finish_the_same_dossiers(tmp_path: Path) -> None:
    catalog = two_decisions(tmp_path / "r")
    shutil.copytree(tmp_path / "r/mini-2031", tmp_path / "r/mini-2032")
    days = "in_force: {from: 2031-05-01, article: Điều 11}"
    Edit("mini-2032/ruleset.yaml", ["id: mini-2031"], ["id: mini-2032"]).apply(tmp_path / "r")
    Edit("mini-2032/ruleset.yaml", ['filings: {from: 2031-07-01, article: "Điều 11.1"}'], []).apply(
        tmp_path / "r"
    )
    Edit(
        "mini-2032/ruleset.yaml", [days], ["in_force: {from: 2032-01-01, article: Điều 11}"]
    ).apply(tmp_path / "r")
    Edit(
        "mini-2031/ruleset.yaml",
        ["filings: {from: 2031-07-01,"],
        ["filings: {from: 2031-07-01, until: 2031-12-31,"],
    ).apply(tmp_path / "r")
    with pytest.raises(
        RulesetError, match="transition-overlap: dossiers of the same kind filed from 2031-05-01"
    ):
        catalog.check("mini-2032")
    for broken in (
        "transition: [x, [y]]",
        "transition: [{filed: x, kinds: [[first]]}]",
        "transition: x",
    ):
        text = (tmp_path / "r/mini-2031/ruleset.yaml").read_text(encoding="utf-8")
        (tmp_path / "r/mini-2031/ruleset.yaml").write_text(
            f"{text[: text.index('transition:')]}{broken}\n", encoding="utf-8"
        )
        assert catalog.check("mini-2032") == (
            (1,),
            (),
        )  # what is wrong with the other is said where that one is checked


# Cache


@pytest.fixture
def cached(tmp_path: Path) -> Catalog:
    """A copy of the invented ruleset with its cache written beside it."""
    shutil.copytree(RULESETS / "good", tmp_path / "r")
    Catalog(tmp_path / "r").write_cache(tmp_path / "cache")
    return Catalog(tmp_path / "r", tmp_path / "cache")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what is made from files from here on, in order."""
    names: list[str] = []

    def recorded(name: str, make: Callable[..., Any]) -> Callable[..., Any]:
        def recording(*arguments: Any) -> Any:
            names.append(name)
            return make(*arguments)

        return recording

    for name in ("ruleset", "product_set", "vocabulary"):
        monkeypatch.setattr(
            Catalog, f"_make_{name}", recorded(name, getattr(Catalog, f"_make_{name}"))
        )
    return names


def load_all(catalog: Catalog) -> None:
    catalog.ruleset("mini-2030").product_set(1)
    catalog.vocabulary()


def test_the_cache_has_an_entry_for_the_vocabulary_each_ruleset_and_each_product_set(
    tmp_path: Path,
) -> None:
    assert Catalog(RULESETS / "good").write_cache(tmp_path) == [
        "vocabulary",
        "mini-2030/ruleset",
        "mini-2030/1",
    ]
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.json")) == [
        "mini-2030/1.json",
        "mini-2030/ruleset.json",
        "sums.json",
        "vocabulary.json",
    ]


def test_what_the_cache_holds_is_not_made_again(cached: Catalog, made: list[str]) -> None:
    load_all(cached)
    assert made == []


def test_without_a_cache_everything_is_made_from_its_files(made: list[str]) -> None:
    load_all(Catalog(RULESETS / "good"))
    assert {"ruleset", "product_set", "vocabulary"} <= set(made)


def test_a_cached_document_equals_a_fresh_one_to_the_order_of_its_keys(cached: Catalog) -> None:
    fresh = Catalog(cached.folder)
    for one, other in (
        (cached.ruleset("mini-2030"), fresh.ruleset("mini-2030")),
        (cached.ruleset("mini-2030").product_set(1), fresh.ruleset("mini-2030").product_set(1)),
    ):
        assert json.dumps(one.resolved()) == json.dumps(other.resolved())
    assert (
        cached.ruleset("mini-2030").product_set(1).digest
        == fresh.ruleset("mini-2030").product_set(1).digest
    )
    assert cached.vocabulary() == fresh.vocabulary()


def test_the_law_reads_the_same_from_its_cache_and_from_its_files(tmp_path: Path) -> None:
    fresh = Catalog(built_in().folder)
    fresh.write_cache(tmp_path)
    cached = Catalog(fresh.folder, tmp_path)
    for number in fresh.ruleset("26-2026").numbers:
        one, other = (catalog.ruleset("26-2026").product_set(number) for catalog in (cached, fresh))
        assert json.dumps(one.resolved()) == json.dumps(other.resolved())
        assert one.digest == other.digest


def test_writing_the_cache_twice_writes_the_same_bytes(cached: Catalog, tmp_path: Path) -> None:
    Catalog(cached.folder, tmp_path / "cache").write_cache(tmp_path / "again")
    for path in (tmp_path / "cache").rglob("*.json"):
        assert (
            tmp_path / "again" / path.relative_to(tmp_path / "cache")
        ).read_bytes() == path.read_bytes()


FILES = sorted(
    str(path.relative_to(RULESETS / "good"))
    for path in (RULESETS / "good").rglob("*.yaml")
    if path.parent.name != "policies"
)


@pytest.mark.parametrize(
    "change",
    [lambda old: old + b"\n", lambda old: old[:-1] + b" "],
    ids=["one byte more", "one byte else"],
)
@pytest.mark.parametrize("file", FILES)
def test_a_file_changed_by_one_byte_is_never_answered_from_the_cache(
    cached: Catalog, made: list[str], file: str, change: Callable[[bytes], bytes]
) -> None:
    path = cached.folder / file
    path.write_bytes(change(path.read_bytes()))
    load_all(cached)
    if "/" not in file:
        assert {"ruleset", "product_set", "vocabulary"} <= set(made)
    elif "product-sets" in file:
        assert made == ["product_set"]
    else:
        assert made == ["ruleset", "product_set"]


def test_a_new_file_of_criteria_is_never_answered_from_the_cache(
    cached: Catalog, made: list[str]
) -> None:
    (cached.folder / "mini-2030/criteria/more.yaml").write_text("{}\n", encoding="utf-8")
    load_all(cached)
    assert made == ["ruleset", "product_set"]


def test_a_new_product_set_is_listed_though_the_cache_lacks_it(
    cached: Catalog, made: list[str]
) -> None:
    folder = cached.folder / "mini-2030/product-sets"
    text = (folder / "01-dried.yaml").read_text(encoding="utf-8")
    (folder / "02-wet.yaml").write_text(text.replace("number: 1", "number: 2"), encoding="utf-8")
    assert cached.ruleset("mini-2030").numbers == (1, 2)
    assert cached.ruleset("mini-2030").product_set(2).product_set == 2
    assert made == ["ruleset", "product_set"]


def _truncated(entry: bytes) -> bytes:
    return entry[: len(entry) // 2]


def _with_other_key(entry: bytes) -> bytes:
    return json.dumps({**json.loads(entry), "key": "0" * 64, "document": {}}).encode()


def _without_document(entry: bytes) -> bytes:
    return json.dumps({"key": json.loads(entry).get("key")}).encode()


@pytest.mark.parametrize(
    "damage",
    [
        _truncated,
        _with_other_key,
        _without_document,
        *(
            pytest.param(lambda _, b=b: b, id=repr(b[:12]))
            for b in (b"", b"{", b"[]", b"null", b"3", b'"x"', b"{}", b"\xff", b"[" * 200_000)
        ),
    ],
)
def test_a_damaged_or_foreign_entry_is_as_good_as_none(
    cached: Catalog, made: list[str], tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    fresh = Catalog(cached.folder).ruleset("mini-2030").product_set(1)
    made.clear()
    for path in (tmp_path / "cache").rglob("*.json"):
        path.write_bytes(damage(path.read_bytes()))
    assert cached.ruleset("mini-2030").product_set(1).resolved() == fresh.resolved()
    cached.vocabulary()
    assert {"ruleset", "product_set", "vocabulary"} <= set(made)


@pytest.mark.parametrize("file", ["mini-2030/1.json", "mini-2030/pieces.jsonl"])
def test_one_letter_changed_in_a_cached_file_is_not_answered_with(
    cached: Catalog, made: list[str], tmp_path: Path, file: str
) -> None:
    """The file still reads as JSON and bears the right key: only its sum tells."""
    fresh = Catalog(cached.folder).ruleset("mini-2030").product_set(1)
    made.clear()
    path = tmp_path / "cache" / file
    text = path.read_text(encoding="utf-8")
    assert '"points":3' in text or '"points":20' in text
    path.write_text(
        text.replace('"points":3', '"points":4').replace('"points":20', '"points":21'),
        encoding="utf-8",
    )
    assert cached.ruleset("mini-2030").product_set(1).resolved() == fresh.resolved()
    assert made == ["product_set"]


def test_a_cache_that_is_not_there_is_as_good_as_none(tmp_path: Path) -> None:
    assert (
        Catalog(RULESETS / "good", tmp_path / "nowhere")
        .ruleset("mini-2030")
        .product_set(1)
        .product_set
        == 1
    )


def test_the_cache_of_another_ruleset_is_never_used(tmp_path: Path, made: list[str]) -> None:
    catalog = two_decisions(tmp_path / "r")
    catalog.write_cache(tmp_path / "cache")
    shutil.copytree(
        tmp_path / "cache" / "mini-2031", tmp_path / "cache" / "mini-2030", dirs_exist_ok=True
    )
    made.clear()
    assert (
        Catalog(tmp_path / "r", tmp_path / "cache").ruleset("mini-2030").product_set(1).ruleset
        == "mini-2030"
    )
    assert made
