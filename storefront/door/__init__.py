"""The door: signing in with a code by SMS or with a password, accepting an invitation, signing out.

It answers alike whether or not it knows a number or an address, and leads nowhere but to our own pages.
"""
