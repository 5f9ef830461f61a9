"""The names of a release: what the reference data know, and names by their head nouns.

In: a release; out: a document of sentences whose mentions stand for entities.
May use: ``base`` and ``text``.
"""
