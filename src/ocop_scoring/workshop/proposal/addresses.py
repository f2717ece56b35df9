"""The schema of a proposal's changes, with the addresses of its base: an editor completes them with
what stands there now, and underlines a criterion or a table that isn't there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ...lang import Lang
from ...text import say
from ..lint.read import ReadRuleset

__all__ = ["with_addresses"]

_FREE = ("ruleset", "groups", "gates", "readings", "errata", "classification")
_LINE = re.compile(r"((?:ruleset|gates|criteria|product-sets)/[^:]+): (.*)").fullmatch


def with_addresses(schema: str, read: ReadRuleset, present: str, lang: Lang) -> str:
    """The schema of changes, as text, with the addresses of a ruleset: `present` is the text of its
    present values.
    """
    content: dict[str, Any] = json.loads(schema)
    criteria = "|".join(map(re.escape, read.folder.criteria))
    numbers = "|".join(map(str, read.sheets))
    free = "|".join(_FREE)
    change = content["$defs"]["ChangeShape"]["properties"]
    right = f"^(({free}|criteria/({criteria})|product-sets/({numbers}))(/.*)?)$"
    for verb in ("replace", "remove"):
        change[verb] = {"$ref": "#/$defs/address", "description": change[verb]["description"]}
    content["$defs"]["address"] = {
        "type": "string",
        "pattern": right,
        "patternErrorMessage": say("proposal.no-address", lang),
        "defaultSnippets": list(_snippets(present, lang)),
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n"


def _snippets(present: str, lang: Lang) -> Iterator[dict[str, str]]:
    """An entry for each line of the present values, under the title of the criterion or table that
    it belongs to.
    """
    title = ""
    for line in present.splitlines():
        if line.startswith("== "):
            title = line.split(" == ", 1)[-1] if " == " in line else ""
            title = title.split(" [")[0].removesuffix(" ==")
        elif found := _LINE(line):
            address, value = found.groups()
            now = say("proposal.stands", lang, value=value)
            yield {
                "label": address,
                "description": f"{title}. {now}" if title else now,
                "body": address,
            }
