"""What would change a star, and what it would cost."""

import ocop_scoring as ocop

rules = ocop.ruleset("26-2026")
dossier, sheet = ocop.load_dossier("dossier.yaml"), ocop.load_sheet("sheet.yaml")
costs = {"1.5": {"cost": 8_000_000, "months": 2}, "3.4": {"cost": 0, "months": 12}}
found = ocop.what_if(
    rules, dossier, sheet, {"format": "ocop-what-if/1", "marks": {"2.2": 3}, "costs": costs}
)
assert isinstance(found.before, ocop.Evaluation)
assert isinstance(found.after, ocop.Evaluation)
print(found.before.total, found.before.star, "→", found.after.total, found.after.star)
print([weight.criterion for weight in found.weights[:3]])
if found.robustness is not None:
    print([fall.mark.criterion for fall in found.robustness.falls])
if found.plans is not None:
    for plan in found.plans.plans:
        print(plan.cost, plan.months, [change.criterion for change in plan.changes])
