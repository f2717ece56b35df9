"""Finds the lines of a classification that a product's name points to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..frozen import Frozen
from ..spelling import bare, singular, spelled, words_of
from .classification import Classification, Match
from .lexicon import Lexicon, Phrases, Reading, sense_line

__all__ = ["Finder"]


_MOST_REMEMBERED = 1024


class Finder(Frozen):
    """Finds a product's place: the lines of a classification by id, those that bear a name, their
    names as phrases, the everyday names of products, and the lines of each kind of product, nearest
    first. Which names point elsewhere is remembered: the sheets of a council ask again and again.
    """

    lines: Mapping[str, Classification]
    named: Mapping[str, tuple[Match, ...]]
    vi: Phrases
    en: Phrases
    lexicon: Lexicon
    of_kind: Mapping[str, Sequence[str]]
    _elsewhere: dict[tuple[str, int], Match | None]

    def __init__(
        self,
        lines: Iterable[Classification],
        lexicon: Lexicon,
        of_kind: Mapping[str, Sequence[str]],
    ) -> None:
        by_id = {line.id: line for line in lines}
        vi, en = dict[str, str](), dict[str, str]()
        named: dict[str, tuple[Match, ...]] = {}
        for line in by_id.values():
            for name in line.names():
                key = _key(name)
                named[key] = _once((*named.get(key, ()), Match(line, name)))
                if name == line.title.en:
                    _add(en, " ".join(map(singular, key.split(" "))), name, line)
                else:
                    _add(vi, key, name, line)
        self._set(
            lines=by_id,
            named=named,
            vi=Phrases(vi),
            en=Phrases(en),
            lexicon=lexicon,
            of_kind=of_kind,
            _elsewhere={},
        )

    def find(self, words: str) -> tuple[Match, ...]:
        """The lines that some words point to, best first.

        A line's own name leads to it alone. Else the name is read; where it says nothing, the lines
        in whose names all the words are.
        """
        named = self.named.get(_key(words))
        if named is not None:
            return named
        read = self._readings(words)
        return _once(self._matches(read)) or self._mentioned(words)

    def elsewhere(self, name: str, product_set: int) -> Match | None:
        """The first line that a name points to, where it clearly is no name of a product of that
        product set: it is known as written, and none of its readings leads there.
        """
        asked = name, product_set
        if asked not in self._elsewhere:
            if len(self._elsewhere) >= _MOST_REMEMBERED:
                self._elsewhere.clear()
            read = self._readings(name, strict=True)
            found = _once(self._matches(read))
            fits = not found or any(match.product_set == product_set for match in found)
            self._elsewhere[asked] = None if fits else found[0]
        return self._elsewhere.get(asked)

    def _readings(self, name: str, *, strict: bool = False) -> tuple[Reading, ...]:
        from .product_names import readings  # only where a name is looked up

        return readings(name, self.lexicon, self.vi, self.en, strict=strict)

    def _matches(self, read: Sequence[Reading]) -> Iterator[Match]:
        for reading in read:
            if reading.line is not None:
                yield Match(self.lines[reading.line], reading.because)
            for kind in (reading.kind, reading.worked):
                for line in self.of_kind.get(kind or "", ()):
                    yield Match(self.lines[line], reading.because)

    def _mentioned(self, words: str) -> tuple[Match, ...]:
        """The lines in one of whose names all the words are, as written or else without accents."""
        wanted = set(words_of(spelled(words)))
        bared = {bare(word) for word in wanted}
        if not wanted:
            return ()
        every = [
            (line, name, set(words_of(spelled(name))))
            for line in self.lines.values()
            for name in line.names()
        ]
        found = _once(Match(line, name) for line, name, own in every if wanted <= own)
        if found or wanted != bared:
            return found
        return _once(
            Match(line, name) for line, name, own in every if wanted <= set(map(bare, own))
        )


def _once(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Each line where it comes first."""
    found: dict[str, Match] = {}
    for match in matches:
        found.setdefault(match.line.id, match)
    return tuple(found.values())


def _add(lines: dict[str, str], key: str, name: str, line: Classification) -> None:
    sense = sense_line(" ".join(name.split()), "line", line.id)
    lines[key] = f"{lines[key]}\n{sense}" if key in lines else sense


def _key(name: str) -> str:
    return " ".join(words_of(spelled(name)))
