"""The council of the examples on policies: the sample dossier, sheets that differ in few marks."""

import ocop_scoring as ocop

DOSSIER, SAMPLE = ocop.load_dossier("dossier.yaml"), ocop.load_sheet("sheet.yaml")
RULES = ocop.ruleset_for(DOSSIER)
FOUR_STARS = SAMPLE.marks | {"1.5": 2, "3.4": 2}  # 76 points, no minimum of 4 stars missed


def sheet(who, *, role="member", rejects=(), **marks):
    """A sheet of 4 stars, but for these marks: `_1_5=1` is item 1.5 with 1 point."""
    changed = {name.strip("_").replace("_", "."): mark for name, mark in marks.items()}
    person = {"id": who, "role": role}
    given = {"assessor": person, "marks": FOUR_STARS | changed, "rejects": rejects}
    return SAMPLE.model_copy(update=given)


def show(sheets, *policies, **council):
    """What each policy gives on the same sheets."""
    for policy in policies:
        result = ocop.council(RULES, DOSSIER, sheets, policy=policy, **council)
        star = "–" if result.star is None else f"{result.star}★"
        print(f"{result.policy:<26}{result.mean_shown:>6}  {star}  {result.status}")
