"""Where releases come from: files, folders, standard input and pages of the web. The only room that fetches.

In: names as a person types them; out: sources, or refusals of one line.
May use: ``base``, ``text`` and ``header``.
"""
