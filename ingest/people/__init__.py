"""Persons and the offices that they hold.

In: a document with its names; out: persons among its mentions, and who holds which office.
May use: ``base``, ``text`` and ``names``.
"""
