"""A round of a council from its folder: who has handed in what, results, papers, an overview."""
