"""Reads of orders, each through whoever is asking."""
