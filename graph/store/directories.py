"""Where a graph is kept unless the user says otherwise."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def default_directory() -> Path:
    """Where the graph is unless the user says otherwise.

    That is ``CYBERCOOP_STORE``, else a directory ``cybercoop`` where the platform keeps a user's data:
    ``XDG_DATA_HOME`` or ``~/.local/share`` (XDG Base Directory Specification),
    ``~/Library/Application Support`` on macOS, ``%LOCALAPPDATA%`` on Windows.
    """
    chosen = os.environ.get("CYBERCOOP_STORE")
    if chosen:
        return Path(chosen).expanduser()
    home = Path.home()
    if sys.platform == "darwin":
        data = home / "Library" / "Application Support"
    elif sys.platform == "win32":
        data = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return data / "cybercoop"
