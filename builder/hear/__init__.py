"""What a finished PDF says: its structure and words, as a screen reader is told them."""
