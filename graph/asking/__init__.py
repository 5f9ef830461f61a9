"""Questions that ship and their answers, and statistics.

In: a store and values as people type them; out: answers.
May use: ``store`` and ``things``.
"""
