"""The reads of `people`, by noun."""
