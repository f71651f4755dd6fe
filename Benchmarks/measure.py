#!/usr/bin/env python3
"""Does steps in turn, round after round, so that whatever slows the machine down slows all of them.

  measure.py ROUNDS < STEPS

A step is a line, `NAME: COMMAND`, or only `COMMAND` where it is not measured. Of a measured one is printed, each time,
`NAME.ms` with the time that it took, `NAME.cpu.ms` with that of the processor and `NAME.kib` with the most memory that a
process of it had. Of that, what is no page of a file is looked at while it runs, where the name ends in `.own`: then
only `NAME.kib` is printed. No shell is in between; the command `replay` is replay.py's, of whose own start nothing is
counted.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
import time

import replay


def run(words, output):
    streams = [(os.POSIX_SPAWN_DUP2, output.fileno(), stream) for stream in (1, 2)]
    begin = time.monotonic()
    process = os.posix_spawnp(words[0], words, os.environ, file_actions=streams)
    _, status, usage = os.wait4(process, 0)
    milliseconds = (time.monotonic() - begin) * 1000
    return milliseconds, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss, os.waitstatus_to_exitcode(status)


def tree(process):
    """It and its children, and theirs; those of a process that has ended are none."""
    try:
        with open(f"/proc/{process}/task/{process}/children") as file:
            children = file.read().split()
    except OSError:
        return
    yield process
    for child in children:
        yield from tree(child)


def own(process):
    try:
        with open(f"/proc/{process}/status") as file:
            return next((int(line.split()[1]) for line in file if line.startswith("RssAnon:")), 0)
    except OSError:
        return 0


def most_own(words, output):
    process = subprocess.Popen(words, stdout=output, stderr=output)
    most = 0
    while process.poll() is None:
        most = max([most, *map(own, tree(process.pid))])
        time.sleep(0.005)
    return most, process.returncode


def perform(name, command):
    words = shlex.split(command)
    if words[0] == "replay":
        print(f"{name}.ms\t{replay.main(words[1:]) * 1000:.1f}", flush=True)
        return
    with tempfile.TemporaryFile() as output:
        if name and name.endswith(".own"):
            memory, status = most_own(words, output)
            lines = f"{name}.kib\t{memory}"
        else:
            milliseconds, cpu, memory, status = run(words, output)
            lines = f"{name}.ms\t{milliseconds:.2f}\n{name}.cpu.ms\t{cpu:.1f}\n{name}.kib\t{memory}"
        if status:
            output.seek(0)
            sys.stderr.write(output.read().decode(errors="replace"))
            sys.exit(f"error: status {status} of: {command}")
    if name:
        print(lines, flush=True)


steps = [re.fullmatch(r"(?:([\w.]+): )?(.+)", line.strip()).groups() for line in sys.stdin if line.strip()]
for _ in range(int(sys.argv[1])):
    for step in steps:
        perform(*step)
