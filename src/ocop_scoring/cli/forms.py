"""`ocop sheet new`: a blank score sheet, or a blank dossier, with the product set's words as
comments.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ..errors import FilingError
from ..rules.catalog import Catalog
from ..rules.model import Criterion, Level
from ..rules.product_set import ProductSet
from ..rules.ruleset import Ruleset
from ..rules.vocabulary import Fact
from ..sources.read import read_text
from ..terms import KINDS_OF_APPLICATION, KINDS_OF_PRODUCER, ROLES
from ..text import Words
from .files import write_new
from .frame import argument, criteria_option, option, verb
from .language import Speech
from .options import newest, read_number
from .output import put, put_json, put_note

__all__ = ["blank_dossier", "blank_sheet", "new"]

_WIDTH = 24  # of what stands before a comment; longer lines push it right


@verb("sheet new")
@argument("n", callback=read_number)
@option("--dossier", "as_dossier", is_flag=True)
@option("--ruleset", metavar="ID")
@option("--out", metavar="FILE")
@criteria_option
def new(
    speech: Speech, n: int, as_dossier: bool, ruleset: str | None, out: str | None, catalog: Catalog
) -> None:
    """Print a blank form, or write it to a file that is not there yet."""
    rules = newest(catalog, ruleset)
    table = rules.product_set(n)
    text = blank_dossier(rules, table, speech) if as_dossier else blank_sheet(table, speech)
    if out is not None:
        write_new(Path(out), text.encode())
        put_note(speech.say("form-at", file=out))
    elif speech.json:
        document = read_text(text, "form.yaml", FilingError).root
        if as_dossier:
            document["product"]["product_set"] = n  # in YAML every scalar is text
        put_json(document)
    else:
        put(text)


# A blank form is valid as it stands, and each line that a person frees of its # keeps it so: marks
# stand in braces, so that none need be there, and every line ends in its comma.


def blank_sheet(table: ProductSet, speech: Speech) -> str:
    """A score sheet without marks: one commented line for each box, ticked by taking away its #."""
    lines = [
        *_comments(speech.say("blank.sheet", **_names(table, speech))),
        "format: ocop-sheet/1",
        f"ruleset: {_quoted(table.ruleset)}",
        "#product_code: 96-32244-001-2026",
        "assessor:",
        "  id: m1",
        _noted("  role: member", speech.say("blank.roles", words=" | ".join(ROLES))),
        "  #name: …",
        "#assessed_on: YYYY-MM-DD",
        "#round: 1",
        "marks: {",
        *_boxes_of(table, speech),
        "  }",
        *_rejects(table, speech),
        "#comment: …",
    ]
    return "\n".join(lines) + "\n"


def _boxes_of(table: ProductSet, speech: Speech) -> Iterator[str]:
    for row in table.rows():
        yield ""
        if row.kind == "criterion":
            yield from _boxes(row.criterion, speech)
            continue
        number = f"{row.number}." if row.kind != "heading" else row.number
        yield f"  # {number} {_line(row.title, speech)} ({row.points})"


def _boxes(criterion: Criterion, speech: Speech) -> Iterator[str]:
    """A criterion's title, and a line to tick for each of its levels, or for the list of those that
    add up.
    """
    yield f"  # {criterion.number} {_line(criterion.title, speech)} ({criterion.points})"
    if criterion.only_if:
        yield f"  # {speech.say('blank.only-if', story=criterion.only_if.criterion)}"
    if criterion.mode == "sum":
        yield from (
            f"  #   {level.id} = {level.points}: {_label(level, criterion, speech)}"
            for level in criterion.levels
        )
        ids = ", ".join(level.id for level in criterion.levels)
        yield _noted(f'    #"{criterion.number}": [{ids}],', speech.say("blank.sum"))
    marks = (
        [] if criterion.mode == "sum" else [(str(level.mark), level) for level in criterion.levels]
    )
    if not any(mark == "0" for mark, _ in marks):
        yield _noted(f'    #"{criterion.number}": 0,', speech.say("blank.nothing"))
    for mark, level in marks:
        yield _noted(f'    #"{criterion.number}": {mark},', _label(level, criterion, speech))


def _label(level: Level, criterion: Criterion, speech: Speech) -> str:
    case = f"[{level.case}] {_line(criterion.cases[level.case], speech)}: " if level.case else ""
    points = f"{level.points} · " if level.case else ""
    asterisks = f" ({speech.say('blank.minimum', star=level.minimum)})" if level.minimum else ""
    return f"{points}{case}{_line(level.words, speech)}{asterisks}"


