"""Questions that ship and their answers, statistics, and whether the graph is sound.

In: a store and values as people type them; out: answers.
May use: ``store`` and ``things``.
"""
