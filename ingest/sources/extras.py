"""Libraries that only some formats need: an extra, whose absence is told with the command that mends it."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from ..base.refusals import Unreadable

INSTALL = "pip install 'cybercoop[office]'"


def library(module: str, name: str) -> ModuleType:
    """A library of the extra `office`.

    Args:
        module: as it is imported.
        name: the source that needs it.

    Raises:
        Unreadable: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise Unreadable(name, f"this kind of file needs {module.split('.')[0]}: {INSTALL}") from error
