from datetime import date

import ocop_scoring as ocop

rules = ocop.in_force(date(2026, 9, 15))
result = ocop.score(rules, ocop.load_dossier("dossier.yaml"), ocop.load_sheet("sheet.yaml"))
record = ocop.seal(result, decided_on=date(2026, 12, 8))
again = ocop.read_record(record.to_bytes())  # in ten years, from a file: ocop.load_record(path)
print(ocop.verify(again).ok, again.outcome().star)  # True 3

document = record.document
document["result"]["star"] = 4
changed = ocop.verify(ocop.read_record(document))
print([(c.name, c.path, c.expected, c.found) for c in changed.checks if c.name == "replay"])
