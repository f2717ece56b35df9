import ocop_scoring as ocop

dossier = ocop.load_dossier("dossier.yaml")
rules = ocop.ruleset_for(dossier)
text = ocop.score(rules, dossier, ocop.load_sheet("sheet.yaml")).to_json()

stored = ocop.formats.Evaluation.model_validate_json(text)  # points are text here, as in JSON
print(stored.total, stored.star, stored.rated.product_name, stored.rated.assessor.id)
print(stored.ruleset, stored.product_set, stored.engine)
print(stored.ruleset_digest == rules.product_set(stored.product_set).digest)  # the same law?
