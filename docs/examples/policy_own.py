from policy_cases import sheet, show

import ocop_scoring as ocop

gates = ("any-member", "majority", "chair")
rules = {"format": "ocop-policy/1", "basis": "Quy chế of our own", "mean": "totals"}
rules |= {"rounding": "none", "minimums": "majority"}
own = [ocop.read_policy(rules | {"id": f"gates-by-{way}", "gates": way}) for way in gates]

sheets = [sheet("c", role="chair"), sheet("m2", rejects=["forged-dossier"]), sheet("m3")]
show(sheets, *own)
