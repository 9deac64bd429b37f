"""What lies in a folder of outputs."""
