"""How a text reads: syllables, scores, terms and lists of words."""
