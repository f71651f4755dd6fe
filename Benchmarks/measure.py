#!/usr/bin/env python3
"""Does steps in turn, round after round, so that whatever slows the machine down slows all of them.

  measure.py ROUNDS < STEPS

A step is a line, `NAME: COMMAND`, or only `COMMAND` where it is not measured. Of a measured one is printed, each time,
`NAME.ms` with the time that it took and `NAME.kib` with the most memory that a process of it had. No shell is in
between; the command `replay` is replay.py's, of whose own start nothing is counted.
"""

import os
import re
import shlex
import sys
import tempfile
import time

import replay


def run(words, output):
    streams = [(os.POSIX_SPAWN_DUP2, output.fileno(), stream) for stream in (1, 2)]
    begin = time.monotonic()
    process = os.posix_spawnp(words[0], words, os.environ, file_actions=streams)
    _, status, usage = os.wait4(process, 0)
    return (time.monotonic() - begin) * 1000, usage.ru_maxrss, os.waitstatus_to_exitcode(status)


def perform(name, command):
    words = shlex.split(command)
    if words[0] == "replay":
        print(f"{name}.ms\t{replay.main(words[1:]) * 1000:.1f}", flush=True)
        return
    with tempfile.TemporaryFile() as output:
        milliseconds, memory, status = run(words, output)
        if status:
            output.seek(0)
            sys.stderr.write(output.read().decode(errors="replace"))
            sys.exit(f"error: status {status} of: {command}")
    if name:
        print(f"{name}.ms\t{milliseconds:.2f}\n{name}.kib\t{memory}", flush=True)


steps = [re.fullmatch(r"(?:([\w.]+): )?(.+)", line.strip()).groups() for line in sys.stdin if line.strip()]
for _ in range(int(sys.argv[1])):
    for step in steps:
        perform(*step)
