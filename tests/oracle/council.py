"""The second evaluator of councils: sheets in, one result out, in the plainest Python there is.

Written from the contract and the decisions alone; it uses the standard library and `oracle.py`
beside it, which rates one sheet, and nothing of the package.

    council(8, [Sheet("m1", "chair", marks), Sheet("m2", "member", marks)], POLICIES["mean-of-totals"])
"""

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor
from typing import Any

from oracle.oracle import (
    STOPPED_AT_ZERO,
    Criterion,
    Marks,
    any_at_zero,
    as_counted,
    meets,
    points,
    read_table,
    star_for,
    ticked,
)


@dataclass(frozen=True)
class Sheet:
    id: str
    role: str
    marks: Marks
    round: int = 1
    rejects: tuple[str, ...] = ()


@dataclass(frozen=True)
class Policy:
    mean: str = "totals"
    rounding: tuple[int, str, str] | None = None  # places, half, of
    minimums: str = "majority"
    gates: str = "any-member"
    max_spread: int | None = None
    quorum: tuple[Fraction, bool] | None = None  # share, whether the chair must be there


# As the files of criteria/policies say, typed a second time.
POLICIES = {
    "mean-of-totals": Policy(max_spread=10),
    "three-quarters-with-chair": Policy(max_spread=10, quorum=(Fraction(3, 4), True)),
    "two-thirds-quorum": Policy(max_spread=10, quorum=(Fraction(2, 3), True)),
    "mean-of-parts": Policy(mean="parts", rounding=(2, "up", "parts")),
    "mean-per-criterion": Policy(mean="criteria", minimums="mean"),
    "majority-minimums": Policy(),
    "every-member-minimums": Policy(minimums="every-member"),
    "advisory-minimums": Policy(minimums="advisory"),
    "agreed-sheet": Policy(mean="agreed", minimums="agreed", gates="agreed"),
}

ORDER = ["chair", "member", "council", "advisory", "self"]


@dataclass
class Counted:
    """A sheet with its marks as they count."""

    sheet: Sheet
    marks: Marks
    points: dict[str, int] = field(default_factory=dict)
    total: int = 0
    open: list[str] = field(default_factory=list)
    gates: list[str] = field(default_factory=list)


def council(
    product_set: int,
    sheets: list[Sheet],
    policy: Policy,
    ruleset: str = "26-2026",
    *,
    appointed: int | None = None,
    by_evidence: tuple[str, ...] = (),
    level: str = "province",
    districts: bool = False,
) -> dict[str, Any]:
    """The result; `by_evidence` are gates that facts and papers raise, `districts` says whether there
    were district councils on the day of rating.
    """
    criteria = read_table(product_set, ruleset)
    stopped = STOPPED_AT_ZERO.get((ruleset, product_set))
    every = [look_at(criteria, sheet, stopped) for sheet in sorted(sheets, key=place)]
    advisory = [one for one in every if one.sheet.role == "advisory"]
    result = standing(criteria, counting(every, policy), policy, by_evidence, latest(advisory))
    result["members"] = [
        {
            "id": one.sheet.id,
            "round": one.sheet.round,
            "total": one.total,
            "open": one.open,
            "deviation": None
            if result["exact"] is None or one.open
            else one.total - result["exact"],
        }
        for one in every
    ]
    result["dispersion"] = dispersion_of(criteria, counting(every, policy))
    result["alpha"] = alpha_of(criteria, counting(every, policy))
    result["quorum"] = quorum_of(counting(every, policy), policy, appointed)
    result["status"] = status_of(result)
    result["rounds"] = rounds_of(criteria, every, policy, by_evidence, latest(advisory))
    result["forward_to"], result["certifies"] = course(result, ruleset, level, districts)
    return result


def place(sheet: Sheet) -> tuple[int, str, int]:
    return ORDER.index(sheet.role), sheet.id, sheet.round


def look_at(
    criteria: list[Criterion], sheet: Sheet, stopped: tuple[str, list[str]] | None
) -> Counted:
    one = Counted(sheet, as_counted(criteria, sheet.marks))
    for criterion in criteria:
        if criterion.number in one.marks:
            one.points[criterion.number] = points(criterion, one.marks[criterion.number])
        else:
            one.open.append(criterion.number)
    one.total = sum(one.points.values())
    one.gates = list(sheet.rejects)
    if stopped is not None and any_at_zero(criteria, sheet.marks, stopped[1]):
        one.gates.append(stopped[0])
    return one


def counting(every: list[Counted], policy: Policy, until: int = 10**9) -> list[Counted]:
    """Of each person the sheet of the highest round, up to a round."""
    roles = ["council"] if policy.mean == "agreed" else ["chair", "member"]
    return latest([one for one in every if one.sheet.role in roles and one.sheet.round <= until])


