"""What holds for every sheet of a table, and sheets that show it."""

import ocop_scoring as ocop

rules = ocop.ruleset("26-2026")
found = ocop.reach(rules, product_set=8)

print(f"{found.sheets:,} complete sheets; most points: {found.most_points}")
for star in found.stars:
    print(f"{star.star}★ {star.sheets:>23,}  from {star.fewest_points} points")

print({star: f"{sheets:,}" for star, sheets in found.stars_by_total[92].items()})

witness = found.sheet_with(92, 3)  # 92 points, and 3 stars all the same
dossier, sheet = ocop.load_dossier("dossier.yaml"), ocop.load_sheet("sheet.yaml")
result = ocop.score(rules, dossier, sheet.model_copy(update={"marks": witness.marks}))
print(result.total, result.star, [unmet.criterion for unmet in result.unmet])

one, other = next(one.sheets for one in found.decisive if one.criterion == "1.5")
print({n: (mark, other.marks[n]) for n, mark in one.marks.items() if mark != other.marks[n]})
print(one.star, other.star)
