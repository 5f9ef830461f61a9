"""One thing, one node: merging across releases, decisions of persons, likely duplicates.

In: a store and a release's quads; out: which node stands for which.
May use: ``store`` and ``things``.
"""
