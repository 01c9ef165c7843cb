"""Who, and where from: people, their sign-ins, grants and addresses, States and districts, letters.

It refuses to know what people make, buy or sell: a scope names an artisan or a mall by its id, no more.
"""
