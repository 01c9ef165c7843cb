"""Deeds of orders."""
