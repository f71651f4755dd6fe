#!/usr/bin/env python3
"""Compares what nodectl's inflate made of each input, a line each, with what zlib makes of it.

   compare-inflate.py INPUTS OUTCOMES     files: a path on each line, and what was made of it
"""
import sys
import zlib

LIMIT = 1 << 20


def outcome(data):
    decompressor = zlib.decompressobj(-15)
    try:
        text = decompressor.decompress(data, LIMIT + 1)
    except zlib.error:
        return "refused"
    if not decompressor.eof or len(text) > LIMIT:
        return "refused"
    return f"{len(text)} {zlib.crc32(text)} {len(data) - len(decompressor.unused_data)}"


with open(sys.argv[1]) as file:
    paths = file.read().splitlines()
with open(sys.argv[2]) as file:
    ours = file.read().splitlines()
if len(paths) != len(ours):
    sys.exit(f"error: {len(ours)} outcomes of {len(paths)} inputs")
refused = 0
for path, line in zip(paths, ours):
    with open(path, "rb") as file:
        theirs = outcome(file.read())
    if line != theirs:
        sys.exit(f"error: {path}: inflate says {line}, zlib {theirs}")
    refused += theirs == "refused"
print(f"inflate: as zlib in {len(paths)} cases, of which {refused} are refused")
