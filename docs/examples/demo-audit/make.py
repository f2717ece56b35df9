"""An audit of the demo round, years later: `make demo-audit`.

Seals the demo round and verifies it; then changes one thing after another, and shows how each is
found: a mark in a record, a line of the journal, the end of the journal, a record in another's
place, a signature of another record, the record inside a PDF, a page that is made blank. Ends with
1 where one of them is not.

    python docs/examples/demo-audit/make.py out/demo-audit
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import ocop_scoring as ocop

HERE = Path(__file__).parent
KEYS = HERE.parent / "signatures"
"""Two keys that everybody has: for examples alone."""
HELD, FAILED, NOT_CHECKED = 0, 3, 4


class Audit:
    """One walk through a folder; what was not found as it should be is counted."""

    def __init__(self, folder: Path, products: int | None = None) -> None:
        """In this folder, with all products of the demo round or the first ones."""
        self.products = products
        self.folder, self.records = folder, folder / "records"
        self.trust, self.missed, self.step = folder / "trust", 0, 0

    def run(self) -> int:
        """The whole walk: how much was missed."""
        self.seal()
        self.nothing_changed()
        self.changed_mark()
        self.removed_line()
        self.cut_off_end()
        self.other_record()
        self.other_signature()
        self.changed_papers()
        return self.missed

    # Sealed

    def seal(self) -> None:
        """Run the round, which seals what it decides; secretary and chair sign."""
        self.say(
            "Niêm phong đợt mẫu, thư ký và chủ tịch ký", "The round is sealed, and signed twice"
        )
        demo_round().fill(self.folder, self.products)
        self.trust.mkdir()
        self.ocop("round", "run", self.folder, "--format", "md", wanted=NOT_CHECKED, last=2)
        files = sorted(self.records.glob("*.json"))
        for name in ("secretary", "chair"):
            key = KEYS / f"{name}.pem"
            public = ["openssl", "pkey", "-in", key, "-pubout", "-out", self.trust / f"{name}.pem"]
            subprocess.run(public, check=True)
            self.ocop("sign", *files, "--key", key, wanted=HELD, last=1)

    @property
    def head(self) -> str:
        """The head of the journal, as the minutes print it."""
        found = ocop.load_journal(self.folder / "records" / "journal.jsonl").head
        assert found is not None
        return found

    def nothing_changed(self) -> None:
        """All holds: records, signatures, journal."""
        self.say("Không gì bị sửa: mọi việc đều đúng", "Nothing was changed: all holds")
        self.verify(self.records, wanted=HELD)

    # Changed

    def changed_mark(self) -> None:
        """One mark of one sheet in one record."""
        self.say("Sửa một điểm trong một bản ghi", "One mark in one record is changed")
        copy = self.copy()
        path = sorted(copy.glob("*.json"))[0]
        record = ocop.load_record(path).document
        marks = record["sheets"][0]["marks"]
        number = next(number for number, mark in marks.items() if mark)
        marks[number] = 0
        path.write_bytes(ocop.read_record(record).to_bytes())
        self.verify(copy, wanted=FAILED, shows="✗")

    def removed_line(self) -> None:
        """A line of the journal, with its record."""
        self.say("Bỏ một bản ghi và dòng nhật ký của nó", "A record and its line are taken away")
        copy = self.copy()
        lines = (copy / "journal.jsonl").read_bytes().splitlines(keepends=True)
        _, gone = list(ocop.load_journal(copy / "journal.jsonl").entries())[3]
        (copy / "journal.jsonl").write_bytes(b"".join(lines[:3] + lines[4:]))
        for path in copy.glob("*.json"):
            if ocop.load_record(path).digest == gone.record:
                path.unlink()
        self.verify(copy, wanted=FAILED, shows="✗")

    def cut_off_end(self) -> None:
        """The last line and its record: seen against the head in the minutes alone."""
        self.say(
            "Cắt dòng cuối: chỉ mã đầu trong biên bản cho thấy",
            "The end is cut off: the head tells",
        )
        copy = self.copy()
        lines = (copy / "journal.jsonl").read_bytes().splitlines(keepends=True)
        (copy / "journal.jsonl").write_bytes(b"".join(lines[:-1]))
        self.verify(copy, wanted=FAILED, shows="✗")

    def other_record(self) -> None:
        """A record with other sheets, sealed anew by somebody who has the law and this program."""
        self.say("Thay bằng bản ghi lập lại với phiếu khác", "Another record, with other sheets")
        copy = self.copy()
        path = next(
            p for p in sorted(copy.glob("*.json")) if ocop.load_record(p).result["star"] == 3
        )
        record = ocop.load_record(path)
        result = record.outcome()
        assert isinstance(result, ocop.CouncilResult)
        marks = result.sheets[-1].marks
        sheets = [one.model_copy(update={"marks": marks}) for one in result.sheets]
        forged = ocop.council(
            result.rules,
            result.dossier,
            sheets,
            policy=result.rules_of_procedure,
            appointed=record.appointed,
            conflicts=record.conflicts,
            decided_on=record.decided_on,
            level=record.level,
        )
        path.write_bytes(ocop.seal(forged, decided_on=record.decided_on).to_bytes())
        self.verify(copy, wanted=FAILED, shows="✗")

    def other_signature(self) -> None:
        """The signatures of one record beside another."""
        self.say("Đặt chữ ký của bản ghi khác vào", "The signatures are those of another record")
        copy = self.copy()
        first, second = sorted(copy.glob("*.sig"))[:2]
        first.write_bytes(second.read_bytes())
        self.verify(copy, wanted=FAILED, shows="✗")

    def changed_papers(self) -> None:
        """A PDF with another record inside; one whose page is made blank behind its end."""
        sys.path.insert(0, str(HERE.parents[2] / "tests"))
        from support.proofs import blanked, swapped  # what the tests change papers with

        first, second = sorted(self.records.glob("*.json"))[:2]
        paper = self.folder / "minutes.pdf"
        self.say("Giấy mang bản ghi: đúng", "A paper with its record: it holds")
        self.ocop("report", first, "--kind", "minutes", "--out", paper, wanted=HELD, last=1)
        self.ocop("verify", paper, wanted=HELD, last=99, shows="✓")
        content = paper.read_bytes()
        self.say("Đổi bản ghi trong tệp PDF", "The record inside the PDF is another one")
        paper.write_bytes(swapped(content, "record.json", second.read_bytes()))
        self.ocop("verify", paper, wanted=FAILED, last=99, shows="✗")
        self.say("Xóa trắng một trang bằng phần nối thêm", "A page is made blank by an increment")
        paper.write_bytes(blanked(content))
        self.ocop("verify", paper, wanted=FAILED, last=99, shows="✗")

    # What every step does

    def copy(self) -> Path:
        """The records in a folder of their own, to change something there."""
        folder = self.folder / f"changed-{self.step}"
        return Path(shutil.copytree(self.records, folder))

    def verify(self, records: Path, *, wanted: int, shows: str = "") -> None:
        """Verify records with their signatures and their journal."""
        journal = ("--journal", records / "journal.jsonl", "--head", self.head)
        self.ocop("verify", "--trust", self.trust, *journal, wanted=wanted, last=5, shows=shows)

    def ocop(self, *arguments: object, wanted: int, last: int, shows: str = "") -> None:
        """Run the command; show the last lines of what it says, or those with a sign."""
        done = self.command([str(argument) for argument in arguments])
        lines = [line for line in done.stdout.splitlines() if shows in line] or [done.stderr]
        print(*lines[-last:], sep="\n")
        if done.returncode != wanted:
            self.missed += 1
            print(f"!! {done.returncode}, {wanted} expected: {done.stderr}", file=sys.stderr)

    def command(self, arguments: list[str]) -> subprocess.CompletedProcess[str]:
        """What the command `ocop` leaves."""
        command = [sys.executable, "-m", "ocop_scoring", *arguments]
        return subprocess.run(command, check=False, capture_output=True, encoding="utf-8")

    def say(self, vi: str, en: str) -> None:
        """What is done next."""
        self.step += 1
        print(f"\n{self.step}. {vi} / {en}", flush=True)


def demo_round() -> ModuleType:
    """The module that makes the demo round."""
    spec = spec_from_file_location("demo_round_make", HERE.parent / "demo-round" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(min(Audit(Path(sys.argv[1])).run(), 1))
