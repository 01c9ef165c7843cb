"""The programs' face: what other computers may read and do, and the payment provider's letters."""
