"""Ratios measured in one run: this library against what one could use instead. `python -m
benchmarks` prints and writes them.
"""
