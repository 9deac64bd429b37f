"""Leaflets that nobody would write, made up by the thousand, each proven like our own.

    make fuzz N=2000

`texts` makes words, `blocks` all blocks from their own fields, `projects` whole
projects; `trial` builds one as users do and proves it.
"""
