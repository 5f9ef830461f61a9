"""What follows from all releases together: one description of each thing, derived from what releases say.

In: the claims of release graphs, identities, decisions; out: the quads of ``graph/knowledge``.
May use: store, things, identity.
"""