def _rejects(table: ProductSet, speech: Speech) -> Iterator[str]:
    gates = [gate for gate in table.gates if gate.raised_by != "marks"]
    if gates:
        yield _noted("rejects: [", speech.say("blank.rejects"))
        yield from (_noted(f"    #{gate.id},", _line(gate.words, speech)) for gate in gates)
        yield "  ]"


def blank_dossier(ruleset: Ruleset, table: ProductSet, speech: Speech) -> str:
    """A dossier with placeholders; facts and papers that the table asks for as comments.

    What decides points or the ruleset (kinds of producer and application, the filing day) has no
    placeholder: it must be chosen.
    """
    lines = [
        *_comments(speech.say("blank.dossier", **_names(table, speech))),
        "format: ocop-dossier/1",
        "product:",
        f"  name: {_quoted(speech.say('blank.name'))}",
        f"  product_set: {table.product_set}",
        *_groups(ruleset, table, speech),
        "  #code: 96-32244-001-2026",
        f"  commune: {_quoted(speech.say('blank.commune'))}",
        f"  province: {_quoted(speech.say('blank.province'))}",
        "producer:",
        f"  name: {_quoted(speech.say('blank.producer'))}",
        *(
            _noted(f"  #kind: {kind}", speech.say(f"blank.producer-{kind}"))
            for kind in KINDS_OF_PRODUCER
        ),
        "  representative:",
        f"    name: {_quoted(speech.say('blank.representative'))}",
        *(
            f"    #{name}: {value}"
            for name in ("woman", "ethnic_minority", "disabled")
            for value in ("true", "false")
        ),
        "application: {",
        *(
            _noted(f"    #kind: {kind},", speech.say(f"blank.kind-{kind}"))
            for kind in KINDS_OF_APPLICATION
        ),
        _noted("    #submitted_on: YYYY-MM-DD,", speech.say("blank.filed")),
        "    #previous: {star: 3, certified_on: YYYY-MM-DD, expires_on: YYYY-MM-DD},",
        "  }",
        *_facts(table, speech),
        *_papers(table, speech),
    ]
    return "\n".join(lines) + "\n"


def _groups(ruleset: Ruleset, table: ProductSet, speech: Speech) -> Iterator[str]:
    for line in ruleset.classification:
        if line.product_set == table.product_set:
            yield _noted(f"  #product_group: {line.id}", _line(line.title, speech))


def _facts(table: ProductSet, speech: Speech) -> Iterator[str]:
    facts = [fact for fact in table.vocabulary.facts.values() if fact.from_dossier is None]
    if facts:
        yield _noted("facts: {", speech.say("blank.facts"))
        for fact in facts:
            yield from _fact(fact, speech)
        yield "  }"


def _fact(fact: Fact, speech: Speech) -> Iterator[str]:
    """One line for a number; one for each word, and each of yes and no."""
    yield f"  # {_line(fact.title, speech)}"
    if fact.unit == "yes_no":
        yield from (f"    #{fact.name}: {value}," for value in ("true", "false"))
    elif fact.unit == "word":
        yield from (
            _noted(f"    #{fact.name}: {word},", _line(words, speech))
            for word, words in fact.words.items()
        )
    else:
        yield _noted(f"    #{fact.name}: ,", speech.say(f"blank.unit-{fact.unit}"))


def _papers(table: ProductSet, speech: Speech) -> Iterator[str]:
    # Left out as a whole: a list that is there, even an empty one, says that nothing else is on
    # file.
    yield from _comments(speech.say("blank.documents"))
    yield "#documents:"
    for paper in table.vocabulary.documents.values():
        expires = ", expires_on: YYYY-MM-DD" if paper.expires else ""
        yield _noted(
            f"#  - {{kind: {paper.kind}, number: …, issued_on: YYYY-MM-DD{expires}}}",
            _line(paper.title, speech),
        )


def _names(table: ProductSet, speech: Speech) -> dict[str, object]:
    return {
        "ruleset": table.ruleset,
        "number": table.product_set,
        "title": _line(table.title, speech),
    }


def _comments(text: str) -> list[str]:
    return [f"# {line}".rstrip() for line in text.splitlines()]


def _noted(text: str, comment: str) -> str:
    return f"{text.ljust(_WIDTH)}  # {comment}"


def _line(words: Words, speech: Speech) -> str:
    """Words on one line."""
    return " ".join(words.say(speech.lang).split())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
