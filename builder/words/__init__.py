"""What a handout says: its words, passages and sentences."""
