"""Reads PDFs of any program: values, fonts, what the marked content of a page says."""