def latest(some: list[Counted]) -> list[Counted]:
    found = []
    for one in some:
        rounds = [other.sheet.round for other in some if other.sheet.id == one.sheet.id]
        if one.sheet.round == max(rounds):
            found.append(one)
    return found


def rounded(value: Fraction, policy: Policy, of: str) -> Fraction:
    if policy.rounding is None or policy.rounding[2] != of:
        return value
    places, half, _ = policy.rounding
    units = value * 10**places
    below = floor(units)
    rest = units - below
    up = rest > Fraction(1, 2)
    if rest == Fraction(1, 2):
        up = half == "up" or below % 2 == 1
    return Fraction(below + 1 if up else below, 10**places)


def standing(
    criteria: list[Criterion],
    counted: list[Counted],
    policy: Policy,
    by_evidence: tuple[str, ...],
    advisory: list[Counted],
) -> dict[str, Any]:
    """Mean, spread, stars, minimums, gates of some counted sheets."""
    count = len(counted)
    carried, in_vain = gates_of(counted, policy, by_evidence)
    result: dict[str, Any] = {
        "count": count,
        "gates": carried,
        "gates_not_carried": in_vain,
        "open": [one.sheet.id for one in counted if one.open],
        "exact": None,
        "mean": None,
        "parts": None,
        "spread": None,
        "rescore": None,
        "star_by_points": None,
        "star": None,
        "unmet": [],
        "totals": [(one.sheet.id, one.total) for one in counted],
    }
    if result["open"]:
        return result
    totals = [one.total for one in counted]
    result["exact"] = Fraction(sum(totals), count)
    result["parts"] = parts_of(criteria, counted, policy)
    mean = result["exact"]
    if policy.mean in ("parts", "criteria"):
        mean = sum(result["parts"].values(), Fraction(0))
    result["mean"] = rounded(mean, policy, "mean")
    if policy.mean != "agreed":
        result["spread"] = max(totals) - min(totals)
    if policy.max_spread is not None and result["spread"] > policy.max_spread:
        ends = [max(totals), min(totals)]
        result["rescore"] = [one.sheet.id for one in counted if one.total in ends]
    result["star_by_points"] = star_for(result["mean"])
    result["unmet"] = unmet_of(criteria, counted, policy, advisory, result["star_by_points"])
    star = result["star_by_points"]
    if result["unmet"]:
        star = max(1, min(entry[0] for entry in result["unmet"]) - 1)
    result["star_without_gates"] = star
    result["star"] = None if carried else star
    return result


def parts_of(
    criteria: list[Criterion], counted: list[Counted], policy: Policy
) -> dict[str, Fraction]:
    parts: dict[str, Fraction] = {}
    for criterion in criteria:
        mean = mean_points([one.points[criterion.number] for one in counted])
        if policy.mean == "criteria":
            mean = rounded(mean, policy, "criteria")
        parts[criterion.part] = parts.get(criterion.part, Fraction(0)) + mean
    if policy.mean == "parts":
        parts = {part: rounded(mean, policy, "parts") for part, mean in parts.items()}
    return parts


def mean_points(values: list[int]) -> Fraction:
    return Fraction(sum(values), len(values))


def unmet_of(
    criteria: list[Criterion],
    counted: list[Counted],
    policy: Policy,
    advisory: list[Counted],
    highest_star: int,
) -> list[tuple[int, str, int, Fraction | None, int, int]]:
    """Star, printed number, place of the level, mean of the sheets that judge, how many of them meet
    it, how many they are.
    """
    found = []
    for star in range(1, highest_star + 1):
        for criterion in criteria:
            for required, level in enumerate(criterion.levels):
                if level.minimum != star:
                    continue
                judging = [one for one in counted if judges(criterion, one, required)]
                met_by = [one for one in judging if has_met(criterion, one, required)]
                mean = None
                if judging:
                    mean = mean_points([one.points[criterion.number] for one in judging])
                    mean = rounded(mean, policy, "criteria")
                if policy.minimums == "advisory":
                    is_met = not judges(criterion, advisory[0], required) or has_met(
                        criterion, advisory[0], required
                    )
                else:
                    is_met = is_met_by(policy, level.points, mean, len(met_by), len(judging))
                if not is_met:
                    entry = (star, criterion.number, required, mean, len(met_by), len(judging))
                    found.append(entry)
    return found


