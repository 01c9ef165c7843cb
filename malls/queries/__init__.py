"""Reads of malls, each through the mall or the maker who asks."""
