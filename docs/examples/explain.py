import ocop_scoring as ocop

dossier = ocop.load_dossier("dossier.yaml")
result = ocop.score(ocop.ruleset_for(dossier), dossier, ocop.load_sheet("sheet.yaml"))

print(result.verdict("en"))
print(dict(result.parts), result.star_by_points, result.star)
for unmet in result.unmet:
    print(f"{unmet.star}★ needs {unmet.criterion} at {unmet.needs}, has {unmet.has}")
for choice in result.criteria[:3]:
    print(choice.number, choice.points, choice.source, choice.level)
print(result.readings)
