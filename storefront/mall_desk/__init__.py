"""The desk of a mall: its board of stalls, goods asked for and counted, and the till.

Everything is found through the mall of the person's grant; another mall's row is not there. It knows HTTP and forms,
and leaves every rule to the rooms.
"""
