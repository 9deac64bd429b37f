"""The machine: files, processes, streams, and the versions of what is installed."""
