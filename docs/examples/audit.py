from datetime import date
from pathlib import Path

import ocop_scoring as ocop

# What the council left behind: one file.
dossier, sheet = ocop.load_dossier("dossier.yaml"), ocop.load_sheet("sheet.yaml")
result = ocop.score(ocop.ruleset("26-2026"), dossier, sheet)
ocop.seal(result, decided_on=date(2026, 12, 8)).save("shrimp.json")

# Years later: everything comes from that file.
record = ocop.load_record("shrimp.json")
found = ocop.verify(record)
print(found.ok, [check.name for check in found.checks if check.state == "held"])

# The same sheet, rated anew by the rules inside the record; the reasons in words.
again = record.outcome()
assert isinstance(again, ocop.Evaluation)  # a council's record gives a CouncilResult
print(again.total, again.star_by_points, again.star)
print(again.verdict("en"))

# A workbook whose own formulas add the marks up: open it in Excel or LibreOffice.
content = ocop.sheet_workbook(again.rules, again.sheet, dossier=again.dossier)
Path("shrimp.xlsx").write_bytes(content)

# One mark changed: the place where it shows.
changed = record.document
changed["sheets"][0]["marks"]["1.5"] = 2
for check in ocop.verify(ocop.read_record(changed)).checks:
    if check.state == "failed":
        print(check.name, check.path)
