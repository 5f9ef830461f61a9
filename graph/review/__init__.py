"""What persons say of claims: obeyed in the graphs of releases, gathered in a queue of what to look at.

In: a store, the decisions; out: release graphs as persons corrected them, and what most deserves a look.
May use: store, things, identity, knowledge.
"""
