"""Question sheets that come back filled in: whose they are, and what was typed on them."""
