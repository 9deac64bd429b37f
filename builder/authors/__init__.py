"""For those who write sources: schemas, reference pages, starting points."""
