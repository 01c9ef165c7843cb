"""The deeds of `people`, by noun."""
