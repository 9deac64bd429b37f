"""What a printer, an envelope or a hole punch would spoil, seen in the finished PDF."""
