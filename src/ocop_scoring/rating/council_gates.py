"""Gates before a council: which of those that its sheets raise are carried, by its policy."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..filing.policy import Policy
from ..frozen import FrozenDict
from ..rules.model import Gate
from ..terms import Ending, GateProvenance, GateSource
from ..text import Words
from .outcome import Outcome
from .steps import Raised

__all__ = ["CouncilGate", "GateNotCarried", "Voice", "gates_of"]


class CouncilGate(NamedTuple):
    """A gate that applies to a council's dossier, and the ids of the `members` whose sheets, or
    marks, raise it; none where facts and papers do.
    """

    raised: Raised
    members: tuple[str, ...]

    @property
    def gate(self) -> Gate:
        """The gate as printed."""
        return self.raised.gate

    @property
    def id(self) -> str:
        """The id of the gate."""
        return self.raised.id

    @property
    def outcome(self) -> Ending:
        """`rejected` or `stopped`: both end without a star."""
        return self.raised.outcome

    @property
    def source(self) -> GateSource:
        """Who raised it: sheets, facts and papers, or marks."""
        return self.raised.source

    @property
    def words(self) -> Words:
        """The ground, and the papers that failed."""
        return self.raised.words

    @property
    def values(self) -> FrozenDict[str, object]:
        """What raised it, in plain values."""
        return self.raised.values

    @property
    def provenance(self) -> GateProvenance:
        """Where the ground is known from."""
        return self.raised.provenance

    @property
    def vi(self) -> str:
        """The ground in Vietnamese."""
        return self.words.vi

    @property
    def en(self) -> str | None:
        """The ground in English, where the law's words are translated."""
        return self.words.en


class GateNotCarried(NamedTuple):
    """A gate that some sheets raise and the policy doesn't carry: too few, or not the chair's."""

    gate: Gate
    members: tuple[str, ...]


class Voice(NamedTuple):
    """A counted sheet as gates see it: its assessor's id, whether that is the chair, what came of
    it.
    """

    id: str
    is_chair: bool
    outcome: Outcome


def gates_of(
    policy: Policy, voices: Sequence[Voice]
) -> tuple[tuple[CouncilGate, ...], tuple[GateNotCarried, ...]]:
    """The gates that apply, in printed order, once for each way of raising them; and those that
    sheets raise in vain.

    What facts and papers raise always applies. What sheets or their marks raise applies by the
    policy: on any sheet, on more than half of them, on the chair's, on the agreed one.
    """
    carried: list[CouncilGate] = []
    in_vain: list[GateNotCarried] = []
    for gate in voices[0].outcome.table.gates.values():
        raising = [v for v in voices if any(True for _ in _of_sheet(v, gate))]
        by_evidence = _by_evidence(voices[0], gate)
        is_carried = bool(raising) and _is_carried(policy, raising, len(voices))
        if is_carried:
            carried += _by(raising, gate, "sheet")
        if by_evidence is not None:
            carried.append(CouncilGate(by_evidence, ()))
        if is_carried:
            carried += _by(raising, gate, "marks")
        elif raising and by_evidence is None:
            in_vain.append(GateNotCarried(gate, tuple([voice.id for voice in raising])))
    return tuple(carried), tuple(in_vain)


def _of_sheet(voice: Voice, gate: Gate) -> Iterator[Raised]:
    for raised in voice.outcome.gates:
        if raised.gate.id == gate.id and raised.source != "evidence":
            yield raised


def _by_evidence(voice: Voice, gate: Gate) -> Raised | None:
    """What facts and papers raise: the same on every sheet, since the dossier is reviewed once."""
    of_evidence = [r for r in voice.outcome.gates if r.source == "evidence"]
    return next((raised for raised in of_evidence if raised.gate.id == gate.id), None)


def _is_carried(policy: Policy, raising: Sequence[Voice], count: int) -> bool:
    if policy.gates == "majority":
        return 2 * len(raising) > count
    if policy.gates == "chair":
        return any(voice.is_chair for voice in raising)
    return True  # any member; or the agreed sheet, which is the only one that counts


def _by(raising: Sequence[Voice], gate: Gate, source: GateSource) -> Iterator[CouncilGate]:
    """The gate as sheets, or marks, raise it: once, with all members and all criteria."""
    found = [(v.id, r) for v in raising for r in _of_sheet(v, gate) if r.source == source]
    if not found:
        return
    marked = {number for _, raised in found for number in raised.criteria}
    numbers = raising[0].outcome.table.numbers
    in_order = tuple([number for number in numbers if number in marked])
    members = tuple([member for member, _ in found])
    yield CouncilGate(Raised(gate, source, criteria=in_order), members)
