"""What a finished PDF shows, as PDFium reads it."""
