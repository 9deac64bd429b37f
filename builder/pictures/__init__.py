"""Pictures as they come, and as paper and screen both show them."""
