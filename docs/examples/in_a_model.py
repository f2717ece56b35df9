from pydantic import BaseModel

import ocop_scoring as ocop


class Filing(BaseModel):
    received_by: str
    sheet: ocop.ScoreSheet


filing = Filing.model_validate(
    {
        "received_by": "Tổ tư vấn",
        "sheet": {
            "format": "ocop-sheet/1",
            "ruleset": "26-2026",
            "product_set": 8,
            "assessor": {"id": "m1", "role": "advisory"},
            "marks": {"1.1": 2},
        },
    }
)
print(filing.sheet.marks["1.1"], filing.model_dump(mode="json")["sheet"]["assessor"])
