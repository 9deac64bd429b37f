"""What must be looked at again, and what a change would reach."""
