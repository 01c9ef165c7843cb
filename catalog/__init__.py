"""What is made, where, and by whom: the registry of districts' products, makers, their listings, and who checked them.

It owns crafts and the registry's rows, artisans, listings with their words, variants, pictures and prices, and the
verifications of district officers. It refuses to know how many pieces there are and where they lie (`stock`), who
bought them (`orders`), and what the law takes (`tax` tells it the rate; nobody types one).
"""
