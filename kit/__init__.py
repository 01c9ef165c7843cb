"""The shared kernel: what two or more rooms need and no word of which belongs to a shop.

It knows about rows, time, money, identifiers, facts and letters. It must never know about goods, orders or people's
work.
"""
