"""How a text reads: its sentences, words and syllables, scores, and lists of words."""
