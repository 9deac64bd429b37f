"""The commands: one file each, named as the command, with the click command `command` in it."""
