"""Nodes as people know them: names, descriptions, relations; from what a person types to a node.

In: a store; out: statements with evidence, labels, nodes.
May use: ``store``.
"""