def is_met_by(
    policy: Policy, needed: int, mean: Fraction | None, met_by: int, judging: int
) -> bool:
    """Whether counted sheets meet a minimum; where none judges it, it is met."""
    if mean is None:
        return True
    if policy.minimums == "majority":
        return met_by > judging / 2
    if policy.minimums == "mean":
        return mean >= needed
    return met_by == judging  # every member, or the agreed sheet


def judges(criterion: Criterion, one: Counted, required: int) -> bool:
    """Whether a sheet takes the level's case or none; one of the other case doesn't judge."""
    places = ticked(one.marks[criterion.number])
    return not places or criterion.levels[places[0]].case == criterion.levels[required].case


def has_met(criterion: Criterion, one: Counted, required: int) -> bool:
    return meets(criterion, one.marks[criterion.number], required)


def gates_of(
    counted: list[Counted], policy: Policy, by_evidence: tuple[str, ...]
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The gates that apply, with the members who raise them; those raised in vain."""
    carried: dict[str, list[str]] = {gate: [] for gate in by_evidence}
    in_vain: dict[str, list[str]] = {}
    for gate in dict.fromkeys(gate for one in counted for gate in one.gates):
        raising = [one for one in counted if gate in one.gates]
        members = [one.sheet.id for one in raising]
        is_carried = True
        if policy.gates == "majority":
            is_carried = len(raising) > len(counted) / 2
        elif policy.gates == "chair":
            is_carried = any(one.sheet.role == "chair" for one in raising)
        if is_carried:
            carried[gate] = members
        elif gate not in by_evidence:
            in_vain[gate] = members
    return carried, in_vain


def dispersion_of(criteria: list[Criterion], counted: list[Counted]) -> list[tuple[str, int, int]]:
    found = []
    for criterion in criteria:
        given = [one.points[criterion.number] for one in counted if criterion.number in one.points]
        if given and min(given) != max(given):
            found.append((criterion.number, min(given), max(given)))
    return found


def alpha_of(criteria: list[Criterion], counted: list[Counted]) -> Fraction | None:
    """Krippendorff's alpha by its definition: pairs of values within a criterion against pairs of
    any values.
    """
    units = []
    for criterion in criteria:
        given = [one.points[criterion.number] for one in counted if criterion.number in one.points]
        if len(given) > 1:
            units.append(given)
    values = [value for unit in units for value in unit]
    observed = Fraction(0)
    for unit in units:
        pairs = sum((a - b) ** 2 for a in unit for b in unit)
        observed += Fraction(pairs, len(unit) - 1)
    expected = sum((a - b) ** 2 for a in values for b in values)
    if expected == 0:
        return None
    return 1 - observed / Fraction(expected, len(values) - 1)


def quorum_of(
    counted: list[Counted], policy: Policy, appointed: int | None
) -> dict[str, Any] | None:
    if policy.quorum is None or appointed is None:
        return None
    share, chair_required = policy.quorum
    needed = ceil(share * appointed)
    chair = any(one.sheet.role == "chair" for one in counted)
    met = len(counted) >= needed and (chair or not chair_required)
    return {"present": len(counted), "needed": needed, "chair": chair, "met": met}


def status_of(result: dict[str, Any]) -> str:
    if result["gates"]:
        return "rejected"
    if result["open"]:
        return "incomplete"
    if result["quorum"] is not None and not result["quorum"]["met"]:
        return "no-quorum"
    if result["rescore"] is not None:
        return "rescore"
    return "rated"


def rounds_of(
    criteria: list[Criterion],
    every: list[Counted],
    policy: Policy,
    by_evidence: tuple[str, ...],
    advisory: list[Counted],
) -> list[tuple[int, list[tuple[str, int]], Fraction | None, int | None, int | None]]:
    """How the council stood after each round."""
    roles = ["council"] if policy.mean == "agreed" else ["chair", "member"]
    numbers = sorted({one.sheet.round for one in every if one.sheet.role in roles})
    found = []
    for number in numbers:
        held = standing(criteria, counting(every, policy, number), policy, by_evidence, advisory)
        found.append((number, held["totals"], held["mean"], held["spread"], held["star"]))
    return found


def course(
    result: dict[str, Any], ruleset: str, level: str, districts: bool
) -> tuple[str | None, str | None]:
    """Where a rated product goes on to, and who certifies it."""
    star, mean = result["star"], result["mean"]
    if result["status"] != "rated":
        return None, None
    by_star = {3: "province", 4: "province", 5: "ministry"}
    if ruleset.startswith("148") and districts:
        by_star[3] = "district"
    if level == "district" and mean >= (50 if ruleset.startswith("1048") else 70):
        return "province", None
    if level == "province" and mean >= 90:
        return "ministry", None
    certifies = by_star.get(star)
    if level == "ministry" and star in (3, 4):
        certifies = "province"
    return None, certifies
