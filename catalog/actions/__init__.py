"""The deeds of `catalog`, by noun."""
