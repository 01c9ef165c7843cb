"""The pure rules of `people`, by noun."""
