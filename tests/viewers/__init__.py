"""Sheets filled in as people do: pdf.js and Chromium's own viewer in a browser, and PDFium alone.

- `fields.read`: the fields of a file, in order, by pypdf.
- `browse.filled`: jobs for the two viewers, done in one Chromium by `fill.mjs`.
- `pdfium`: PDFium's form engine, which is also what Chromium prints and draws with.
"""
