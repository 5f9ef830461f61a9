"""The graph as files: RDF, tables, GEXF, GraphML, with a description of the dataset.

In: a store; out: files, the same bytes for an equal graph.
May use: all other rooms of graph but ``pages``.
"""
