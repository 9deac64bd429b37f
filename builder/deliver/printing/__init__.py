"""Leaflets on paper: a print server is asked what its printers can do, and given a job."""
