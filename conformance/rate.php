<?php
// One sheet rated by the numbers of a table (tables.json): an example of a system under test. It knows
// no facts, papers or councils and answers null to those. The law: 26/2026/QĐ-TTg, Article 3.

/** Rate a case of the kit by its table: the entries of `expected`, or null for what is not done here. */
function rate(array $case, array $table): ?array
{
    if (isset($case['dossier']['facts']) || isset($case['dossier']['documents']) || isset($case['policy'])) {
        return null;
    }
    $marks = $case['sheets'][0]['marks'];
    $rejects = $case['sheets'][0]['rejects'] ?? [];
    $given = $worst = $best = [];
    foreach ($table['criteria'] as $c) {
        $at = $c['number'];
        $given[$at] = array_key_exists($at, $marks) ? levels_of($c, $marks[$at]) : null;
        $worst[$at] = $given[$at] ?? [];
        $best[$at] = $given[$at] ?? best_of($c);
    }
    [$now, $worst, $best] = [counted($table, $given), counted($table, $worst), counted($table, $best)];
    $is_open = in_array(null, $now, true);
    $gates = [];
    foreach ($table['gates'] as $id) {
        if (in_array($id, $rejects, true)) {
            $gates[] = ['id' => $id, 'source' => 'sheet'];
        }
        if (($table['zero_gate']['gate'] ?? null) === $id && has_zero($table, $given)) {
            $gates[] = ['id' => $id, 'source' => 'marks'];
        }
    }
    $status = $gates ? 'rejected' : ($is_open ? 'incomplete' : 'rated');
    $parts = [];
    foreach ($table['criteria'] as $c) {
        $parts[$c['part']] = ($parts[$c['part']] ?? 0) + points($now[$c['number']]);
    }
    return [
        'status' => $status,
        'total' => (string) total($now),
        'parts' => array_map('strval', $parts),
        'star_by_points' => $is_open ? null : band($table, total($now)),
        'star' => $status === 'rated' ? star($table, $now) : null,
        'range' => $status !== 'incomplete' ? null : [
            'total' => [(string) total($worst), (string) total($best)],
            'star' => [star($table, $worst), star($table, $best)],
        ],
        'unmet' => unmet($table, $now, band($table, total($best))),
        'gates' => $gates,
    ];
}

/** The levels that a mark ticks: its id, ids where lines add up, 0 for the level worth 0 or none. */
function levels_of(array $criterion, mixed $mark): array
{
    $is_zero = fn ($level) => $level['points'] === 0 && !isset($level['case']) && !isset($criterion['mode']);
    $is_ticked = fn ($level) => in_array($level['id'], (array) $mark, true);
    $found = array_values(array_filter($criterion['levels'], $mark === 0 ? $is_zero : $is_ticked));
    return $mark === 0 ? array_slice($found, 0, 1) : $found;
}

function best_of(array $criterion): array
{
    $better = fn ($best, $level) => $best && $best['points'] >= $level['points'] ? $best : $level;
    return isset($criterion['mode']) ? $criterion['levels'] : [array_reduce($criterion['levels'], $better)];
}

/** What hangs on a story counts only where the story has points. */
function counted(array $table, array $given): array
{
    $found = $given;
    foreach ($table['criteria'] as $c) {
        $story = isset($c['only_if']) ? $given[$c['only_if']] : null;
        if ($story !== null && points($story) === 0) {
            $found[$c['number']] = [];
        }
    }
    return $found;
}

function unmet(array $table, array $choices, int $highest): array
{
    $found = [];
    foreach ($table['criteria'] as $c) {
        $levels = $choices[$c['number']];
        foreach ($levels === null ? [] : $c['levels'] as $needs) {
            if (isset($needs['minimum']) && $needs['minimum'] <= $highest && !is_met($needs, $levels)) {
                $missed = ['star' => $needs['minimum'], 'criterion' => $c['number'], 'needs' => $needs['id']];
                $found[] = $missed + ['has' => $levels[0]['id'] ?? null];
            }
        }
    }
    usort($found, fn ($a, $b) => $a['star'] <=> $b['star']); // stable: in printed order within a star
    return $found;
}

function is_met(array $needs, array $levels): bool
{
    foreach ($levels as $level) {
        if ($level['id'] === $needs['id'] || ($level['case'] ?? null) !== ($needs['case'] ?? null)) {
            return true;
        }
    }
    return $levels && points($levels) > $needs['points'];
}

function star(array $table, array $choices): int
{
    $by_points = band($table, total($choices));
    $lost = unmet($table, $choices, $by_points)[0]['star'] ?? null;
    return $lost === null ? $by_points : max(1, $lost - 1);
}

function band(array $table, int $total): int
{
    foreach ($table['bands'] as [$star, $from]) {
        if ($total >= $from) {
            return $star;
        }
    }
    return 1;
}

function points(?array $levels): int
{
    return array_sum(array_column($levels ?? [], 'points'));
}

function total(array $choices): int
{
    return array_sum(array_map('points', $choices));
}

function has_zero(array $table, array $given): bool
{
    $is_zero = fn ($at) => isset($given[$at]) && points($given[$at]) === 0;
    return (bool) array_filter($table['zero_gate']['any_of'], $is_zero);
}
