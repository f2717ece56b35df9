"""What people type in their first hour: each slip gets one sentence, in both languages, that quotes
what was typed and says what to write; and that is accepted.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

import pytest
from support.commandline import Ocop, Run
from support.extras import extra
from support.folders import DEMO

from ocop_scoring.lang import LANGUAGES, Lang

DOSSIER = (DEMO / "dossier.yaml").read_text(encoding="utf-8")
SHEET = (DEMO / "sheet.yaml").read_text(encoding="utf-8")


class Slip(NamedTuple):
    """What stands in the form, what is typed instead, which code names it, and what to write."""

    stands: str
    typed: str
    code: str
    right: str
    quoted: str | None = None

    @property
    def value(self) -> str:
        """What was typed, as the sentence quotes it."""
        return self.typed.partition(": ")[2].strip('"') if self.quoted is None else self.quoted


LABELS = "label_languages: 2"
SHARE, SITE, DAY = "share_under_contract: 0.6", "has_website: true", "submitted_on: 2026-09-15"
KIND, ROLE = "kind: cooperative", "role: member"
OF_DOSSIERS = [
    Slip(SHARE, "share_under_contract: 0,6", "not-a-share", "0.6"),
    Slip(SHARE, 'share_under_contract: "0,6"', "not-a-share", "0.6"),
    Slip(SHARE, "share_under_contract: 60%", "not-a-share", "0.6"),
    Slip(SHARE, "share_under_contract: 60 %", "not-a-share", "0.6"),
    Slip(SHARE, "share_under_contract: 60", "share-above-one", "0.6"),
    Slip(SHARE, "share_under_contract: .6", "not-a-share", "0.6"),
    Slip(SHARE, "share_under_contract: 0.6\xa0", "not-a-share", "0.6", "0.6\xa0"),
    Slip(SITE, "has_website: có", "not-yes-or-no", "yes"),
    Slip(SITE, "has_website: Không", "not-yes-or-no", "no"),
    Slip(SITE, "has_website: TRUE", "not-yes-or-no", "yes"),
    Slip("woman: true", "woman: Nữ", "not-yes-or-no", "yes"),
    Slip(DAY, "submitted_on: 15/9/2026", "not-a-date", "2026-09-15"),
    Slip(DAY, "submitted_on: 15/09/2026", "not-a-date", "2026-09-15"),
    Slip(DAY, "submitted_on: 2026-9-15", "not-a-date", "2026-09-15"),
    Slip(DAY, "submitted_on: ngày 15 tháng 9 năm 2026", "not-a-date", "2026-09-15"),
    Slip(KIND, "kind: hợp tác xã", "wrong-word", "cooperative"),
    Slip(KIND, "kind: tổ hợp tác", "wrong-word", "cooperative-group"),
    Slip(KIND, "kind: HTX", "wrong-word", "cooperative"),
    Slip(KIND, "kind: Cooperative-Group", "wrong-word", "cooperative-group"),
    Slip("kind: first", "kind: lần đầu", "wrong-word", "first"),
    Slip("processing: deep", "processing: Chế biến sâu", "unknown-word", "deep"),
    Slip(LABELS, "label_languages: 2 thứ tiếng", "not-a-whole-number", "2"),
    Slip(LABELS, "label_languages: 02", "not-a-whole-number", "2"),
    Slip("has_website", "Cơ sở có website", "unknown-fact", "has_website", "Cơ sở có website"),
    Slip("  name: Tôm", "  tên: Tôm", "unknown-field", "name", "tên"),
    Slip(
        "kind: waste-treatment-proof",
        "kind: Waste_Treatment_Proof",
        "unknown-document",
        "waste-treatment-proof",
    ),
    Slip(
        "code: 96-32244-001-2026",
        "code: 96/32244/001/2026",
        "not-a-product-code",
        "96-32244-001-2026",
    ),
]
OF_SHEETS = [
    Slip(ROLE, "role: Advisory", "wrong-word", "advisory", "Advisory"),
    Slip(ROLE, "role: Tổ tư vấn", "wrong-word", "advisory", "Tổ tư vấn"),
    Slip(ROLE, "role: hội đồng", "wrong-word", "council", "hội đồng"),
    Slip('"2.2": 2', '"2.2": BOXED', "not-a-mark", "boxed", "BOXED"),
    Slip('"2.2": 2', '"2.2": a_full', "not-a-mark", "a-full", "a_full"),
    Slip('"2.2": 2', '"2.2": [Accessible]', "not-a-mark", "[accessible]", "[Accessible]"),
    Slip('"2.2": 2', '"2.2": 2 điểm', "not-a-mark", "2", "2 điểm"),
    Slip('"2.2": 2', '"2.2": 2,0', "not-a-mark", "2", "2,0"),
    Slip('"2.2"', '"2,2"', "unknown-criterion", "2.2", "2,2"),
    Slip('"2.2"', '"Mục 2.2"', "unknown-criterion", "2.2", "Mục 2.2"),
    Slip('"2.2"', '"2.b"', "unknown-criterion", "2.2", "2.b"),
    Slip("assessed_on: 2026-11-20", "assessed_on: 20/11/2026", "not-a-date", "2026-11-20"),
]


def tried(ocop: Ocop, folder: Path, dossier: str, sheet: str, *more: object) -> Run:
    """A run on two files with these texts."""
    (folder / "ho-so.yaml").write_text(dossier, encoding="utf-8", newline="")
    (folder / "phieu.yaml").write_text(sheet, encoding="utf-8", newline="")
    return ocop("score", folder / "ho-so.yaml", folder / "phieu.yaml", *more)


def changed(text: str, stands: str, typed: str) -> str:
    assert stands in text, stands
    return text.replace(stands, typed, 1)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("slip", OF_DOSSIERS, ids=lambda slip: slip.typed)
def test_a_slip_in_a_dossier_gets_one_sentence_and_the_mend_works(
    ocop: Ocop, tmp_path: Path, slip: Slip, lang: Lang
) -> None:
    run = tried(ocop, tmp_path, changed(DOSSIER, slip.stands, slip.typed), SHEET, "--lang", lang)
    said_once(run, slip, lang)
    mended = slip.typed.replace(slip.value, slip.right).replace('"', "")
    assert tried(ocop, tmp_path, changed(DOSSIER, slip.stands, mended), SHEET).status in (0, 3)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("slip", OF_SHEETS, ids=lambda slip: slip.typed)
def test_a_slip_in_a_sheet_gets_one_sentence(
    ocop: Ocop, tmp_path: Path, slip: Slip, lang: Lang
) -> None:
    run = tried(ocop, tmp_path, DOSSIER, changed(SHEET, slip.stands, slip.typed), "--lang", lang)
    said_once(run, slip, lang)


def said_once(run: Run, slip: Slip, lang: Lang) -> None:
    assert (run.status, run.out) == (2, "")
    (sentence,) = run.sentences
    assert f" {slip.code}: " in sentence
    assert f"“{slip.value}”" in sentence
    ending = f"có lẽ là {slip.right}." if lang == "vi" else f"perhaps {slip.right} is meant."
    percent = f"perhaps {slip.right}."
    yes_or_no = f"viết là {slip.right}." if lang == "vi" else f"written {slip.right} here."
    assert sentence.endswith((ending, percent, yes_or_no))
    line, caret = run.err.splitlines()[1:]
    assert line.startswith("    ")
    assert caret.strip() == "^"


# Slips of another kind


@pytest.mark.parametrize(
    ("typed", "vi", "en"),
    [
        ("2026-02-31", "tháng 2/2026 có 28 ngày", "month 2 of 2026 has 28 days"),
        ("31/11/2026", "tháng 11/2026 có 30 ngày", "month 11 of 2026 has 30 days"),
        ("2026-15-09", "một năm có 12 tháng", "a year has 12"),
    ],
)
def test_a_day_that_is_none_is_told_why(
    ocop: Ocop, tmp_path: Path, typed: str, vi: str, en: str
) -> None:
    dossier = changed(DOSSIER, DAY, f"submitted_on: {typed}")
    for lang, why in (("vi", vi), ("en", en)):
        (sentence,) = tried(ocop, tmp_path, dossier, SHEET, "--lang", lang).sentences
        assert f"“{typed}”" in sentence
        assert why in sentence


@pytest.mark.parametrize("typed", ["1.01", "150", "1.5"])
def test_a_number_that_may_be_anything_gets_no_silly_guess(
    ocop: Ocop, tmp_path: Path, typed: str
) -> None:
    dossier = changed(DOSSIER, SHARE, f"share_under_contract: {typed}")
    (sentence,) = tried(ocop, tmp_path, dossier, SHEET).sentences
    assert f"“{typed}”, lớn hơn 1" in sentence
    assert "có lẽ" not in sentence


def test_twenty_digits_are_taken_exactly(ocop: Ocop, tmp_path: Path) -> None:
    dossier = changed(DOSSIER, SHARE, "share_under_contract: 0.49999999999999999999")
    assert tried(ocop, tmp_path, dossier, SHEET).status == 0
    long = changed(DOSSIER, SHARE, f"share_under_contract: 0.{'4' * 500}")
    (sentence,) = tried(ocop, tmp_path, long, SHEET).sentences
    assert "có quá nhiều chữ số" in sentence


def test_a_decimal_comma_in_braces_is_one_sentence(ocop: Ocop, tmp_path: Path) -> None:
    head = DOSSIER[: DOSSIER.index("facts:")]
    run = tried(ocop, tmp_path, f"{head}facts: {{share_under_contract: 0,82}}\n", SHEET)
    (sentence,) = run.sentences
    assert "“0,82”: dấu thập phân là dấu chấm" in sentence
    assert sentence.endswith("có lẽ là 0.82.")


def test_a_forgotten_comma_is_told_at_the_end_of_its_own_line(ocop: Ocop, tmp_path: Path) -> None:
    head = DOSSIER[: DOSSIER.index("facts:")]
    facts = "facts: {\n  has_website: yes   # có\n  # mục sau\n  label_languages: 2,\n  }\n"
    run = tried(ocop, tmp_path, head + facts, SHEET)
    (sentence,) = run.sentences
    number = head.count("\n") + 2
    assert f"ho-so.yaml:{number}:19 syntax: có lẽ thiếu dấu phẩy ở cuối dòng {number}" in sentence
    assert run.err.splitlines()[1:] == ["    has_website: yes   # có", "                    ^"]
    mended = facts.replace("yes ", "yes,")
    assert tried(ocop, tmp_path, head + mended, SHEET).status in (0, 3)


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("has_website:\xa0true", "U+00A0 no-break space"),
        ("has_website： true", "U+FF1A fullwidth colon"),
        ("has_website：\u3000true", "U+FF1A fullwidth colon"),
    ],
)
def test_a_character_that_only_looks_like_another_is_named(
    ocop: Ocop, tmp_path: Path, typed: str, named: str
) -> None:
    run = tried(ocop, tmp_path, changed(DOSSIER, SITE, typed), SHEET)
    (sentence,) = run.sentences
    assert f"có ký tự {named}" in sentence
    assert sentence.endswith("hãy viết: has_website: true")


def test_a_character_without_width_is_no_fault(ocop: Ocop, tmp_path: Path) -> None:
    dossier = changed(DOSSIER, SHARE, "share_under_contract: 0.6\u200b")
    dossier = changed(dossier, KIND, "kind: cooperative\u200b")
    assert tried(ocop, tmp_path, dossier, SHEET) == tried(ocop, tmp_path, DOSSIER, SHEET)


@pytest.mark.parametrize(
    ("left_out", "path", "words"),
    [
        (
            "  kind: cooperative\n",
            "producer/kind (Loại hình chủ thể)",
            "household, farm, cooperative-group",
        ),
        ("  kind: first\n", "application/kind (Loại đăng ký)", "first, upgrade, renewal"),
    ],
)
def test_a_kind_that_is_missing_is_told_which_and_its_words(
    ocop: Ocop, tmp_path: Path, left_out: str, path: str, words: str
) -> None:
    for dossier in (changed(DOSSIER, left_out, ""), changed(DOSSIER, left_out, "  kind:\n")):
        (sentence,) = tried(ocop, tmp_path, dossier, SHEET).sentences
        assert f"missing-field: thiếu {path}; hãy viết một trong {words}" in sentence


def test_swapped_files_are_one_sentence(ocop: Ocop, tmp_path: Path) -> None:
    for lang, words in (("vi", "hai tệp đổi chỗ cho nhau"), ("en", "the two files are swapped")):
        run = tried(ocop, tmp_path, SHEET, DOSSIER, "--lang", lang)
        assert run.status == 2
        (sentence,) = run.sentences
        assert words in sentence
        assert re.search(r"phieu\.yaml \S*ho-so\.yaml\.$", sentence)
        assert run.err.count("\n") == 1


def test_swapped_workbooks_are_one_sentence(ocop: Ocop, tmp_path: Path) -> None:
    extra("xlsxwriter")
    extra("python_calamine")
    filed, marked = tmp_path / "ho-so.xlsx", tmp_path / "phieu.xlsx"
    ocop("sheet", "new", "8", "--dossier", "--xlsx", "--out", filed)
    ocop("sheet", "new", "8", "--xlsx", "--out", marked)
    for verb in (("score",), ("report",), ("seal", "--decided", "2026-12-08")):
        run = ocop(*verb, marked, filed)
        assert run.status == 2
        assert run.sentences[0].startswith("files-swapped: hai tệp đổi chỗ cho nhau"), verb


def test_one_file_of_the_other_kind_is_one_sentence(ocop: Ocop, tmp_path: Path) -> None:
    (sentence,) = tried(ocop, tmp_path, DOSSIER, DOSSIER).sentences
    assert (
        "đây là hồ sơ sản phẩm (ocop-dossier/1), ở chỗ cần phiếu đánh giá (ocop-sheet/1)"
        in sentence
    )


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"PK\x03\x04....xl/workbook.xml", "không đọc được tệp Excel này"),
        ("a.yaml", b"PK\x03\x04....xl/workbook.xml", "không đọc được tệp Excel này"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", "đây là Excel, .xls"),
        ("a.csv", "mục,điểm\n1.1,3\n".encode(), "không có cột tên “mục”"),
        ("a.yaml", "mục;điểm\n1.1;3\n".encode(), "đây là bảng tính (CSV)"),
        ("a.docx", b"PK\x03\x04....word/document.xml", "đây là Word, .docx"),
        ("a.pdf", b"%PDF-1.7", "đây là tệp PDF"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "đây là tệp JPEG"),
        ("a.yaml", SHEET.encode("utf-16"), "UTF-16"),
        ("a.yaml", SHEET.encode("utf-16-le"), "UTF-16"),
        ("a.yaml", b"", "tệp trống"),
        ("a.yaml", b"# \xc4\x91\n\n", "tệp trống"),
    ],
)
def test_a_file_that_is_no_sheet_is_told_what_it_is(
    ocop: Ocop, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    run = ocop("score", DEMO / "dossier.yaml", tmp_path / name)
    assert run.status == 2
    assert words in run.sentences[0]


def test_a_file_that_is_not_there_is_told_with_the_one_that_is(ocop: Ocop, tmp_path: Path) -> None:
    (tmp_path / "phieu.yaml").write_text(SHEET, encoding="utf-8")
    gone = ocop("score", DEMO / "dossier.yaml", tmp_path / "phieu.yml")
    assert gone.err == (
        f"{tmp_path / 'phieu.yml'}:1:1 unreadable-file: không có tệp này; "
        f"có lẽ là {tmp_path / 'phieu.yaml'}.\n"
    )
    away = ocop("score", DEMO / "dossier.yaml", tmp_path / "xyz")
    assert away.err.endswith("không có tệp này; hãy kiểm tra tên và thư mục.\n")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_text_of_macs_and_of_notepad_is_read(
    ocop: Ocop, tmp_path: Path, encoding: str, line_end: str
) -> None:
    texts = [unicodedata.normalize("NFD", text) for text in (DOSSIER, SHEET)]
    paths = [tmp_path / "d.yaml", tmp_path / "s.yaml"]
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(text.replace("\n", line_end).encode(encoding))
    assert ocop("score", *paths) == ocop("score", DEMO / "dossier.yaml", DEMO / "sheet.yaml")


# Printed numbers of other tables


@pytest.mark.parametrize(
    ("ruleset", "product_set", "typed", "right"),
    [
        ("26-2026", 11, "6", "6.1.1, 6.1.2, 6.2.1, 6.2.2, 6.2.3"),
        ("26-2026", 11, "6.1", "6.1.1, 6.1.2"),
        ("148-2023", 8, "1.A", "1.a"),
        ("148-2023", 8, "1.1", "1.a"),
        ("148-2023", 8, "1.Đ", "1.đ"),
    ],
)
def test_a_number_of_another_table_is_told_with_this_tables(
    ocop: Ocop, tmp_path: Path, ruleset: str, product_set: int, typed: str, right: str
) -> None:
    filed = "2026-09-15" if ruleset == "26-2026" else "2024-06-01"
    dossier = (
        f"format: ocop-dossier/1\nproduct: {{name: A, product_set: {product_set}, commune: B, province: C}}\n"
        "producer: {name: D, kind: farm, representative: {name: E}}\n"
        f"application: {{kind: first, submitted_on: {filed}}}\n"
    )
    sheet = (
        f"format: ocop-sheet/1\nruleset: {ruleset}\nproduct_set: {product_set}\n"
        f'assessor: {{id: m1, role: self}}\nmarks: {{"{typed}": 1}}\n'
    )
    (sentence,) = tried(ocop, tmp_path, dossier, sheet).sentences
    assert sentence.endswith(f"bảng không có tiêu chí “{typed}”; có lẽ là {right}.")


# The command line


@pytest.mark.parametrize(
    ("arguments", "same"),
    [
        (("rules", "show", "26/2026", "8"), ("rules", "show", "26-2026", "8")),
        (("rules", "show", "26/2026/QĐ-TTg", "08"), ("rules", "show", "26-2026", "8")),
        (("rules", "show", "26-2026", "08"), ("rules", "show", "26-2026", "8")),
        (("score", "-h"), ("score", "--help")),
        (("-h",), ("--help",)),
        (("sheet", "new", "08", "--ruleset", "26/2026"), ("sheet", "new", "8")),
    ],
)
def test_what_is_printed_on_paper_and_known_from_other_programs_is_taken(
    ocop: Ocop, arguments: tuple[str, ...], same: tuple[str, ...]
) -> None:
    run = ocop(*arguments)
    assert run.status == 0
    assert run == ocop(*same)


@pytest.mark.parametrize(
    ("arguments", "ends"),
    [
        (("rules", "show", "2026", "8"), "không có bộ tiêu chí “2026”; có lẽ là 26-2026."),
        (("rules", "show", "148", "8"), "không có bộ tiêu chí “148”; có lẽ là 148-2023."),
        (
            ("score", "a", "b", "c"),
            "ocop score [--…] DOSSIER SHEET; có nhiều phiếu thì chạy lệnh cho từng phiếu.",
        ),
        (("score", "a"), "lệnh viết là: ocop score [--…] DOSSIER SHEET."),
        (("score", "a", "--sheet", "b"), "viết thẳng tên tệp: ocop score [--…] DOSSIER SHEET."),
        (
            ("rules", "applicable", "--filed", "1/12/2026", "--kind", "first"),
            "“1/12/2026” không viết theo năm-tháng-ngày; có lẽ là 2026-12-01.",
        ),
        (("rules", "applicable", "--filed", "2026-12-01", "--kind", "lần đầu"), "có lẽ là first."),
    ],
)
def test_an_argument_that_can_t_be_taken_is_told_what_to_write(
    ocop: Ocop, arguments: tuple[str, ...], ends: str
) -> None:
    run = ocop(*arguments)
    assert (run.status, run.out) == (2, "")
    (sentence,) = run.sentences
    assert sentence.endswith(ends)


def test_what_is_wrong_between_two_options_names_the_option(ocop: Ocop) -> None:
    run = ocop(
        "rules", "applicable", "--filed", "2026-12-01", "--kind", "first", "--decided", "2026-11-01"
    )
    assert run.err.startswith("--decided decided-before-filed: hồ sơ nộp ngày 01/12/2026")
