"""What happens in the demo world, told as data: who orders what and when, what malls ask for and sell.

Days are counted back from the moment the world is made. What follows an order or a consignment follows by the
usual pace of its deeds, so how long ago it began says how far it has come.
"""
