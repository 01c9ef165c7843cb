"""The pure rules of orders: steps, the quote, and the shape of entries."""
