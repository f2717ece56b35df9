import ocop_scoring as ocop

dossier = ocop.load_dossier("dossier.yaml")
rules = ocop.ruleset_for(dossier)  # once: it holds the table
for name in ("sheet", "sheet-incomplete", "sheet-rejected"):
    sheet = ocop.load_sheet(f"{name}.yaml")
    result = ocop.score(rules, dossier, sheet)  # numbers; words are made only where you ask
    print(sheet.assessor.id, result.status, result.total, result.star)
