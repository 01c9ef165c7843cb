"""What the law takes, and on which paper it is written.

Owns: the dated rates of GST by HSN and flags, the dated levies (tax collected at source, tax deducted at
source, the platform's commission and the GST on it), the gapless number series of documents, and the one
set of pure rules from which a quote, an invoice, a credit note, a settlement and the break-up on a product
page all take their amounts.

Refuses to know: orders, carts, listings, payments and accounts. It is given values and answers with values;
whoever asks keeps the answer. It never reads the clock: the day of a supply is always told.

Every amount is in whole paise, every rate in basis points. Rates with legal force are rows with a first and
a last day and a source, so a paper of last year computes today exactly as it did then. None of this is tax
advice: a chartered accountant signs the table in `tax/data` before real use (see `tax/data/SOURCES.md`).
"""
