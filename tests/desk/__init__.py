"""The library page: what it tells, that it is made again when it must be, and how it is used."""
