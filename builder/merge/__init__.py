"""Sources, definition, layout, brand and site into one frozen handout."""
