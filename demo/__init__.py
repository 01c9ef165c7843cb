"""The demo world: example goods, the people who make and sell them, and their drawn pictures.

Everything here enters the shop through the same actions that the site uses; no room imports this package,
and a production start refuses it.
"""
