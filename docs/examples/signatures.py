from datetime import date
from pathlib import Path

import ocop_scoring as ocop

# Seal, twice: the second record takes the place of the first.
dossier, sheet = ocop.load_dossier("dossier.yaml"), ocop.load_sheet("sheet.yaml")
result = ocop.score(ocop.ruleset("26-2026"), dossier, sheet)
first = ocop.seal(result, decided_on=date(2026, 12, 8))
again = ocop.seal(result, decided_on=date(2026, 12, 15), supersedes=first)

# A journal of both, checked against the head that the minutes print.
journal = ocop.add_to_journal("journal.jsonl", [first, again])
records = [("first.json", first), ("again.json", again)]
print(ocop.verify_journal(journal, head=journal.head, records=records).ok)

# A line that is gone is seen.
lines = Path("journal.jsonl").read_bytes().splitlines(keepends=True)
Path("journal.jsonl").write_bytes(lines[1])
for line in ocop.load_journal("journal.jsonl").breaks:
    print(line.line, line.what, line.expected, line.found[:19])
