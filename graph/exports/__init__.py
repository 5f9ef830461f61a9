"""The graph as files: RDF, tables, GEXF, GraphML, with a description of the dataset; is it sound?

In: a store; out: files, the same bytes for an equal graph, and what is wrong with what they would hold.
May use: all other rooms of graph but ``pages``.
"""
