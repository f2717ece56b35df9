import ocop_scoring as ocop

catalog = ocop.Catalog("three-criteria")  # a folder of rulesets, always read from its YAML files
print([rules.id for rules in catalog.rulesets()])
dossier = ocop.load_dossier("three-criteria/cake/dossier.yaml", catalog=catalog)
sheet = ocop.load_sheet("three-criteria/cake/sheet.yaml")
print(ocop.score(ocop.ruleset_for(dossier, catalog=catalog), dossier, sheet).verdict("en"))

both = ocop.Catalog("three-criteria", built_in=True)  # your rules beside the built-in ones
print([rules.id for rules in both.rulesets()])
