"""A second reader of structure trees, by other people: pdf.js, in Node."""
