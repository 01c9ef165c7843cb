"""The reads of `catalog`, by noun."""
