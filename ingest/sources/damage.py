"""What libraries raise, or may raise, over bytes that are not what they claim to be."""

import struct
import tarfile
import zipfile
import zlib

PACKED = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    RuntimeError,
)
PARSED = (*PACKED, SyntaxError, TypeError, IndexError, AttributeError, AssertionError, OverflowError)
