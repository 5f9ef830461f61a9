"""From what was understood to facts, each with the passage that states it; and to quads.

In: a release and the reference data; out: a reading, its quads, or an explanation of it.
May use: all other rooms of ingest but ``sources``.
"""
