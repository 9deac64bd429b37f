"""What stands on paper: flowables, and the pages they fill."""
