"""Everything a project has, by name, and which of it a command is about."""
