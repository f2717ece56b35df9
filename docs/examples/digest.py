import hashlib
import json

import rfc8785  # canonical JSON, of another hand

import ocop_scoring as ocop

text = json.dumps(ocop.ruleset("26-2026").product_set(8).as_json(whole=True))

table = json.loads(text)
canonical = rfc8785.dumps(table["document"])
print(table["digest"] == f"sha256:{hashlib.sha256(canonical).hexdigest()}")

read = ocop.formats.ProductSet.model_validate_json(text)
item = read.parts[0].groups[0].criteria[0]
print(item.number, item.title.vi, [level.mark for level in item.levels])
