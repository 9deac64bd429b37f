"""Text on the page: faces, shaping, line breaking, the text flowable."""
