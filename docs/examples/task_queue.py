import json

import ocop_scoring as ocop


def rate(dossier: dict, sheet: dict) -> dict:
    """The task: takes JSON, returns JSON, so that any broker can carry it."""
    read = ocop.read_dossier(dossier)
    result = ocop.score(ocop.ruleset_for(read), read, ocop.read_sheet(sheet))
    return result.as_json()


def through_the_queue(value):
    """What a JSON serialiser makes of a value: text on the way, plain values after it."""
    return json.loads(json.dumps(value))


dossier = ocop.load_dossier("dossier.yaml").model_dump(mode="json")
sheet = ocop.load_sheet("sheet.yaml").model_dump(mode="json")

answer = through_the_queue(rate(through_the_queue(dossier), through_the_queue(sheet)))
result = ocop.formats.Evaluation.model_validate(answer)
print(result.status, result.total, result.star)

# A task that fails: the worker sends the error's class and args, the caller makes it again.
try:
    rate(dossier, sheet | {"marks": {"1.1": 4}})
except ocop.OcopError as error:
    name, args = through_the_queue([type(error).__name__, error.args])
    again = getattr(ocop, name)(*args)
    print(again == error)
    print(again)
