#!/usr/bin/env python3
"""Reads slowly what a command writes, until a line says `the end`, and prints what memory the command has taken.

  follow.py COMMAND ARGUMENT...

Prints the most by the first 64 MiB and by the end, in KiB, and how many bytes came. It is given ten minutes.
"""

import signal
import subprocess
import sys
import time

SECONDS = 600
FIRST = 64 << 20

process = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE)


def peak():
    for line in open(f"/proc/{process.pid}/status"):
        if line.startswith("VmHWM"):
            return line.split()[1]


def give_up(*_):
    process.kill()
    sys.exit(f"error: after {SECONDS} seconds {read} bytes have come, and not the end")


signal.signal(signal.SIGALRM, give_up)
signal.alarm(SECONDS)
read, first, last = 0, None, b""
while b"\nthe end\n" not in last:
    chunk = process.stdout.read1(1 << 18)
    if not chunk:
        sys.exit(f"error: it ended after {read} bytes, before the end of the log")
    read, last = read + len(chunk), last[-16:] + chunk
    if first is None and read >= FIRST:
        first = peak()
    time.sleep(0.0005)
print(f"logs.first.kib\t{first}\nlogs.all.kib\t{peak()}\nlogs.bytes\t{read}")
process.kill()
