import ocop_scoring as ocop

dossier = ocop.load_dossier("dossier.yaml")
result = ocop.score(ocop.ruleset_for(dossier), dossier, ocop.load_sheet("sheet.yaml"))

print(result.verdict("en"))
print(dict(result.parts), result.star_by_points, result.star)
for unmet in result.unmet:
    print(
        f"{unmet.star}★ needs {unmet.criterion} at {unmet.needs.id}, "
        f"has {unmet.has.id if unmet.has else None}"
    )
for choice in result.criteria[:3]:
    print(
        choice.criterion.number,
        choice.points,
        choice.source,
        choice.level.id if choice.level else None,
    )
print([reading.id for reading in result.readings])
