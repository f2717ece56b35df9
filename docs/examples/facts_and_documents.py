import ocop_scoring as ocop

rules = ocop.ruleset("26-2026")
dossier = ocop.load_dossier("dossier.yaml")
nothing_marked = ocop.ScoreSheet.model_validate(
    {
        "format": "ocop-sheet/1",
        "ruleset": "26-2026",
        "assessor": {"id": "nobody", "role": "self"},
        "marks": {},
    }
)

with_facts = ocop.score(rules, dossier, nothing_marked)
print([choice.number for choice in with_facts.criteria if choice.source == "fact"])
print(with_facts.reason(with_facts.criteria[0], "en"))

unknown = ocop.score(
    rules, dossier.model_copy(update={"facts": {}, "documents": None}), nothing_marked
)
print(unknown.status, [finding.code for finding in unknown.findings])

empty_file = ocop.score(rules, dossier.model_copy(update={"documents": ()}), nothing_marked)
print(empty_file.status, [raised.id for raised in empty_file.gates])

marked = ocop.score(rules, dossier, ocop.load_sheet("sheet.yaml"))
for finding in marked.findings:
    print(finding.code, finding.criterion)
