"""How pages look, measured in the finished PDF: how full, what is split, how long, how small."""
