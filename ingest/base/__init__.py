"""What all rooms of ingest share: spans, facts, releases, errors, slugs and confidence.

In: plain values and the words that make them; out: immutable values.
May use: No other room of ingest.
"""
