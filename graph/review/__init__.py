"""What persons think of what was read: what deserves a look, and what becomes of what they decide.

In: a store and decisions; out: the queue of what to look at.
May use: ``store``, ``things``, ``identity`` and ``knowledge``.
"""
