"""Networks of who works with whom: projections, measures, layout.

In: a store; out: networkx graphs, measures, positions.
May use: ``store``, ``things`` and ``asking``.
"""
