"""The command line: one module a group of commands, and what they share.

In: what a person types; out: what is printed, and an exit code.
May use: everything.
"""
