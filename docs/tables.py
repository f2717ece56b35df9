"""The tables of the pages, made from the rules, the message catalogues, the code and its import
contract.
"""

from __future__ import annotations

import ast
import inspect
import io
import json
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin
from unittest import mock

import yaml
from pydantic import BaseModel, RootModel

import ocop_scoring as ocop
from ocop_scoring.cli.app import SECTIONS, run
from ocop_scoring.lang import catalogue
from ocop_scoring.rating.finding import REGISTER
from ocop_scoring.reporting import KINDS
from ocop_scoring.rules.product_set import ProductSet
from ocop_scoring.rules.vocabulary import Condition
from ocop_scoring.text import say
from ocop_scoring.workshop.lint.remark import REMARKS, Severity

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "ocop_scoring"
DOCS = ROOT / "docs"
WIDE = 90
"""Columns of JSON on a page."""


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    cells = [[_cell(value) for value in row] for row in rows]
    lines = [" | ".join(row) for row in [list(head), ["---"] * len(head), *cells]]
    return "\n".join(f"| {line} |" for line in lines)


def _cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")


# the code


def contracts() -> list[dict[str, Any]]:
    """The import contract as `pyproject.toml` has it."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    return found


def rooms() -> str:
    """The import contract, a list for each of its parts: a module imports only from lines above its
    own.
    """
    said = []
    for contract in contracts():
        lines = [
            f"{place}. {_layer(layer)}"
            for place, layer in enumerate(reversed(contract["layers"]), 1)
        ]
        said.append("\n".join([f"**{contract['name']}**", "", *lines]))
    return "\n\n".join(said)


def _layer(layer: str) -> str:
    return ", ".join(f"`{name.strip().removeprefix('ocop_scoring.')}`" for name in layer.split("|"))


def modules() -> str:
    """Every room, lowest first, with the one job of each of its modules."""
    rooms: dict[str, list[Path]] = {}
    for path in _in_order():
        room = path.relative_to(PACKAGE).parts[0] if path.parent != PACKAGE else ""
        rooms.setdefault(room, []).append(path)
    return "\n\n".join(_room(name, modules) for name, modules in rooms.items())


def _room(name: str, modules: list[Path]) -> str:
    """A room: what it is for, as its own face says, and a row for each module."""
    says = _sentence(_docstring(PACKAGE / name / "__init__.py")) if name else "What all rooms use."
    rows = (
        (f"`{path.relative_to(PACKAGE).as_posix()}`", _sentence(_docstring(path)))
        for path in modules
    )
    return f"**{name or 'the ground'}** – {says}\n\n{_table(('module', 'its one job'), rows)}"


def _in_order() -> list[Path]:
    """The modules as the contract stacks them, lowest first; those it doesn't order, by name."""
    inner = {contract["id"]: contract["layers"] for contract in contracts()}
    return [
        module
        for name in _names(inner.pop("rooms"))
        for module in _modules_at(PACKAGE / name, inner)
    ]


def _names(layers: list[str]) -> Iterator[str]:
    """The paths in a contract below the package, lowest first."""
    for line in reversed(layers):
        yield from [name.strip().split(".", 1)[1].replace(".", "/") for name in line.split("|")]


def _modules_at(path: Path, inner: Mapping[str, list[str]]) -> list[Path]:
    """A module; of a folder its modules, those of folders inside it too."""
    if not path.is_dir():
        return [path.with_suffix(".py")]
    stacked = [
        module
        for name in _names(inner.get(path.name, []))
        for module in _modules_at(PACKAGE / name, inner)
    ]
    others = [module for module in sorted(path.glob("*.py")) if module not in stacked]
    return [*stacked, *[module for module in others if module.name != "__init__.py"]]


def _docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def late_imports() -> str:
    """Every import that stands inside a function, with the comment that says why."""
    rows = (row for path in _in_order() for row in _imports_inside(path))
    return _table(("module", "function", "imports", "why"), rows)


def _imports_inside(path: Path) -> Iterator[tuple[object, ...]]:
    text = path.read_text(encoding="utf-8")
    lines, name = text.split("\n"), path.relative_to(PACKAGE).as_posix()
    functions = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    for function in functions:
        for node in (n for n in function.body if isinstance(n, ast.Import | ast.ImportFrom)):
            imported = f"`{_module_of(node)}`"
            yield f"`{name}`", f"`{function.name}`", imported, _comment(lines, node.lineno)


