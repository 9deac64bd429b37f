"""One person's sheet of questions: those they chose, their own, and their visit."""
