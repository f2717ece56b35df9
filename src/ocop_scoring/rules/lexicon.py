"""The everyday names of products at run time: phrases, looked up as written or without accents."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, cast

from ..frozen import Frozen
from ..spelling import bare

__all__ = ["Lexicon", "Noun", "Phrase", "Phrases", "Reading", "Role", "lexicon_from", "sense_line"]

Role = Literal["noun", "work", "line", "names_follow", "tastes_follow", "makers", "passed_over"]
"""What a phrase does in a name: it is what the thing is, how it is worked, a line's own name, or it
says that something else is to be passed over.
"""


class Noun(NamedTuple):
    """Nouns that say the same: the kind of product, and what makes another kind of it – some ways
    of working it, any of them (`worked`), nouns beside it. One that decides `wherever` it stands
    need not be the first.
    """

    id: str
    kind: str
    worked: str | None
    works: Mapping[str, str]
    beside: Mapping[str, str]
    wherever: bool


class Phrase(NamedTuple):
    """A phrase as it is compared and as it is written, what it does, and the id of its noun, way of
    working or line.
    """

    key: str
    said: str
    role: Role
    of: str

    @property
    def size(self) -> int:
        """How many words it has."""
        return self.key.count(" ") + 1


class Reading(NamedTuple):
    """One way to read a name: the kind of product that it says, or the line of a classification
    whose own name it bears, and because of which words.

    `worked` is the kind that is made of it, where it names a material and nothing done to it.
    """

    kind: str | None
    line: str | None
    because: str
    worked: str | None = None


class Phrases(Frozen):
    """The phrases of one language, by what they are looked up by. Each is written in one text, a
    line for each of its senses (`sense_line`): thousands are loaded, a few are read.
    """

    longest: int
    _lines: Mapping[str, str]
    _by_bare: Mapping[str, tuple[str, ...]] | None

    def __init__(self, lines: Mapping[str, str], longest: int | None = None) -> None:
        if longest is None:
            longest = max((key.count(" ") + 1 for key in lines), default=0)
        self._set(longest=longest, _lines=lines, _by_bare=None)

    def at(self, words: Sequence[str], start: int, *, lax: bool) -> tuple[Phrase, ...]:
        """The longest phrase that begins there, in all its senses; `lax`: words without accents
        stand for those with any.
        """
        for size in range(min(self.longest, len(words) - start), 0, -1):
            some = words[start : start + size]
            keys = self._lax(some) if lax else [" ".join(some)]
            found = tuple([sense for key in keys for sense in self._senses(key)])
            if found:
                return found
        return ()

    def _senses(self, key: str) -> Iterator[Phrase]:
        lines = self._lines.get(key)
        for line in lines.split("\n") if lines else ():
            said, role, of = line.split("\t")
            yield Phrase(key, said, cast("Role", role), of)

    def _lax(self, words: Sequence[str]) -> list[str]:
        if self._by_bare is None:
            found: dict[str, tuple[str, ...]] = {}
            for key in self._lines:
                found[bare(key)] = (*found.get(bare(key), ()), key)
            self._set(_by_bare=found)
        assert self._by_bare is not None
        return [key for key in self._by_bare.get(bare(" ".join(words)), ()) if _may_be(words, key)]


def sense_line(said: str, role: Role, of: str) -> str:
    """One sense of a phrase, as `Phrases` takes it."""
    return f"{said}\t{role}\t{of}"


def _may_be(words: Sequence[str], key: str) -> bool:
    """Whether each word is the phrase's own, or that one without its accents."""
    pairs = zip(words, key.split(" "), strict=True)
    return all(word in (own, bare(own)) for word, own in pairs)


class Lexicon(NamedTuple):
    """Everyday names of products in both languages; ways of working that leave a thing what it was
    are those that `keeps` has.
    """

    nouns: Mapping[str, Noun]
    keeps: frozenset[str]
    vi: Phrases
    en: Phrases

    def decides(self, phrase: Phrase) -> bool:
        """Whether this noun decides wherever it stands."""
        return self.nouns[phrase.of].wherever


def lexicon_from(document: Mapping[str, Any] | None) -> Lexicon:
    """The names that a resolved document has; none without a document."""
    if document is None:
        return Lexicon({}, frozenset(), Phrases({}), Phrases({}))
    nouns = {
        name: Noun(
            name,
            entry["kind"],
            entry.get("worked"),
            entry["works"],
            entry["with"],
            entry.get("wherever", False),
        )
        for name, entry in document["nouns"].items()
    }
    vi, en = (Phrases(document["phrases"][lang], document["longest"]) for lang in ("vi", "en"))
    return Lexicon(nouns, frozenset(document["keeps"]), vi, en)
