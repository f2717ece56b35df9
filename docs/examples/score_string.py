"""A sheet in one line: made, read back, compared, rated."""

from pathlib import Path

import ocop_scoring as ocop

DEMO = Path(ocop.__file__).parent / "demo"

rules = ocop.ruleset("26-2026")
sheet = ocop.load_sheet(DEMO / "sheet.yaml")
text = sheet.to_string(rules)
print(text[:48])  # OCOP:26-2026/8/1.1=most/1.2=none/1.3=deep/1.4=me

said = ocop.parse_string(text)
print(said.product_set, said.marks["1.1"], said.rejects)  # 8 most ()
other = ocop.parse_string(text.replace("1.1=most", "1.1=half"))
print(dict(said.differences(other)))  # {'1.1': ('most', 'half')}

nobody = ocop.Assessor.model_validate({"id": "m1", "role": "member"})
again = ocop.sheet_from_string(said, rules, assessor=nobody)
result = ocop.score(rules, ocop.load_dossier(DEMO / "dossier.yaml"), again)
print(result.total, result.star_by_points, result.star)  # 74 4 3
