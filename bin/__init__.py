"""The front door: what `make` calls to set up, run and check the house. No room imports it."""
