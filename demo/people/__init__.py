"""The cast of the demo world: makers of every State and Union Territory, buyers, officers and mall staff.

All of them are invented, the same in every copy; the staff's passwords and time-based secrets are not: each
`ZILA_HOME` has its own. Nobody here may exist where `ZILA_ENV` is production.
"""
