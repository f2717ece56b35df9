"""Official papers of a rating: a module a kind, each of values and words alone."""
