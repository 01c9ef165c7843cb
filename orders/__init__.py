"""What a buyer wants and what became of it: wishes, questions, carts, orders, parcels (fulfillments), documents.

A wish and a question are here and not in `catalog`, because they are a buyer's and go when the buyer leaves.

It adds up prices in one place (`rules.quote`), places an order in one transaction, and steps it forward when
payments say that money came. It refuses to know gateways, malls and pages.
"""
