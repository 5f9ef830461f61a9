"""The one base of all errors that a person should read as a single line."""


class CybercoopError(Exception):
    """Something that the user can mend; its text says what, where and what to do."""
