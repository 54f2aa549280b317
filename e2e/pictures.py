"""Small pictures made on the spot, so that no binary lies in the repository."""

import struct
import zlib


def png(width: int, height: int, colour: tuple[int, int, int] = (20, 120, 110)) -> bytes:
    """An RGB PNG with a diagonal, so that it is not one flat colour."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    def row(y: int) -> bytes:
        pixels = (bytes(colour) if x != y else b"\xff\xff\xff" for x in range(width))
        return b"\0" + b"".join(pixels)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(row(y) for y in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
