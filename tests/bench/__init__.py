"""Time and memory, measured beside typst and WeasyPrint. Nothing here is a test.

`bench` measures and prints, `library` makes the handouts, `peers` sets them
with the other two, `turns` gives each engine a process and calls them in turn.
"""
