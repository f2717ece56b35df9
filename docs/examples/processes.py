from concurrent.futures import ProcessPoolExecutor
from itertools import repeat

import ocop_scoring as ocop

if __name__ == "__main__":
    dossier = ocop.load_dossier("dossier.yaml")
    rules = ocop.ruleset_for(dossier)
    sheets = [ocop.load_sheet("sheet.yaml"), ocop.load_sheet("sheet-incomplete.yaml")]
    with ProcessPoolExecutor(2) as pool:
        results = list(pool.map(ocop.score, repeat(rules), repeat(dossier), sheets))
    print([result.total for result in results])
    print(results[0] == ocop.score(rules, dossier, sheets[0]))
