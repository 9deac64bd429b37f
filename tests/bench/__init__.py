"""Time and memory, measured beside typst and WeasyPrint. Nothing here is a test.

`bench` measures and prints, `library` makes the handouts, `peers` sets them
with the other two.
"""
