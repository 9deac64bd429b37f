"""The blocks a section is made of: one file a block.

A file holds the block's fields, how it is composed, its words in reading
order, and an example in its docstring, which the tests run and
`handouts show blocks` prints.
"""
