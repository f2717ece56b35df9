"""Several papers as one, for the printer: each begins on a page of its own, numbered 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .paper import Block, Pages, Paper, official

__all__ = ["bound"]


def bound(papers: Sequence[Paper], title: str) -> Paper:
    """Official papers one after the other, as a paper of the first one's kind, language and day.

    ValueError where there is none.
    """
    if not papers:
        raise ValueError("there is no paper to bind")
    first = papers[0]
    pages = tuple([pages for paper in papers for pages in _pages(paper.blocks)])
    return official(first.kind, first.lang, title, pages, first.dated_on)


def _pages(blocks: Sequence[Block]) -> Iterator[Pages]:
    """The blocks of a paper on pages, the first of which is numbered 1."""
    standing: list[Block] = []
    is_first = True
    for block in blocks:
        if not isinstance(block, Pages):
            standing.append(block)
            continue
        if standing:
            yield Pages(tuple(standing), numbered_apart=is_first)
            standing, is_first = [], False
        yield block._replace(numbered_apart=block.numbered_apart or is_first)
        is_first = False
    if standing:
        yield Pages(tuple(standing), numbered_apart=is_first)
