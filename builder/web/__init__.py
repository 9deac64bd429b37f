"""The web page of a handout: the same words as on paper, for screens of any size."""
