"""Ways to break a PDF, each of which a judge has to notice.

    python -m tests.mutations

breaks whole files in every way and prints which judges noticed. A way to break
a file is a function in one of these modules that is given the opened file and
changes it; it raises `Nothing` when the file has no such thing in it.
"""
