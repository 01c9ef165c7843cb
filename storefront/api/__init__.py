"""The programs' face: what other computers say to us. Today the payment provider's letters."""
