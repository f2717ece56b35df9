"""What differs from one ruleset to another, what moves a star first."""

import ocop_scoring as ocop

found = ocop.diff("148-2023", "26-2026", product_set=8)
table = found.product_set(8)
for change in table.of_kind("minimum")[:4]:
    print(change.number.from_, change.number.to, change.level, change.from_, "→", change.to)
print([change.id for change in table.of_kind("criterion-added", "criterion-removed")])
print({change.field: change.to for change in found.ruleset if change.field.startswith("in_force")})

same = ocop.diff("148-2023", "148-2023+1489", product_set=8).product_set(8).semantic
print(f"{same.changed} of {same.of:,} sheets change star")
