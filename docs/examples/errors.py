import ocop_scoring as ocop

text = """{
  "format": "ocop-sheet/1",
  "ruleset": "26-2026",
  "product_set": 8,
  "assessor": {"id": "m1", "role": "member"},
  "marks": {"1.1": 4, "1.55": 2, "8": "three-stars"}
}"""
dossier = ocop.load_dossier("dossier.yaml")
try:
    ocop.score(ocop.ruleset("26-2026"), dossier, ocop.read_sheet(text))
except ocop.OcopError as error:
    print(type(error).__name__, error.exit_status)
    for fault in error.faults:
        print(fault.said("en"))
    first = error.faults[0]
    print(first.code, first.path, first.line, first.column, first.right)
    print(first.vi)
