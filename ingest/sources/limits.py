"""How much a source may hold: beyond that it is no release, or a trap."""

LARGEST = 20 * 1024 * 1024  # bytes of a file; a release has some thousand
LARGEST_ALL = 512 * 1024 * 1024  # bytes of all that an archive or a mailbox holds
MOST_FILES = 20_000  # in an archive
DEEPEST = 4  # archives and messages within each other
LARGEST_PART = 50 * 1024 * 1024  # bytes of the text of an office document, unpacked
MOST_PAGES = 300  # of a PDF
