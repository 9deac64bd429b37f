"""Leaflets of other programs, brought in: read into plain values, written as topics."""
