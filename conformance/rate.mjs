// One sheet rated by the numbers of a table (tables.json): an example of a system under test. It knows
// no facts, papers or councils and answers null to those. The law: 26/2026/QĐ-TTg, Article 3.

/** Rate a case of the kit by its table: the entries of `expected`, or null for what is not done here. */
export function rate({ dossier, sheets, policy }, table) {
  if (dossier.facts || dossier.documents || policy) return null;
  const { marks, rejects = [] } = sheets[0];
  const given = new Map(table.criteria.map((c) => [c, c.number in marks ? levelsOf(c, marks[c.number]) : null]));
  const worst = counted(table, new Map([...given].map(([c, levels]) => [c, levels ?? []])));
  const best = counted(table, new Map([...given].map(([c, levels]) => [c, levels ?? bestOf(c)])));
  const now = counted(table, given);
  const isOpen = [...now.values()].includes(null);
  const gates = table.gates.flatMap((id) => [
    ...(rejects.includes(id) ? [{ id, source: "sheet" }] : []),
    ...(table.zero_gate?.gate === id && hasZero(table, given) ? [{ id, source: "marks" }] : []),
  ]);
  const status = gates.length ? "rejected" : isOpen ? "incomplete" : "rated";
  const parts = {};
  for (const [c, levels] of now) parts[c.part] = (parts[c.part] ?? 0) + points(levels);
  return {
    status,
    total: String(total(now)),
    parts: Object.fromEntries(Object.entries(parts).map(([code, sum]) => [code, String(sum)])),
    star_by_points: isOpen ? null : band(table, total(now)),
    star: status === "rated" ? star(table, now) : null,
    range: status === "incomplete"
      ? { total: [String(total(worst)), String(total(best))], star: [star(table, worst), star(table, best)] }
      : null,
    unmet: unmet(now, band(table, total(best))),
    gates,
  };
}

/** The levels that a mark ticks: its id, ids where lines add up, 0 for the level worth 0 or none. */
function levelsOf(criterion, mark) {
  if (mark === 0) return criterion.levels.filter((level) => level.points === 0 && !level.case && !criterion.mode).slice(0, 1);
  return criterion.levels.filter((level) => [mark].flat().includes(level.id));
}

/** What hangs on a story counts only where the story has points. */
function counted(table, given) {
  const found = new Map(given);
  for (const [c] of given) {
    const story = c.only_if && given.get(table.criteria.find((other) => other.number === c.only_if));
    if (story && points(story) === 0) found.set(c, []);
  }
  return found;
}

function unmet(choices, highest) {
  const found = [];
  for (const [c, levels] of choices) {
    for (const needs of levels === null ? [] : c.levels.filter((level) => level.minimum <= highest)) {
      const isMet = levels.some((l) => l.id === needs.id || l.case !== needs.case) || (levels.length && points(levels) > needs.points);
      if (!isMet) found.push({ star: needs.minimum, criterion: c.number, needs: needs.id, has: levels[0]?.id ?? null });
    }
  }
  return found.sort((a, b) => a.star - b.star); // stable: in printed order within a star
}

function star(table, choices) {
  const byPoints = band(table, total(choices));
  const lost = unmet(choices, byPoints)[0]?.star;
  return lost === undefined ? byPoints : Math.max(1, lost - 1);
}

const points = (levels) => (levels ?? []).reduce((sum, level) => sum + level.points, 0);
const total = (choices) => [...choices.values()].reduce((sum, levels) => sum + points(levels), 0);
const band = (table, sum) => (table.bands.find(([, from]) => sum >= from) ?? [1])[0];
const bestOf = (c) => (c.mode ? c.levels : [c.levels.reduce((best, level) => (level.points > best.points ? level : best))]);
const hasZero = (table, given) =>
  [...given].some(([c, levels]) => table.zero_gate.any_of.includes(c.number) && levels && points(levels) === 0);
