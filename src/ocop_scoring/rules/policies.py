"""The policies of a catalogue: how a council's sheets become one result, each read when it is
first asked for.

A policy is a pydantic model, which rating one sheet has no use for: its class is loaded with the
first policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .. import assembly
from ..errors import CatalogError, Fault, OcopError
from ..sources.layout import is_there
from ..text import listed
from .resolved import Doc, digest
from .store import Store

__all__ = ["Policies", "as_json", "policy_digest"]


def policy_digest(policy: assembly.Policy) -> str:
    """The SHA-256 of a policy's resolved document, as `sha256:…`: what a council's result names,
    and what the lock of releases fixes.
    """
    return digest(assembly.resolved_policy(policy))


def as_json(policies: Iterable[assembly.Policy]) -> Doc:
    """Policies with their digests, as `ocop-policies/1`."""
    return {"format": "ocop-policies/1", "policies": [_listed(policy) for policy in policies]}


def _listed(policy: assembly.Policy) -> Doc:
    rules = assembly.resolved_policy(policy)
    del rules["format"]
    names = {"id": rules.pop("id"), "vi": policy.vi, "en": policy.en}
    return {**names, **rules, "digest": policy_digest(policy)}


class Policies:
    """The policies of a folder, and those that the package ships where both stand together, or
    where it lends them to a folder without any.
    """

    def __init__(self, own: Store, shipped: Store | None) -> None:
        if shipped is None and not is_there(own.folder / "policies"):
            shipped = own.beside
        self._stores = (own,) if shipped is None else (own, shipped)
        self._known: dict[str, assembly.Policy] = {}
        self._unreadable: dict[str, OcopError] | None = None

    def find(self, name: object) -> assembly.Policy:
        """The policy of this id. CatalogError where there is none, or the folder and the package
        have two that differ; PolicyError where its file can't be read.
        """
        found = self._known.get(name) if isinstance(name, str) else None
        return found if found is not None else self._load(name)

    def readable(self) -> tuple[assembly.Policy, ...]:
        """All policies that can be read, by their ids."""
        unreadable = self.unreadable()
        return tuple(self.find(name) for name in self._names() if name not in unreadable)

    def unreadable(self) -> Mapping[str, OcopError]:
        """What is wrong with the policies that can't be read, by id."""
        if self._unreadable is None:
            wrong: dict[str, OcopError] = {}
            for name in self._names():
                try:
                    self.find(name)
                except OcopError as error:
                    wrong[name] = error
            self._unreadable = wrong
        return self._unreadable

    def _names(self) -> list[str]:
        return sorted({name for store in self._stores for name in store.policy_names()})

    def _load(self, name: object) -> assembly.Policy:
        if not isinstance(name, str):
            raise self._unknown(repr(name)[:60])
        homes = [store for store in self._stores if name in store.policy_names()]
        if not homes:
            raise self._unknown(name)
        first, *others = [store.policy(name) for store in homes]
        if any(other != first for other in others):
            raise CatalogError(Fault("policy-twice", None, "", name, ""))
        return self._known.setdefault(name, assembly.Policy.model_validate(first))

    def _unknown(self, name: str) -> CatalogError:
        """The refusal of a name that no policy has: with the one that was meant, by its id or by
        its name, else with those that are known.
        """
        from ..sources import words  # only on the way to an error

        known = {
            policy.id: [said for said in (policy.vi, policy.en) if said is not None]
            for policy in self.readable()
        }
        meant = words.word(name, known)
        if meant is not None:
            return CatalogError(Fault("unknown-policy", None, "", name, meant, {"habit": "meant"}))
        values = {} if known else {"habit": "bare"}
        return CatalogError(Fault("unknown-policy", None, "", name, listed(known), values))
