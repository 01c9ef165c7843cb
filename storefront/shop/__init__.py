"""The shop: what everyone sees. Places, crafts, goods, makers; a basket, a checkout, an order and its parcels.

Browse pages depend on their address alone, so that they can be cached for all; what is one person's (basket, checkout,
order) says so with `@anyone`. No script is needed to buy.
"""
