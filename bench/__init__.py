"""Load and scale measurements, never part of the tests: `make bench` prints JSON lines with ratios.

Shared machines are noisy: a figure means something only beside the limit that was measured in the same run, turn by
turn with it.
"""
