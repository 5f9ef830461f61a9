"""Where the graph lives: a contract and its stores, SPARQL as people type it, terms and values.

In: quads; out: quads, answers.
May use: No other room of graph.
"""
