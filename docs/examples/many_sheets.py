import ocop_scoring as ocop

dossier = ocop.load_dossier("dossier.yaml")
rules = ocop.ruleset_for(dossier)  # once: loads the table
sheets = [
    ocop.load_sheet(f"{name}.yaml") for name in ("sheet", "sheet-incomplete", "sheet-rejected")
]
for sheet in sheets:
    result = ocop.score(
        rules, dossier, sheet
    )  # a look-up and a sum; words are made only when asked for
    print(sheet.assessor.id, result.status, result.total, result.star)
