#!/usr/bin/env python3
"""Does steps in turn, round after round, so that whatever slows the machine down slows all of them.

  measure.py ROUNDS < STEPS

A step is a line, `NAME: COMMAND`, or `NAME * TIMES: COMMAND`, or only `COMMAND` where it is not measured. Of a measured
one is printed, each time, `NAME.ms` with the time that it took, `NAME.cpu.ms` with that of the processor and `NAME.kib`
with the most memory that a process of it had. Where the name ends in `.own`, its memory is looked at while it runs:
then only `NAME.kib` is printed, the most that was no page of a file, and for each object that the process with the most
of all had in its memory `NAME.of` with how much of it, how much of that was no page of the file, and the object's name.
No shell is in between; the command `replay` is replay.py's, of whose own start nothing is counted.
"""

import collections
import glob
import os
import re
import shlex
import subprocess
import sys
import tempfile
import time

import replay

ANONYMOUS = "heap and stacks"


def run(words, output):
    streams = [(os.POSIX_SPAWN_DUP2, output.fileno(), stream) for stream in (1, 2)]
    begin = time.monotonic()
    process = os.posix_spawnp(words[0], words, os.environ, file_actions=streams)
    _, status, usage = os.wait4(process, 0)
    milliseconds = (time.monotonic() - begin) * 1000
    return milliseconds, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss, os.waitstatus_to_exitcode(status)


def tree(process):
    """It and its children, and theirs, whichever thread began them; those of a process that has ended are none."""
    children = []
    for path in glob.glob(f"/proc/{process}/task/*/children"):
        try:
            with open(path) as file:
                children += file.read().split()
        except OSError:
            continue
    yield process
    for child in children:
        yield from tree(child)


def objects(process):
    """KiB of what it has in its memory, and of them those that are no page of a file, by the object's name."""
    found, name = collections.defaultdict(lambda: [0, 0]), ""
    try:
        with open(f"/proc/{process}/smaps") as file:
            for line in file:
                field, *rest = line.split()
                if field == "Rss:":
                    found[name][0] += int(rest[0])
                elif field == "Anonymous:":
                    found[name][1] += int(rest[0])
                elif not field.endswith(":"):
                    path = rest[4] if len(rest) > 4 else ""
                    name = os.path.basename(path) if path.startswith("/") else ANONYMOUS
    except OSError:
        return {}
    return found


def look(words, output):
    """The most of its own that a process had, and the objects of the process that had the most of all."""
    process = subprocess.Popen(words, stdout=output, stderr=output)
    own, most, largest = 0, 0, {}
    while process.poll() is None:
        for one in map(objects, tree(process.pid)):
            own = max(own, sum(anonymous for _, anonymous in one.values()))
            resident = sum(resident for resident, _ in one.values())
            if resident > most:
                most, largest = resident, one
        time.sleep(0.005)
    return own, largest, process.returncode


def perform(name, command):
    words = shlex.split(command)
    if words[0] == "replay":
        print(f"{name}.ms\t{replay.main(words[1:]) * 1000:.1f}", flush=True)
        return
    with tempfile.TemporaryFile() as output:
        if name and name.endswith(".own"):
            memory, largest, status = look(words, output)
            lines = "\n".join([f"{name}.kib\t{memory}", *(f"{name}.of\t{a} {b} {it}" for it, (a, b) in largest.items())])
        else:
            milliseconds, cpu, memory, status = run(words, output)
            lines = f"{name}.ms\t{milliseconds:.2f}\n{name}.cpu.ms\t{cpu:.1f}\n{name}.kib\t{memory}"
        if status:
            output.seek(0)
            sys.stderr.write(output.read().decode(errors="replace"))
            sys.exit(f"error: status {status} of: {command}")
    if name:
        print(lines, flush=True)


steps = [re.fullmatch(r"(?:([\w.]+)(?: \* (\d+))?: )?(.+)", line.strip()).groups() for line in sys.stdin if line.strip()]
for _ in range(int(sys.argv[1])):
    for name, times, command in steps:
        for _ in range(int(times or 1)):
            perform(name, command)
