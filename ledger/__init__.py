"""Where money is: accounts, entries that balance, postings that never change.

It is spoken about, never announces. It refuses to know what an order, a seller or a gateway is: an account is a code.
"""
