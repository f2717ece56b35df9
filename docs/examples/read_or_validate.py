from pydantic import ValidationError

import ocop_scoring as ocop

sheet = {
    "format": "ocop-sheet/1",
    "ruleset": "26-2026",
    "product_set": 8,
    "assessor": {"id": "m1", "role": "boss"},
    "marks": {"1.1": "much"},
}

try:
    ocop.ScoreSheet.model_validate(sheet)  # pydantic's way: ValidationError, path in `loc`
except ValidationError as error:
    print(error.error_count(), [fault.path for fault in ocop.faults_of(error)])

try:
    ocop.read_sheet(sheet)  # our way: FilingError, all faults in two languages
except ocop.FilingError as error:
    for line in error.lines("en"):
        print(line)

text = '{"format": "ocop-sheet/1", "ruleset": "26-2026",\n "marks": {"1.1": 2, "1.1": 3}}'
try:
    ocop.read_sheet(text)  # from text, with line and column; duplicate keys are seen
except ocop.FilingError as error:
    for line in error.lines("en"):
        print(line)
