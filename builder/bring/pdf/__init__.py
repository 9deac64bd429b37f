"""PDF files, tagged or not, from glyphs to pieces of a leaflet."""
