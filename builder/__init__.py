"""Builds branded, accessible PDF leaflets from structured sources."""

__version__ = "0.1.0"
