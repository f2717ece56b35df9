"""The kinds of producer in words: one message for each, in forms and in findings."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..terms import KindOfProducer

__all__ = ["KEYS_OF_PRODUCERS"]

KEYS_OF_PRODUCERS: Mapping[KindOfProducer, str] = MappingProxyType(
    {
        "household": "blank.producer-household",
        "farm": "blank.producer-farm",
        "cooperative-group": "blank.producer-cooperative-group",
        "private-enterprise": "blank.producer-private-enterprise",
        "limited-company": "blank.producer-limited-company",
        "joint-stock-company": "blank.producer-joint-stock-company",
        "cooperative": "blank.producer-cooperative",
        "community": "blank.producer-community",
        "other": "blank.producer-other",
        "unknown": "blank.producer-unknown",
    }
)
"""The key of the message that says what a producer is, by the kind's word."""
