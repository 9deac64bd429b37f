"""Rules that a merged handout must keep: one file a check."""
