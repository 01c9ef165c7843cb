"""The district officer's desk: the queue of their own districts, and one claim beside its checklist."""
