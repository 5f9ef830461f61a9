"""How a sentence says what it says: words, phrases, clauses, and the frames that verbs and nouns fill.

In: a sentence with its mentions; out: clauses, and the roles that frames find in them.
May use: ``base``, ``text``, ``names``, ``people``, ``activities``. The only room that asks about word order.
"""
