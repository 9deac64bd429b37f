"""Each person's copies: drawn, encrypted where they have a password, written."""
