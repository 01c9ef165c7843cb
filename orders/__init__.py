"""What a buyer asked for and what became of it: carts, orders, parcels (fulfillments), returns, documents.

It adds up prices in one place (`rules.quote`), places an order in one transaction, and steps it forward when
payments say that money came. It refuses to know gateways, malls and pages.
"""
