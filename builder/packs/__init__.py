"""Several leaflets for one person in one file."""
