"""Rates a dossier and a sheet over HTTP. Run it with: fastapi dev app.py"""

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel

import ocop_scoring as ocop

app = FastAPI(title="OCOP ratings")


class Rating(BaseModel):
    """What is rated: both forms as they are filed."""

    dossier: ocop.Dossier
    sheet: ocop.ScoreSheet

    def result(self) -> ocop.Evaluation:
        """Rated by the ruleset that the dossier's dates call for."""
        return ocop.score(ocop.ruleset_for(self.dossier), self.dossier, self.sheet)


NOT_FOUND = {"unknown-ruleset", "unknown-product-set"}


def refused(faults: tuple[ocop.Fault, ...]) -> JSONResponse:
    """404 where no such ruleset or product set is known, else 422; the body is `ocop-errors/1`."""
    status = 404 if {fault.code for fault in faults} <= NOT_FOUND else 422
    errors = [fault.as_json() for fault in faults]
    return JSONResponse({"format": "ocop-errors/1", "errors": errors}, status)


@app.exception_handler(RequestValidationError)
async def body_refused(request: Request, error: RequestValidationError) -> JSONResponse:
    """A body, a path or a query that doesn't fit: one fault a field, its path the field's."""
    return refused(ocop.faults_of(error))


@app.exception_handler(ocop.OcopError)
async def rating_refused(request: Request, error: ocop.OcopError) -> JSONResponse:
    """Forms that can be read, but don't fit each other or the table."""
    return refused(error.faults)


@app.post("/score", response_model=ocop.formats.Evaluation)
def score(rating: Rating) -> Response:
    """The result. Rejected and incomplete are results too: 200, and `status` says which."""
    return Response(rating.result().to_json(indent=None), media_type="application/json")


@app.post("/verdict")
def verdict(rating: Rating, lang: ocop.Lang = "vi") -> str:
    """The result in one sentence. FastAPI refuses any `lang` other than vi and en."""
    return rating.result().verdict(lang)


@app.post("/report", response_class=Response)
def report(rating: Rating, lang: ocop.Lang = "vi") -> Response:
    """The report, as a file to download."""
    page = ocop.render(rating.result(), "html", kind="report", lang=lang)
    headers = {"Content-Disposition": 'attachment; filename="report.html"'}
    return Response(page, media_type="text/html; charset=utf-8", headers=headers)


@app.post("/sheets")
def keep(sheet: ocop.ScoreSheet) -> ocop.ScoreSheet:
    """A form goes back as it came: FastAPI writes it without help."""
    return sheet


@app.post("/dossiers/check")
async def check(request: Request) -> ocop.Dossier:
    """An uploaded file, YAML or JSON, read from its bytes: faults come with line and column."""
    return ocop.read_dossier(await request.body())


@app.get("/rulesets/{ruleset}/product-sets/{number}", response_model=ocop.formats.ProductSet)
def product_set(ruleset: str, number: int) -> dict[str, object]:
    """All that a form needs: rows, levels, what to send as a mark, facts, papers, bands."""
    return ocop.ruleset(ruleset).product_set(number).as_json()


@app.get("/product-sets", response_model=ocop.formats.Places)
def find(words: str) -> dict[str, object]:
    """Which product set a product belongs to."""
    return ocop.find(words).as_json()
