<?php
// Holds a system against the kit: php conformance/run.php [FILE [VECTORS]]; FILE defines rate(array $case, array $table).
// Exit 0: all that the system answers is right; it may answer null to what it does not do.
require $argv[1] ?? __DIR__ . '/rate.php';
ini_set('memory_limit', '512M');

$read = fn (string $name) => json_decode(file_get_contents(__DIR__ . "/$name.json"), true, 64, JSON_THROW_ON_ERROR);
$tables = [];
foreach ($read('tables')['tables'] as $table) {
    $tables["{$table['ruleset']}/{$table['product_set']}"] = $table;
}
$wrong = 0;

/** Rate cases, each with its table, and say how many are right. */
$hold = function (string $name, iterable $cases) use ($tables, &$wrong): void {
    $counts = ['right' => 0, 'wrong' => 0, 'not done' => 0];
    foreach ($cases as $case) {
        $found = rate($case, $tables["{$case['ruleset']}/{$case['dossier']['product']['product_set']}"]);
        $differs = fn ($value, $key) => $found !== null && ($found[$key] ?? null) !== $value;
        $differ = array_filter($case['expected'], $differs, ARRAY_FILTER_USE_BOTH);
        $counts[$found === null ? 'not done' : ($differ ? 'wrong' : 'right')]++;
        if ($differ && $wrong++ < 20) {
            $ours = array_intersect_key($found, $differ);
            echo "{$case['name']}: found ", json_encode($ours), ', expected ', json_encode($differ), "\n";
        }
    }
    $said = array_map(fn ($what, $count) => "$count $what", array_keys($counts), $counts);
    echo "$name: ", implode(', ', $said), "\n";
};

/** The golden vectors of a file (docs/reference/score-string.md) as cases. */
$vectors = function (string $file) use ($tables): iterable {
    foreach (preg_grep('/^OCOP:/', file($file, FILE_IGNORE_NEW_LINES)) as $line) {
        [$string, $total, $parts, $by_points, $star] = explode(' ', $line);
        $pieces = explode('/', substr($string, strlen('OCOP:')));
        [$ruleset, $number] = array_splice($pieces, 0, 2);
        $criteria = array_column($tables["$ruleset/$number"]['criteria'], null, 'number');
        $marks = [];
        foreach (preg_grep('/^!/', $pieces, PREG_GREP_INVERT) as $piece) {
            [$at, $said] = explode('=', $piece);
            $marks[$at] = $said === '-' ? 0 : (isset($criteria[$at]['mode']) ? explode('+', $said) : $said);
        }
        $rejects = array_map(fn ($piece) => substr($piece, 1), array_values(preg_grep('/^!/', $pieces)));
        $codes = array_values(array_unique(array_column($criteria, 'part')));
        $given = fn (string $text) => $text === '-' ? null : (int) $text;
        yield ['name' => $string, 'ruleset' => $ruleset, 'dossier' => ['product' => ['product_set' => $number]],
            'sheets' => [['marks' => $marks, 'rejects' => $rejects]],
            'expected' => ['total' => $total, 'parts' => array_combine($codes, explode('/', $parts)),
                'star_by_points' => $given($by_points), 'star' => $given($star)]];
    }
};

array_map(fn ($name) => $hold($name, $read($name)['cases']), ['sheets', 'evidence', 'councils']);
foreach (glob(($argv[2] ?? __DIR__ . '/../tests/vectors') . '/*.txt') as $file) {
    $hold(basename($file), $vectors($file));
}
exit($wrong ? 1 : 0);
