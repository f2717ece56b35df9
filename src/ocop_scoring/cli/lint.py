"""`ocop lint`: what holds together in rulesets and may still be wrong."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ..errors import Place
from ..rules.catalog import Catalog, built_in
from ..sources.layout import rulesets_in
from ..workshop import ALL, Remark, command_of, lint_rulesets
from ..workshop.lint.on_printed import lint_printed
from ..workshop.lint.remark import REMARKS
from ..workshop.lint.sarif import sarif
from .frame import argument, criteria_option, option, verb
from .language import Speech
from .options import folder_of_rulesets, one_of, read_number, read_ruleset
from .output import put_json
from .remarks import show_remarks
from .show import screen

__all__ = ["lint"]


@verb("lint")
@argument("ruleset", required=False, callback=read_ruleset)
@argument("n", required=False, callback=read_number)
@option("--code", metavar="CODE", callback=one_of(*REMARKS))
@option("--as-printed", is_flag=True)
@option("--sarif", "as_sarif", is_flag=True)
@option("--folder", metavar="PATH")
@criteria_option
def lint(
    speech: Speech,
    ruleset: str | None,
    n: int | None,
    code: str | None,
    as_printed: bool,
    as_sarif: bool,
    folder: str | None,
    catalog: Catalog,
) -> int:
    """All remarks on a ruleset, on what concerns one of its tables, or on all rulesets; or on the
    tables as their decision prints them. Exit status 1 where one is an error.
    """
    if folder is not None:
        catalog, ruleset = folder_of_rulesets(Path(folder), ruleset)
    names = (ruleset,) if ruleset else tuple(rulesets_in(catalog.folder))
    if n is not None:
        catalog.ruleset(names[0]).product_set(n)  # says what is wrong with a number that is none
    if as_printed:
        found = {name: lint_printed(catalog, name, n) for name in names}
    else:
        found = lint_rulesets(catalog, names, ALL, only=n)
    if code is not None:
        found = {name: tuple([r for r in all_ if r.code == code]) for name, all_ in found.items()}
    every = [remark for remarks in found.values() for remark in remarks]
    if as_sarif:
        log = sarif(every, speech.lang, partial(_file, catalog), partial(_command, catalog))
        put_json(log)
    elif speech.json:
        put_json([remark.as_json() for remark in every])
    else:
        is_whole, asked = code is not None or n is not None, " --as-printed" if as_printed else ""
        _show(found, n, catalog, speech, every=is_whole, asked=asked)
    return 1 if any(remark.severity == "error" for remark in every) else 0


def _show(
    found: dict[str, tuple[Remark, ...]],
    n: int | None,
    catalog: Catalog,
    speech: Speech,
    *,
    every: bool,
    asked: str,
) -> None:
    for name, remarks in found.items():
        shown = name or speech.say("vocabulary")
        title = shown if n is None else f"{shown}/{n}"
        command = partial(_command, catalog)
        show_remarks(remarks, title, speech, every=every, command=command)
    if not every and any(found.values()):
        name = min(found, key=len) if len(found) == 1 else "RULESET"
        screen().line(speech.say("lint.more", ruleset=f"{name}{asked}"), "dim")


def _command(catalog: Catalog, remark: Remark) -> str | None:
    """How the witness of a remark is rated, where it has one."""
    if remark.witness is None or remark.product_set is None:
        return None
    folder = None if catalog is built_in() else _shown(catalog.folder)
    ruleset = catalog.ruleset(remark.where.partition("/")[0])
    return command_of(ruleset.product_set(remark.product_set), remark.witness, folder)


def _file(catalog: Catalog, place: Place) -> str:
    """The file of a place, as seen from the working folder; of the built-in rulesets, and where
    they are not below it, from the folder that holds `criteria`, or the rulesets.
    """
    folder, file = catalog.folder, Path(place.file)
    if not file.is_relative_to(folder):
        return file.as_posix()
    base = Path(_shown(folder))
    if catalog is built_in() or base.is_absolute() or ".." in base.parts:
        base = Path(folder.resolve().name)
    return (base / file.relative_to(folder)).as_posix()


def _shown(folder: Path) -> str:
    """A folder as seen from the working folder, where it is below it."""
    here = Path.cwd()
    whole = folder.resolve()
    return str(whole.relative_to(here)) if whole.is_relative_to(here) else str(folder)
