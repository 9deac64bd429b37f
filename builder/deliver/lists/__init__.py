"""Lists of people: read, and all that is wrong with them told at once."""