def _module_of(node: ast.Import | ast.ImportFrom) -> str:
    if isinstance(node, ast.Import):
        return ", ".join(alias.name for alias in node.names)
    return "." * node.level + (node.module or ", ".join(alias.name for alias in node.names))


def _comment(lines: list[str], line: int) -> str:
    """The comment at the end of a line, or in the lines above it."""
    beside = lines[line - 1].partition("  # ")[2]
    above: list[str] = []
    for text in reversed(lines[: line - 1]):
        if not text.strip().startswith("# "):
            break
        above.insert(0, text.strip()[2:])
    return beside or " ".join(above) or "–"


def resolved() -> str:
    """The resolved document of table 8 of 26/2026, cut to one entry of each list."""
    document = ocop.ruleset("26-2026").product_set(8).resolved()
    return f"```json\n{_laid_out(_cut(document))}\n```"


def _cut(document: Mapping[str, Any]) -> dict[str, Any]:
    """One part, one group, one criterion, one level of a table; the first of everything else."""
    part = document["parts"][0]
    group = part["groups"][0]
    criterion = group["criteria"][0]
    ruleset = {name: document["ruleset"][name] for name in ("id", "revision")}
    reading, fact = "exactly-three-quarters", "share_of_provincial_materials"
    row = {**_plain(criterion), "levels": [_without_words(criterion["levels"][1]), "…"]}
    rows = {**_plain(group), "criteria": [row, "…"]}
    return {
        **{name: document[name] for name in ("format", "number", "provenance")},
        "ruleset": {**ruleset, "…": "…"},
        "parts": [{**_plain(part), "groups": [rows, "…"]}, "…"],
        "gates": [_without_words(document["gates"][0]), "…"],
        "readings": {reading: {"taken": document["readings"][reading]["taken"], "…": "…"}},
        "vocabulary": {"facts": {fact: document["vocabulary"]["facts"][fact], "…": "…"}},
    }


