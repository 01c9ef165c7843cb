"""PM Ekta Malls: stalls, consignments from makers, receipts, tills and their shifts, counts.

A stall sale is an order like any other: this room places it, takes the cash and hands the goods over in one
transaction, and owns only what a shop with shelves adds.
"""
