"""What was approved, and whether it is still what is printed."""
