"""Deeds of malls."""
