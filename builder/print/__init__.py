"""Print-ready files from finished ones: what stands on which side of which sheet."""
