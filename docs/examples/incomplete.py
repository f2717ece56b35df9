import ocop_scoring as ocop

dossier = ocop.load_dossier("dossier.yaml")
result = ocop.score(ocop.ruleset_for(dossier), dossier, ocop.load_sheet("sheet-incomplete.yaml"))

print(result.status, result.star, result.total, result.range)
print([choice.number for choice in result.criteria if choice.points is None])
