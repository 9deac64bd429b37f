"""Files of authors as typed values: every mistake in them as a diagnostic with its place."""
