from datetime import date

import ocop_scoring as ocop

rules = ocop.ruleset("26-2026")
print(rules.decision, [(band.star, band.points.say("en")) for band in rules.bands])

table = rules.product_set(8)
contracts = table.criterion("1.5")
print(table.product_set, contracts.id, contracts.evidence)
print([(level.id, level.points, level.minimum) for level in contracts.levels])
print(len(table.criteria), "criteria,", len(table.minimums), "minimums")
print([gate.id for gate in table.gates][:2])
print(sum(part.points for part in table.parts), table.provenance, table.digest[:19])

answer = ocop.applicable(date(2026, 9, 15), "first")
print(answer.ruleset, answer.article)
print(answer.en)

for place in ocop.find("tôm khô").places:
    print(place.product_set, place.en)
