import ocop_scoring as ocop

dossier, sheet = ocop.load_dossier("dossier.yaml"), ocop.load_sheet("sheet.yaml")
rules = ocop.ruleset_for(dossier)
plan = ocop.score(rules, dossier, sheet).next_star
assert plan is not None
print(plan.star, plan.points_missing)
for change in plan.changes:
    print(change.criterion, "from", change.from_, "to", change.to, change.points)

raised = {change.criterion: change.to for change in plan.changes}
better = sheet.model_copy(update={"marks": sheet.marks | raised})
print(ocop.score(rules, dossier, better).star)
