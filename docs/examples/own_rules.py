from pathlib import Path

import ocop_scoring as ocop

built_in = Path(ocop.__file__).parent / "criteria"
folder = built_in if built_in.is_dir() else Path(ocop.__file__).parents[2] / "criteria"
catalog = ocop.Catalog(
    folder
)  # any folder of rulesets; without a cache folder, always from its YAML files
print(catalog.check("26-2026")[1])  # product sets that stay unverified: none
dossier = ocop.load_dossier("dossier.yaml", catalog=catalog)
rules = ocop.ruleset_for(dossier, catalog=catalog)
print(ocop.score(rules, dossier, ocop.load_sheet("sheet.yaml")).star)
print(rules.product_set(8).digest == ocop.ruleset("26-2026").product_set(8).digest)
