"""Pages for people: the network in the browser, and reports of one state, body or person.

In: a store; out: HTML files that need nothing else.
May use: ``store``, ``things`` and ``network``.
"""
