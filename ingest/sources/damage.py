"""What libraries raise over bytes that are not what they claim to be, found by giving them damaged files."""

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
    NotImplementedError,
    RuntimeError,
)
PARSED = (*PACKED, SyntaxError, TypeError, IndexError, AttributeError, AssertionError, OverflowError)
