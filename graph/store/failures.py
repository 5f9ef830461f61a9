"""What can go wrong with a graph, said in one line each."""

from ...errors import CybercoopError


class StoreError(CybercoopError):
    """A graph cannot be opened, read or written."""


class QueryError(CybercoopError):
    """A query cannot be run: where it is wrong, and what may help."""


class FormatError(CybercoopError):
    """A result or a graph does not go into the format that was asked for."""


class ExportError(CybercoopError):
    """A graph cannot be written to the place that was asked for."""


class DecisionError(CybercoopError):
    """A decision cannot be read, kept or obeyed: says where and why."""
