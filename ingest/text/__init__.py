"""Text as such: languages' tables, tokens, sentences, quotation marks, dates, numbers and sums.

In: the canonical text; out: tokens, spans of sentences, dates, sums.
May use: ``base``.
"""
