"""Taking and giving money: payments, refunds, payouts, gateways and the receipts of their letters.

It asks the provider what is true today and writes that once. It refuses to know what was bought: a payment has a
subject, and who cares about the subject listens.
"""
