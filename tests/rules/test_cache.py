"""The cache: only ever a faster way to the same documents, never believed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from support.bad_rulesets import RULESETS
from support.decisions import two_decisions

import ocop_scoring as ocop
from ocop_scoring import Catalog, RulesetError
from ocop_scoring.assembly import door
from ocop_scoring.rules import lock
from ocop_scoring.rules.cache import Cache
from ocop_scoring.rules.catalog import built_in, catalog_over
from ocop_scoring.rules.store import Store


def with_cache(folder: Path, cache: Path) -> Catalog:
    """The catalogue of a folder that answers from a cache where it can."""
    return catalog_over(Store(folder, Cache(cache)))


@pytest.fixture
def cached(tmp_path: Path) -> Catalog:
    """A copy of the invented ruleset with its cache written beside it."""
    shutil.copytree(RULESETS / "good", tmp_path / "r")
    Store(tmp_path / "r").write_cache(tmp_path / "cache")
    return with_cache(tmp_path / "r", tmp_path / "cache")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what is made from files from here on, in order."""
    names: list[str] = []

    def recorded(name: str, make: Callable[..., Any]) -> Callable[..., Any]:
        def recording(*arguments: Any) -> Any:
            names.append(name)
            return make(*arguments)

        return recording

    for name in ("ruleset", "product_set"):
        method = recorded(name, getattr(door.Assembled, name))
        monkeypatch.setattr(door.Assembled, name, method)
    for name in ("vocabulary", "products"):
        make = recorded(name, getattr(door, f"assembled_{name}"))
        monkeypatch.setattr(door, f"assembled_{name}", make)
    return names


def load_all(catalog: Catalog) -> None:
    catalog.ruleset("mini-2030").product_set(1)
    catalog.vocabulary()
    catalog._lexicon("mini-2030")


def test_the_cache_has_an_entry_for_all_words_each_policy_ruleset_and_product_set(
    tmp_path: Path,
) -> None:
    assert Store(RULESETS / "good").write_cache(tmp_path) == [
        "vocabulary",
        "products",
        "policies/mean-of-totals",
        "mini-2030/ruleset",
        "mini-2030/english",
        "mini-2030/1",
    ]
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.json")) == [
        "mini-2030/1.json",
        "mini-2030/english.json",
        "mini-2030/ruleset.json",
        "policies/mean-of-totals.json",
        "products.json",
        "sums.json",
        "vocabulary.json",
    ]


def test_what_the_cache_holds_is_not_made_again(cached: Catalog, made: list[str]) -> None:
    load_all(cached)
    assert made == []


def test_without_a_cache_everything_is_made_from_its_files(made: list[str]) -> None:
    load_all(Catalog(RULESETS / "good"))
    assert {"ruleset", "product_set", "vocabulary", "products"} <= set(made)


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
    Store(fresh.folder).write_cache(tmp_path)
    cached = with_cache(fresh.folder, tmp_path)
    for number in fresh.ruleset("26-2026").numbers:
        one, other = (catalog.ruleset("26-2026").product_set(number) for catalog in (cached, fresh))
        assert json.dumps(one.resolved()) == json.dumps(other.resolved())
        assert one.digest == other.digest


def test_writing_the_cache_twice_writes_the_same_bytes(cached: Catalog, tmp_path: Path) -> None:
    Store(cached.folder, Cache(tmp_path / "cache")).write_cache(tmp_path / "again")
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
    if file == "products.yaml":
        assert made == ["products"]
    elif "/" not in file:
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
        with_cache(RULESETS / "good", tmp_path / "nowhere")
        .ruleset("mini-2030")
        .product_set(1)
        .product_set
        == 1
    )


def test_the_cache_of_another_ruleset_is_never_used(tmp_path: Path, made: list[str]) -> None:
    catalog = two_decisions(tmp_path / "r")
    Store(catalog.folder).write_cache(tmp_path / "cache")
    shutil.copytree(
        tmp_path / "cache" / "mini-2031", tmp_path / "cache" / "mini-2030", dirs_exist_ok=True
    )
    made.clear()
    assert (
        with_cache(tmp_path / "r", tmp_path / "cache").ruleset("mini-2030").product_set(1).ruleset
        == "mini-2030"
    )
    assert made


def test_a_poisoned_cache_never_shows_the_genuine_digest(cached: Catalog, tmp_path: Path) -> None:
    """A minimum moved, and the sums put right: what is used has a digest of its own."""
    genuine = Catalog(cached.folder).ruleset("mini-2030")
    folder = tmp_path / "cache"
    pieces = folder / "mini-2030/pieces.jsonl"
    text = pieces.read_text(encoding="utf-8")
    pieces.write_text(text.replace('"minimum":4', '"minimum":5', 1), encoding="utf-8")
    sums = json.loads((folder / "sums.json").read_text(encoding="utf-8"))
    sums["mini-2030/pieces.jsonl"] = sha256(pieces.read_bytes()).hexdigest()
    (folder / "sums.json").write_text(json.dumps(sums), encoding="utf-8")
    poisoned = cached.ruleset("mini-2030").product_set(1)
    assert poisoned.minimums != genuine.product_set(1).minimums
    assert poisoned.digest != genuine.product_set(1).digest
    assert cached.ruleset("mini-2030").digest != genuine.digest
    lock.release(Catalog(cached.folder), "mini-2030", date(2030, 1, 1))
    with pytest.raises(RulesetError, match="released-digest-changed"):
        lock.check(cached, "mini-2030")


@pytest.mark.parametrize("file", ["sums.json", "mini-2030/1.json", "mini-2030/pieces.jsonl"])
@pytest.mark.parametrize("kind", ["pipe", "device", "huge"])
def test_what_is_no_file_of_a_cache_is_passed_by_without_waiting(
    cached: Catalog, tmp_path: Path, file: str, kind: str
) -> None:
    path = tmp_path / "cache" / file
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        with path.open("wb") as stream:
            stream.truncate(2**40)
    fresh = Catalog(cached.folder).ruleset("mini-2030").product_set(1)
    assert cached.ruleset("mini-2030").product_set(1) == fresh


def test_a_checkout_has_no_cache_so_that_code_that_changed_is_never_answered_by_an_old_one(
    tmp_path: Path,
) -> None:
    """Only the folder inside an installed package has one: code and cache were built together."""
    package = Path(ocop.__file__ or "").parent
    copied = tmp_path / "src" / "ocop_scoring"
    shutil.copytree(package, copied, ignore=shutil.ignore_patterns("__pycache__", "cache"))
    shutil.copytree(RULESETS / "good", tmp_path / "criteria")
    Store(RULESETS / "good").write_cache(copied / "cache")
    code = "import ocop_scoring as o; print(o.ruleset('mini-2030').product_set(1).criterion('1.4').levels[1].vi)"
    assert _said(copied.parent, code) == "Có"
    criteria = copied / "assembly/criteria.py"
    source = criteria.read_text(encoding="utf-8")
    assert '"Có", "Yes"' in source
    criteria.write_text(source.replace('"Có", "Yes"', '"Rồi", "Yes"'), encoding="utf-8")
    assert _said(copied.parent, code) == "Rồi"
    rules = tmp_path / "criteria/mini-2030/criteria/all.yaml"
    text = rules.read_text(encoding="utf-8")
    own = "yes_no: {points: 1, yes: {vi: Có nhãn}}"
    rules.write_text(text.replace("yes_no: {points: 1}", own), encoding="utf-8")
    assert _said(copied.parent, code) == "Có nhãn"


def _said(path: Path, code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-B", "-c", code],
        env={**os.environ, "PYTHONPATH": str(path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
