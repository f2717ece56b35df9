"""The policies of councils on the command line: all of them, one by one, and their digests."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import CatalogError, OcopError
from ..filing.policy import Policy
from ..rules.catalog import Catalog
from ..rules.policies import as_json, policy_digest
from ..rules.policy_words import basis_of, name_of, rules_in_words
from ..sources.layout import rulesets_in
from .language import Speech
from .options import bad_argument
from .output import put_json, put_note
from .show import screen

__all__ = ["ALL", "policies_named", "refuse_number", "show_policies", "show_policy_digests"]

ALL = "policies"
"""What stands for all policies where a ruleset, or one policy, may be named."""


def policies_named(catalog: Catalog, name: str) -> tuple[Policy, ...] | None:
    """The policies that an argument names: all, or one; None where it names a ruleset.

    CatalogError where a policy was meant that is called otherwise.
    """
    if name == ALL:
        return catalog.policies()
    if name in rulesets_in(catalog.folder):
        return None
    try:
        return (catalog.policy(name),)
    except CatalogError as error:
        if error.faults[0].values.get("habit") == "meant":
            raise
        return None


def refuse_number(n: int | None, has_option: bool, name: str) -> None:
    """A policy has no tables: FilingError where one is asked for."""
    if n is not None or has_option:
        found = "--derived, --all" if n is None else str(n)
        raise bad_argument("wrong-option", found, f"ocop rules show {name}")


def show_policies(catalog: Catalog, found: tuple[Policy, ...], name: str, speech: Speech) -> None:
    """All policies in a row each, or what one says."""
    if speech.json:
        put_json(as_json(found))
    elif name == ALL:
        rows = [
            (policy.id, name_of(policy, speech.lang), basis_of(policy, speech.lang))
            for policy in found
        ]
        screen().rows(rows)
        _show_unreadable(catalog.unreadable_policies, speech)
    else:
        _show_policy(found[0], speech)


def _show_policy(policy: Policy, speech: Speech) -> None:
    """The rules of a policy, one a line."""
    at = screen()
    at.line(f"{policy.id} · {name_of(policy, speech.lang)}", "bold")
    rests_on = speech.say("policy-rests-on"), basis_of(policy, speech.lang)
    at.rows((rests_on, *rules_in_words(policy, speech.lang)))
    at.line(policy_digest(policy), "dim")


def _show_unreadable(unreadable: Mapping[str, OcopError], speech: Speech) -> None:
    for error in unreadable.values():
        for line in error.lines(speech.lang):
            put_note(line)


def show_policy_digests(found: tuple[Policy, ...], speech: Speech) -> None:
    """The digest of each policy, as councils' results name it."""
    if speech.json:
        put_json(as_json(found))
        return
    screen().rows((policy.id, policy_digest(policy)) for policy in found)
