"""Where goods are and whose they are: locations, moves with two ends, levels, reservations.

Goods are neither created nor lost here, only moved; the sum of any variant over all places is zero. The room knows
what a variant is and nothing of orders, parcels or malls: they tell it why they move something.
"""
