from datetime import date
from pathlib import Path

import ocop_scoring as ocop

rules = ocop.in_force(date(2026, 9, 15))  # 26-2026
dossier = ocop.load_dossier("dossier.yaml")
sheet = ocop.load_sheet("sheet.yaml")
result = ocop.score(rules, dossier, sheet)
print(result.total, result.star_by_points, result.star)  # 74 4 3
print(result.explain("vi"))
Path("report.html").write_bytes(ocop.render(result, "html", kind="report", lang="vi"))
