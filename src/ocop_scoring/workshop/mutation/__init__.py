"""How many one-step changes of a ruleset its case decks see."""
