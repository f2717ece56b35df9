"""Case decks: cases that are rated and compared with what they expect, and what they try."""
