"""Activities: what a text calls one, when and where each takes place, and which of them are one.

In: a document with names and persons; out: activities with dates and places.
May use: ``base``, ``text``, ``names`` and ``people``.
"""
