"""What a layout puts round the contents of a handout: one file a part."""
