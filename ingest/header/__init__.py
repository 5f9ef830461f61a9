"""What stands around the text of a release: title, date, reference, kind, publisher, page furniture.

In: a source; out: a release with its header and its paragraphs.
May use: ``base`` and ``text``.
"""
