"""Pages and PDF: canvas, structure, layout flowables, the file writer."""
