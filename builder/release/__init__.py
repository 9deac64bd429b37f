"""What may be printed, and the record of a release."""
