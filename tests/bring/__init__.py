"""`handouts import`: what goes in must come out, in every format."""
