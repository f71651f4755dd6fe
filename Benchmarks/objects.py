#!/usr/bin/env python3
"""The instructions of a run by the object that they are of, from callgrind's output.

  objects.py NAME CALLGRIND_OUT

Prints `NAME` with all, and `NAME.of` with an object's name and its, the most first.
"""

import collections
import os
import re
import sys

name, path = sys.argv[1:]
names, counts, current, is_inclusive = {}, collections.Counter(), "", False
for line in open(path):
    # An object is named once, "ob=(1) /lib/libc.so.6", and then only numbered.
    if match := re.match(r"ob=\((\d+)\)(?: (.*))?", line):
        if match[2]:
            names[match[1]] = os.path.basename(match[2].strip())
        current = names[match[1]]
    elif match := re.match(r"cob=\((\d+)\) (.*)", line):
        names[match[1]] = os.path.basename(match[2].strip())
    elif line.startswith("calls="):
        is_inclusive = True  # the line behind it is what was called, counted there
    elif match := re.match(r"[+\-*\d]\S* (\d+)$", line):
        if not is_inclusive:
            counts[current] += int(match[1])
        is_inclusive = False
print(f"{name}\t{sum(counts.values())}")
for object_name, count in counts.most_common(6):
    print(f"{name}.of\t{count} {object_name}")
