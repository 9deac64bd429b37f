"""Judges: readers of finished PDF files that share no code with the builder.

Each takes the bytes of a file and says what it found; an empty list is good.

- `audit.audit`: is the tagging whole? What validators do not look at.
- `structure.read`, `words`, `artifact_words`, `outline`: what a screen reader gets.
- `conformance.failures`: what the PDF/UA-1 and PDF/A-2a validator says.
- `runs.crowded`: does a run of glyphs begin before another has ended?
- `geometry.text_boxes`, `outside`, `overlaps`, `font_sizes`: where text is, by PDFium.

A file is parsed once for all judges of `audit` and `structure`, and laid out
once for those of `geometry`; they may be called in any number and order.
"""