def _plain(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in an entry itself, without its title and what is nested in it."""
    return {name: value for name, value in entry.items() if isinstance(value, str | int)}


def _without_words(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name != "en"}


def _laid_out(value: Any, indent: int = 0) -> str:
    """JSON in few lines: neighbours that are short share one."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + indent <= WIDE or not isinstance(value, dict | list):
        return flat
    if isinstance(value, list):
        return f"[{_joined([_laid_out(entry, indent + 1) for entry in value], indent + 1)}]"
    entries = [f'"{name}": {_laid_out(entry, indent + 1)}' for name, entry in value.items()]
    return f"{{{_joined(entries, indent + 1)}}}"


def _joined(entries: list[str], indent: int) -> str:
    lines = entries[:1]
    for entry in entries[1:]:
        together = f"{lines[-1]}, {entry}"
        if "\n" in together or len(together) + indent > WIDE:
            lines.append(entry)
        else:
            lines[-1] = together
    return f",\n{' ' * indent}".join(lines)


def _sentence(text: str) -> str:
    """The first sentence of a docstring."""
    return re.split(r"(?<=\.)\s", " ".join(text.split("\n\n")[0].split()), maxsplit=1)[0]


def face() -> str:
    """Every public name of the package: what it is, and what it offers."""
    names = [name for name in ocop.__all__ if name not in ("__version__", "formats")]
    return "\n\n".join(
        _described(name, getattr(ocop, name)) for name in sorted(names, key=str.lower)
    )


def _described(name: str, value: Any) -> str:
    if get_origin(value) is Literal:
        words = ", ".join(f"`{word}`" for word in get_args(value))
        return f"### {name}\n\nType: one of the words {words}."
    home = value.__module__.removeprefix("ocop_scoring.").replace(".", "/")
    lines = [f"### {name}", ""]
    if inspect.isclass(value):
        lines += [f"Class, in `{home}.py`. {_paragraph(value)}", *_members(value)]
    else:
        lines += [f"`{name}{_signature(value)}`, in `{home}.py`", "", _paragraph(value)]
    return "\n".join(lines)


def _paragraph(value: Any) -> str:
    return " ".join(inspect.cleandoc(value.__doc__ or "").split())


class _Bare(str):
    """An annotation as it is written, without the quotes of a text."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _signature(value: Callable[..., object]) -> str:
    given = inspect.signature(value)
    parameters = [_bare_parameter(parameter) for parameter in given.parameters.values()]
    said = given.replace(parameters=parameters, return_annotation=_bare(given.return_annotation))
    return str(said).replace("ocop_scoring.", "")


def _bare_parameter(given: inspect.Parameter) -> inspect.Parameter:
    default = _Bare("…") if inspect.isfunction(given.default) else given.default
    return given.replace(annotation=_bare(given.annotation), default=default)


def _bare(annotation: object) -> object:
    return _Bare(annotation) if isinstance(annotation, str) else annotation


def _members(kind: type) -> Iterator[str]:
    """Fields without words of their own in one line; then properties and methods."""
    documented = [(name, member) for name, member in _public(kind) if _is_spoken(member)]
    spoken = {name for name, _ in documented}
    annotated = (name for base in reversed(kind.__mro__) for name in inspect.get_annotations(base))
    fields = [
        name for name in dict.fromkeys(annotated) if not name.startswith("_") and name not in spoken
    ]
    assigned = [name for name in _assigned(kind) if name not in fields and name not in spoken]
    if fields or assigned:
        yield from ("", "Fields: " + ", ".join(f"`{name}`" for name in [*fields, *assigned]))
    if documented:
        yield ""
    for name, member in documented:
        yield f"- `{name}{_call(member)}`: {_paragraph(_function(member))}"


def _public(kind: type) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for base in kind.__mro__:
        if base.__module__.startswith("ocop_scoring"):
            for name, member in base.__dict__.items():
                if not name.startswith("_") and name not in seen:
                    seen.add(name)
                    yield name, member


def _function(member: Any) -> Any:
    return (
        getattr(member, "func", None)
        or getattr(member, "fget", None)
        or getattr(member, "__func__", None)
        or member
    )


def _is_spoken(member: Any) -> bool:
    return inspect.isfunction(_function(member)) and bool(_function(member).__doc__)


def _call(member: Any) -> str:
    if getattr(member, "func", None) or getattr(member, "fget", None):
        return ""
    signature = inspect.signature(_function(member))
    kept = [
        parameter for name, parameter in signature.parameters.items() if name not in ("self", "cls")
    ]
    return f"({', '.join(_parameter(parameter) for parameter in kept)})"


def _parameter(parameter: inspect.Parameter) -> str:
    default = "" if parameter.default is parameter.empty else f"={parameter.default!r}"
    star = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
    return f"{star}{parameter.name}{default}"


def _assigned(kind: type) -> Iterator[str]:
    """What a class without annotations sets on itself."""
    written = "__init__" in kind.__dict__ and not is_dataclass(kind)
    source = inspect.getsource(kind.__init__) if written else ""
    for target in re.findall(r"^\s*((?:self\.\w+(?:: [^=]+)?(?:, )?)+) = ", source, re.MULTILINE):
        yield from (name for name in re.findall(r"self\.(\w+)", target) if not name.startswith("_"))


def verbs() -> str:
    """What every verb says of itself, by the sections of the menu."""
    said = []
    for section, paths in SECTIONS.items():
        said.append(f"## {say(f'cli.{section}', 'en')}")
        said += [f"### ocop {path}\n\n```text\n{_help(path)}\n```" for path in paths]
    return "\n\n".join(said)


def _help(path: str) -> str:
    """The help of a verb, as in a terminal of 100 columns."""
    said = io.StringIO()
    with redirect_stdout(said), mock.patch.dict(os.environ, COLUMNS="100"):
        run([*path.split(), "--help", "--lang", "en"])
    return "\n".join(line.rstrip() for line in said.getvalue().strip().split("\n"))


def dossier_fields() -> str:
    """Every field of a dossier, as its models describe it."""
    return _fields(ocop.Dossier)


def sheet_fields() -> str:
    """Every field of a score sheet, as its models describe it."""
    return _fields(ocop.ScoreSheet)


def _fields(form: type[BaseModel]) -> str:
    head = ("field", "what it is", "may be left out")
    return _table(head, _field_rows(form, ""))


def _field_rows(model: type[BaseModel], above: str) -> Iterator[tuple[object, ...]]:
    """A row for each field, and below it those of the model inside it."""
    for name, field in model.model_fields.items():
        path = f"{above}{field.alias or name}"
        words = (field.description or "").replace(". / ", "<br>").removesuffix(".")
        yield f"`{path}`", words, "no" if field.is_required() else "yes"
        for inner in _models_in(field.annotation):
            yield from _field_rows(inner, f"{path}/")


def _models_in(kind: Any) -> Iterator[type[BaseModel]]:
    if inspect.isclass(kind) and issubclass(kind, BaseModel) and not issubclass(kind, RootModel):
        yield kind
    for inner in get_args(kind):
        yield from _models_in(inner)


# messages


def errors() -> str:
    """Every code of an error, by what it is about: when it appears, and its sentence in both
    languages.
    """
    said = []
    for group in _yaml(DOCS / "reference" / "errors.yaml"):
        said += [f"## {group['title']}", group["says"]]
        said += [_message(code, when, f"error.{code}") for code, when in group["codes"].items()]
    return "\n\n".join(said)


def findings() -> str:
    """Every finding and caveat, in the same form."""
    words = _yaml(DOCS / "reference" / "findings.yaml")
    said = [
        _message(code, f"*{REGISTER[code].severity}.* {when}", REGISTER[code].sentence)
        for code, when in words["findings"].items()
    ]
    said += [
        "## Caveats",
        "They say what is not known about the table itself, and stand on every result by it.",
    ]
    said += [_message(code, when, f"caveat.{code}") for code, when in words["caveats"].items()]
    return "\n\n".join(said)


def lint() -> str:
    """Every code of lint, the most serious first: how serious it is, and what it finds."""
    order = [*get_args(Severity)]
    pages = {page.stem: page for page in (DOCS / "reference" / "lint").glob("*.md")}
    codes = sorted(pages, key=lambda code: (order.index(REMARKS[code][0]), code))
    rows = (
        (f"[`{code}`](lint/{code}.md)", REMARKS[code][0], _finds(pages[code])) for code in codes
    )
    return _table(("code", "how serious", "what it finds"), rows)


def _finds(page: Path) -> str:
    """The first sentence of what a code finds."""
    text = page.read_text(encoding="utf-8").partition("## What it finds\n")[2]
    return _sentence(text.partition("\n## ")[0].strip()).replace("](", "](lint/")


def _message(code: str, when: str, key: str) -> str:
    """A code, when it appears, its sentence in both languages, and those of its special cases."""
    keys = [known for known in catalogue("en") if known == key or known.startswith(f"{key}.")]
    sentences = "\n".join(
        f"- {lang}: {_code(say(known, lang))}" for known in keys for lang in ("en", "vi")
    )
    return f"### {code}\n\n{when}\n\n{sentences}"


def _code(sentence: str) -> str:
    """A sentence whose places to fill in, and `<<`, stay as they are in Markdown and HTML."""
    return re.sub(r"\{(\w+)[:\w]*\}|<<", _as_code, sentence)


def _as_code(match: re.Match[str]) -> str:
    return f"`{{{match[1]}}}`" if match[1] else f"`{match[0]}`"


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


# the law


def _rulesets() -> list[ocop.Ruleset]:
    return list(ocop.rulesets())


def _folder(ruleset: ocop.Ruleset) -> Path:
    return ROOT / "criteria" / ruleset.id


def _headed(ruleset: ocop.Ruleset, body: str) -> str:
    return f"## {ruleset.id}: {ruleset.decision}\n\n{body}"


def misprints() -> str:
    """The errata of every ruleset: where, what print has, how it is read, why."""
    return "\n\n".join(_headed(ruleset, _misprints_of(ruleset)) for ruleset in _rulesets())


def _misprints_of(ruleset: ocop.Ruleset) -> str:
    path = _folder(ruleset) / "errata.yaml"
    entries = _yaml(path) if path.is_file() else []
    rows = (
        (
            _addresses(ruleset, entry["at"]),
            entry["printed"],
            entry["read_as"],
            f"{entry['en']}<br>{entry['why']}",
            entry["confidence"],
        )
        for entry in entries
    )
    nothing = f"None beside those of {_base(ruleset)}." if _base(ruleset) else "None is known."
    return _table(("at", "printed", "read as", "why", "confidence"), rows) if entries else nothing


def _base(ruleset: ocop.Ruleset) -> str | None:
    """The ruleset that this one amends."""
    return ruleset.id.partition("+")[0] if "+" in ruleset.id else None


def _addresses(ruleset: ocop.Ruleset, at: str | list[str]) -> str:
    return "<br>".join(
        f"`{address}` {_title_at(ruleset, address)}"
        for address in ([at] if isinstance(at, str) else at)
    )


def _title_at(ruleset: ocop.Ruleset, address: str) -> str:
    """The title of the criterion or part at an address, where its product set is there."""
    number, *steps = address.split("/")
    if int(number) not in ruleset.numbers or not steps:
        return ""
    table = ruleset.product_set(int(number))
    groups = [group for part in table.parts for group in part.groups]
    titled = [(part.code, part.title) for part in table.parts] + [
        (group.number, group.title) for group in groups
    ]
    titled += [(criterion.number, criterion.title) for criterion in table.criteria]
    return next((title.say("en") for known, title in titled if known == steps[0]), "")


def open_readings() -> str:
    """Every question that the law leaves open, the answer taken and the others, and what rests on
    it.
    """
    return "\n\n".join(
        _headed(ruleset, "\n\n".join(_readings_of(ruleset))) for ruleset in _rulesets()
    )


def _readings_of(ruleset: ocop.Ruleset) -> Iterator[str]:
    resting, base = _resting(ruleset), _base(ruleset)
    known = ocop.ruleset(base).readings if base else {}
    entries = {
        name: reading for name, reading in ruleset.readings.items() if known.get(name) != reading
    }
    if not entries:
        yield f"The same as those of {base}." if base else "None is recorded."
    for name, reading in entries.items():
        others = "; ".join(reading.other_readings) or "–"
        on_it = (
            "; ".join(resting.get(name, []))
            or "no rule of the tables: it guides those who use them"
        )
        yield "\n".join(
            [
                f"### {name}",
                "",
                f"- Question: {reading.question.en}<br>{reading.question.vi}",
                f"- Taken: **{reading.taken.en}**<br>**{reading.taken.vi}**",
                f"- Basis: {reading.basis}",
                f"- Other readings: {others}",
                f"- Article: {reading.article}",
                f"- Rests on it: {on_it}",
            ]
        )


def _resting(ruleset: ocop.Ruleset) -> dict[str, list[str]]:
    """For each reading, the levels, gates and rules of the decision that name it, with their
    product sets.
    """
    used: dict[str, dict[str, list[int]]] = {}
    for table in _tables(ruleset):
        levels = [
            (f"`{c.number}/{level.id}`", level.reading)
            for c in table.criteria
            for level in c.levels
        ]
        gates = [(f"gate `{gate.id}`", gate.reading) for gate in table.gates]
        for where, reading in (*levels, *gates):
            if reading:
                used.setdefault(reading, {}).setdefault(where, []).append(table.product_set)
    found = {reading: _by_sets(places) for reading, places in used.items()}
    for transition in ruleset.transitions:
        if transition.reading:
            found.setdefault(transition.reading, []).append(
                f"transition of {', '.join(transition.kinds)}"
            )
    lost = ruleset.star_lost_reading
    if lost:
        found.setdefault(lost, []).append("every result whose star is below that of its points")
    return found


def _by_sets(places: dict[str, list[int]]) -> list[str]:
    """Places that the same product sets have, together: `3.1`, `3.4` in 1–25."""
    together: dict[tuple[int, ...], list[str]] = {}
    for where, numbers in places.items():
        together.setdefault(tuple(dict.fromkeys(numbers)), []).append(where)
    return [
        f"{', '.join(names)} in {_ranges(numbers)}" for numbers, names in sorted(together.items())
    ]


def _ranges(numbers: Iterable[int]) -> str:
    """Numbers with neighbours drawn together: 1–3, 8."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] + 1 == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )


def _tables(ruleset: ocop.Ruleset) -> list[ProductSet]:
    return [ruleset.product_set(number) for number in ruleset.numbers]


_DECISIONS = {
    "1048/2019, 781/2020": ("1048-2019", "1048-2019+781"),
    "148/2023": ("148-2023",),
    "26/2026": ("26-2026",),
}


def through_the_decisions() -> str:
    """Every criterion that lives in all three decisions, with the items and product sets it stands
    in.
    """
    standing = {decision: _standing(names) for decision, names in _DECISIONS.items()}
    rows = (
        (f"`{name}`", titles, *(_by_items(standing[decision][name]) for decision in _DECISIONS))
        for name, titles in _titles("26-2026").items()
        if all(name in places for places in standing.values())
    )
    table = _table(("id", "criterion", *_DECISIONS), rows)
    shared = [
        sum(1 for name in places if all(name in other for other in standing.values()))
        for places in standing.values()
    ]
    counts = _table(
        ("decision", "criteria", "of them in all three"),
        [
            (decision, len(places), count)
            for (decision, places), count in zip(standing.items(), shared, strict=True)
        ],
    )
    return f"{counts}\n\n{table}"


def _standing(names: tuple[str, ...]) -> dict[str, dict[str, set[int]]]:
    """Of each criterion, the printed numbers and the product sets that it has under them."""
    found: dict[str, dict[str, set[int]]] = {}
    for table in (table for name in names for table in _tables(ocop.ruleset(name))):
        for criterion in table.criteria:
            found.setdefault(criterion.id, {}).setdefault(criterion.number, set()).add(
                table.product_set
            )
    return found


def _by_items(places: dict[str, set[int]]) -> str:
    return "; ".join(f"{number} in {_ranges(sorted(sets))}" for number, sets in places.items())


def _titles(name: str) -> dict[str, str]:
    """The criteria of a ruleset by id, in printed order, with their titles."""
    return {
        c.id: f"{c.title.vi}<br>{c.title.say('en')}"
        for table in _tables(ocop.ruleset(name))
        for c in table.criteria
    }


def facts() -> str:
    """The vocabulary of facts, with the criteria and gates whose conditions ask for each."""
    used = _used()
    vocabulary = ocop.Catalog(ROOT / "criteria").vocabulary()
    rows = (
        (
            f"`{name}`",
            _unit(fact),
            f"{fact.title.vi}<br>{fact.title.en}",
            _words(fact),
            _places(used.get(name, {})),
        )
        for name, fact in vocabulary.facts.items()
    )
    return _table(("fact", "unit", "what it says", "words", "asked by"), rows)


def _unit(fact: Any) -> str:
    unit = fact.unit.replace("_", "/")
    return f"{unit}, read from `{fact.from_dossier}`" if fact.from_dossier else unit


def _words(fact: Any) -> str:
    return "<br>".join(f"`{word}` {words.vi} · {words.en}" for word, words in fact.words.items())


def documents() -> str:
    """The vocabulary of kinds of document, with the criteria and gates whose conditions ask for
    each.
    """
    used = _used()
    vocabulary = ocop.Catalog(ROOT / "criteria").vocabulary()
    rows = (
        (
            f"`{kind}`",
            f"{paper.title.vi}<br>{paper.title.en}",
            paper.form_02_row or "–",
            "yes" if paper.expires else "no",
            _places(used.get(kind, {})),
        )
        for kind, paper in vocabulary.documents.items()
    )
    return _table(("kind", "what it is", "row of form 02", "expires", "asked by"), rows)


def _places(used: dict[str, dict[str, list[int]]]) -> str:
    """Where an entry is asked for; rulesets that ask the same stand together."""
    together: dict[str, list[str]] = {}
    for ruleset, places in used.items():
        together.setdefault("; ".join(_by_sets(places)), []).append(ruleset)
    return (
        "<br>".join(f"**{', '.join(rulesets)}** {places}" for places, rulesets in together.items())
        or "–"
    )


@cache
def _used() -> dict[str, dict[str, dict[str, list[int]]]]:
    """For each fact and kind of document, by ruleset, the numbers and gates that ask for it, with
    their product sets.
    """
    found: dict[str, dict[str, dict[str, list[int]]]] = {}
    for ruleset in _rulesets():
        for table in _tables(ruleset):
            for where, name in _asked(table):
                found.setdefault(name, {}).setdefault(ruleset.id, {}).setdefault(where, []).append(
                    table.product_set
                )
    return found


def _asked(table: ProductSet) -> Iterator[tuple[str, str]]:
    for criterion in table.criteria:
        for level in criterion.levels:
            yield from ((criterion.number, name) for name in _named(level.when, level.needs))
    for gate in table.gates:
        yield from (
            (f"gate `{gate.id}`", name) for name in _named(gate.when, gate.unless, gate.waived_by)
        )


def _named(*conditions: Condition | None) -> Iterator[str]:
    for condition in conditions:
        for clause in condition.clauses() if condition else ():
            yield clause.document or clause.fact


# results


def paper_fields() -> str:
    """The fields of every kind of paper."""
    rows = [
        (f"`{kind}`", f"`{field.id}`", field.words.vi, field.words.en, _lines(field.several))
        for kind in KINDS
        for field in ocop.fields_of(kind)
    ]
    return _table(("paper", "field", "tiếng Việt", "English", "lines"), rows)


def _lines(several: bool) -> str:
    return "several" if several else "one"


def evaluation() -> str:
    """The demo's result as JSON, with the first entry of each long list."""
    demo = PACKAGE / "demo"
    dossier, sheet = ocop.load_dossier(demo / "dossier.yaml"), ocop.load_sheet(demo / "sheet.yaml")
    result = ocop.score(ocop.ruleset_for(dossier), dossier, sheet).as_json()
    shortened = {
        key: value[:1] if key in ("unmet", "criteria", "findings") else value
        for key, value in result.items()
    }
    return f"```json\n{json.dumps(shortened, ensure_ascii=False, indent=1)}\n```"


def decisions() -> str:
    """The decisions, by number, with their titles."""
    pages = sorted((DOCS / "decisions").glob("*.md"))
    return "\n".join(f"- [{_title(page)}](decisions/{page.name})" for page in pages)


def _title(page: Path) -> str:
    return page.read_text(encoding="utf-8").splitlines()[0].lstrip("# ")


def mutation_scores() -> str:
    """The mutation score of each ruleset, as its last run found it."""
    rows = []
    for one in _mutation_runs():
        total = one["score"]
        rest = [str(total[k]) for k in ("loaded", "killed", "proven", "argued", "survived")]
        rows.append((f"`{one['ruleset']}`", f"{total['score']} %", *rest, str(total["refused"])))
    head = (
        "ruleset",
        "score",
        "load",
        "killed",
        "proven",
        "explained",
        "survive",
        "would not load",
    )
    return _table(head, rows)


def mutation_kinds() -> str:
    """How many mutants of each kind the decks of each ruleset kill, of those that load."""
    runs = _mutation_runs()
    kinds = dict.fromkeys(kind for one in runs for kind in one["kinds"])
    rows = [
        (
            say(f"mutants.{kind}", "en"),
            *("/".join(map(str, one["kinds"].get(kind, ("–",)))) for one in runs),
        )
        for kind in kinds
    ]
    return _table(("change", *(f"`{one['ruleset']}`" for one in runs)), rows)


def mutation_survivors() -> str:
    """Every survivor of every ruleset, alike ones of several tables in one line, and why."""
    return "\n".join(line for one in _mutation_runs() for line in _survivors_of(one))


def _survivors_of(run: dict[str, Any]) -> Iterator[str]:
    yield f"### {run['ruleset']}\n"
    for why, lines in run["survivors"].items():
        yield f"{why}\n"
        for line, numbers in lines.items():
            where = f" (sets {', '.join(numbers)})" if numbers else ""
            yield f"- `{line}`{where}"
        yield ""


def _mutation_runs() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((DOCS / "law" / "mutation-scores.json").read_text())
    return found


def crosswalks() -> str:
    """How many levels of each crosswalk are carried, and how many must be judged."""
    from ocop_scoring.workshop.crosswalk import crosswalk_of

    rows = []
    for path in sorted((ROOT / "criteria" / "crosswalks").glob("*.yaml")):
        crosswalk = crosswalk_of(*path.stem.split("--"))
        found: dict[tuple[str, str, str], tuple[str, bool, bool]] = {}
        for number in crosswalk.a.numbers:
            for into in crosswalk.targets(number):
                for lead in crosswalk.pair(number, into).leads:
                    for level, relation in lead.relations.items():
                        at = (lead.criterion, lead.to, level)
                        is_proven = relation.basis in ("condition", "label")
                        found[at] = (relation.kind, relation.is_sure, is_proven)
        sure = [entry for entry in found.values() if entry[1]]
        proven = sum(entry[2] for entry in sure)
        judged = len(found) - len(sure)
        rows.append(
            (f"`{path.stem}`", len(found), proven, len(sure) - proven, judged, crosswalk.read)
        )
    head = ("crosswalk", "levels", "proven the same", "carried by its word", "to be judged", "read")
    return _table(head, rows)
