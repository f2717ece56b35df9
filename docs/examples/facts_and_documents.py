import ocop_scoring as ocop

rules = ocop.ruleset("26-2026")
dossier = ocop.load_dossier("dossier.yaml")
no_marks = ocop.read_sheet(
    {
        "format": "ocop-sheet/1",
        "ruleset": "26-2026",
        "product_set": 8,
        "assessor": {"id": "nobody", "role": "self"},
        "marks": {},
    }
)

with_facts = ocop.score(rules, dossier, no_marks)
print([choice.number for choice in with_facts.criteria if choice.source == "fact"])
print(with_facts.reason(with_facts.criteria[0], "en"))

unknown = ocop.score(rules, dossier.model_copy(update={"facts": {}, "documents": None}), no_marks)
print(unknown.status, [finding.code for finding in unknown.findings])

no_papers = ocop.score(rules, dossier.model_copy(update={"documents": ()}), no_marks)
print(no_papers.status, [gate.id for gate in no_papers.gates])

ticked = ocop.score(rules, dossier, ocop.load_sheet("sheet.yaml"))
for finding in ticked.findings:
    print(finding.code, finding.criterion)
