"""Drawings: SVG files as content of a page and as plain paths for the screen."""
