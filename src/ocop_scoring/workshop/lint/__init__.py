"""Places of a ruleset that deserve a second look, each with its witness."""
