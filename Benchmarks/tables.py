#!/usr/bin/env python3
"""Makes the page and the README's table of what run.sh has printed.

  tables.py MEASUREMENTS PAGE README

PAGE is written whole, of README what is between its two comments. What belongs to a target that is missed, and was tried
for it, is in missed.md, a section for each, under the row's name.
"""

import collections
import pathlib
import re
import statistics
import sys

measurements, page, readme = map(pathlib.Path, sys.argv[1:])
values = collections.defaultdict(list)
for line in measurements.read_text().splitlines():
    name, value = line.split("\t")
    values[name].append(value)


def text(name):
    return values[name][0] if name in values else "not measured"


def median(name):
    """Of times and counts; memory is the most that any run took. None of what was not measured, as it is missing."""
    numbers = [float(value) for value in values.get(name, ())]
    if not numbers:
        return None
    return max(numbers) if name.endswith(".kib") else statistics.median(numbers)


def shown(name, number):
    if number is None:
        return "not measured"
    if name.endswith(".kib"):
        return f"{number / 1024:.1f} MiB"
    if not name.endswith(".ms"):
        return f"{number:,.0f}"
    return f"{number / 1000:.2f} s" if number >= 1000 else f"{number:.1f} ms"


class Row:
    """Something measured of nodectl and of who is beside it; `most` is the target of the ratio, or of `limit`'s name.

    Where what is beside cannot be compared, `instead` is what stands there.
    """

    def __init__(self, title, name, beside=None, most=None, limit=None, instead=None, short=False):
        self.title, self.short, self.most, self.limit = title, short, most, limit
        self.name, self.ours = name, median(name)
        theirs = beside and median(beside)
        self.beside = instead or (beside and shown(beside, theirs))
        self.ratio = self.ours / theirs if self.ours and theirs and not instead else None

    @property
    def compared(self):
        """What the target is for; None where it was not measured."""
        return self.ours if self.limit else self.ratio

    @property
    def is_missed(self):
        return self.most is not None and self.compared is not None and self.compared > self.most

    def cells(self):
        target = self.limit or (f"≤ {self.most:.2f}" if self.most is not None else "")
        verdict = "not measured" if self.compared is None else "**missed**" if self.is_missed else "met"
        ratio = f"{self.ratio:.2f}" if self.ratio is not None else ""
        return [self.title, shown(self.name, self.ours), self.beside or "", ratio, target and f"{target}, {verdict}"]


def table(heads, lines):
    lines = [heads, ["---"] + ["---:"] * (len(heads) - 1), *lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


DOCKER = [
    Row("fresh `up` until all is healthy", "docker.up.nodectl.ms", "docker.up.compose.ms", short=True),
    Row("converged `up`", "docker.converged.nodectl.ms", "docker.converged.compose.ms", most=0.10, short=True),
    Row("`down --volumes`", "docker.down.nodectl.ms", "docker.down.compose.ms", most=1, short=True),
    Row("`export`, beside `config`", "docker.export.nodectl.ms", "docker.export.compose.ms", most=0.2, short=True),
    Row("from a service's health to the start of the next", "reaction.nodectl.ms", "reaction.compose.ms",
        most=20, limit="≤ 20 ms", short=True),
    Row("memory at most, fresh `up`", "docker.up.nodectl.kib", "docker.up.compose.kib", most=0.4, short=True),
    Row("the same without pages of files", "docker.up.nodectl.own.kib", "docker.up.compose.own.kib"),
    Row("memory at most, converged `up`", "docker.converged.nodectl.kib", "docker.converged.compose.kib", most=0.4),
    Row("processor's time of the client, fresh `up`", "docker.up.nodectl.cpu.ms", "docker.up.compose.cpu.ms"),
    Row("calls of a fresh `up`", "docker.calls.up.nodectl", "docker.calls.up.compose", short=True),
    Row("calls of a converged `up`", "docker.calls.converged.nodectl", "docker.calls.converged.compose", short=True),
    Row("calls of `down --volumes`", "docker.calls.down.nodectl", "docker.calls.down.compose"),
    Row("start and end: `version`", "startup.version.ms", "startup.version.compose.ms"),
]  # fmt: skip


def podman_calls(title, what):
    runs = median(f"podman.runs.{what}.compose")
    return Row(title, f"podman.calls.{what}.nodectl", instead=runs and f"none, {runs:.0f} runs of `podman`")


def podman_reaction():
    theirs = [float(value) for value in values.get("reaction.podman.compose.ms", ())]
    early = sum(value < 0 for value in theirs)
    instead = f"none: {early} of {len(theirs)} start before it" if early else None
    return Row("from a service's health to when the next has started", "reaction.podman.nodectl.ms",
               "reaction.podman.compose.ms", instead=instead)  # fmt: skip


PODMAN = [
    Row("fresh `up` until all is healthy", "podman.up.nodectl.ms", "podman.up.compose.ms", short=True),
    Row("converged `up`", "podman.converged.nodectl.ms", "podman.converged.compose.ms"),
    Row("`down --volumes`", "podman.down.nodectl.ms", "podman.down.compose.ms", most=1),
    Row("`export`, beside `config`", "podman.export.nodectl.ms", "podman.export.compose.ms"),
    podman_reaction(),
    Row("memory at most, fresh `up`", "podman.up.nodectl.kib", "podman.up.compose.kib"),
    Row("memory at most, converged `up`", "podman.converged.nodectl.kib", "podman.converged.compose.kib"),
    podman_calls("calls of a fresh `up`", "up"),
    podman_calls("calls of a converged `up`", "converged"),
    podman_calls("calls of `down --volumes`", "down"),
    Row("start and end: `version`, beside `--version`", "startup.version.ms", "startup.version.podman_compose.ms"),
]

FLOOR = [
    Row("fresh `up` on Docker", "docker.up.nodectl.ms", "docker.up.floor.ms", most=1.05, short=True),
    Row("fresh `up` on Podman", "podman.up.nodectl.ms", "podman.up.floor.ms", most=1.05, short=True),
    Row("converged `up` on Docker", "docker.converged.nodectl.ms", "docker.converged.floor.ms"),
    Row("converged `up` on Podman", "podman.converged.nodectl.ms", "podman.converged.floor.ms"),
    Row("`down --volumes` on Docker", "docker.down.nodectl.ms", "docker.down.floor.ms"),
    Row("`down --volumes` on Podman", "podman.down.nodectl.ms", "podman.down.floor.ms"),
]


def nodes(engine, count, beside="floor", most=1.10):
    title = f"{count} node{'s' * (count > 1)} on {engine.capitalize()}" + ", beside docker compose" * (beside == "compose")
    return Row(title, f"nodes.{engine}.{count}.nodectl.ms", f"nodes.{engine}.{count}.{beside}.ms", most=most)


NODES = {
    (engine, count): nodes(engine, count)
    for engine, count in (("docker", 1), ("docker", 8), ("docker", 32), ("podman", 1), ("podman", 8))
}
NODES_COMPOSE = nodes("docker", 8, "compose", most=None)
NODES_MEMORY = Row("memory at most, 32 nodes in one call", "nodes.docker.32.nodectl.kib", most=64 * 1024, limit="≤ 64 MiB")

ALONE = [
    Row("memory at most, `nodectl version`", "startup.version.kib"),
    Row("`nodectl check`, identity included", "startup.check.ms"),
    Row("an identity checked", "identity.check.ms", most=100, limit="≤ 100 ms"),
    Row("an identity made", "identity.new.ms", most=2000, limit="≤ 2 s"),
    Row("supervised, on Docker: from ZeroTier's health after its restart to the last service's start",
        "repair.docker.ms", most=5000, limit="≤ 5 s"),
    Row("the same on Podman", "repair.podman.ms", most=5000, limit="≤ 5 s"),
    Row("memory at most, following a log of 1 GiB for a slow reader, beside the first 64 MiB of it",
        "logs.all.kib", "logs.first.kib", most=1.1),
]  # fmt: skip


def nodes_lines():
    for (engine, count), row in [*NODES.items(), (("docker", 8), NODES_COMPOSE)]:
        title, ours, beside, ratio, target = row.cells()
        memory = shown(".kib", median(f"nodes.{engine}.{count}.nodectl.kib"))
        yield [title, ours, shown(".ms", row.ours and row.ours / count), beside, ratio, memory, target]


def instructions():
    titles = {"version": "`nodectl version`", "export": "`nodectl export`", "converged": "converged `nodectl up`"}
    for command, title in titles.items():
        name = f"instructions.{command}"
        total = median(name)
        if total is None:
            yield [title, "not measured", ""]
            continue
        parts = [value.split(" ", 1) for value in values[f"{name}.of"]]
        shares = [f"{part} {float(count) / total:.0%}" for count, part in parts if float(count) / total >= 0.01]
        yield [title, f"{total / 1e6:.1f} million", ", ".join(shares)]


def groups(name, program):
    """KiB that were resident, and of them those that were no page of a file, by what they are of."""
    linked = tuple(it.split("/")[-1].split(".so")[0] + ".so" for it in values.get("linked.nodectl", ()))
    found = collections.defaultdict(lambda: [0, 0])
    # One round is measured; of several the last is shown.
    rounds = (value.split(" ", 2) for value in values.get(name, ()))
    for thing, (resident, own) in {thing: sizes for *sizes, thing in rounds}.items():
        if thing == program:
            group = "the program's file"
        elif ".so" not in thing:
            group = thing
        elif "libcurl.so" in thing or not thing.startswith(linked):
            group = "libcurl, and what only it is linked with"
        else:
            group = "other libraries"
        found[group][0] += int(resident)
        found[group][1] += int(own)
    found["all"] = [sum(column) for column in zip(*found.values())] or [0, 0]
    return found


def memory_lines():
    ours, theirs = groups("docker.up.nodectl.own.of", "nodectl"), groups("docker.up.compose.own.of", "docker-compose")
    for group in dict.fromkeys([*ours, *theirs]):
        yield [group, *(shown(".kib", number) if number else "" for side in (ours, theirs) for number in side[group])]


def missed():
    """What is known of each target that was missed."""
    rows = [*DOCKER, *PODMAN, *FLOOR, *NODES.values(), NODES_COMPOSE, NODES_MEMORY, *ALONE]
    names = {row.name.removesuffix(".ms"): row for row in rows if row.is_missed}
    if not names:
        return "No target is missed."
    known = re.split(r"^## (.*)\n", pathlib.Path(__file__).with_name("missed.md").read_text(), flags=re.MULTILINE)
    sections = [(of.split(), reason.strip()) for of, reason in zip(known[1::2], known[2::2])]
    unknown = [([name], "Why is not known yet.") for name in names if not any(name in them for them, _ in sections)]
    return "\n\n".join(
        "\n\n".join([*(heading(names[name]) for name in those), reason])
        for them, reason in sections + unknown
        if (those := [name for name in them if name in names])
    )


def heading(row):
    return f"### {row.title}: {' beside '.join(filter(None, row.cells()[1:3]))}"


BESIDE = ["", "nodectl", "beside", "ratio", "target"]
MACHINE = (
    f"{text('machine.cpu')}, {text('machine.cores')} cores, Linux {text('machine.kernel')}; "
    f"Docker {text('machine.docker')} and docker compose {text('machine.compose')}, Podman {text('machine.podman')} and "
    f"podman-compose {text('machine.podman_compose')}, libcurl {text('machine.curl')}; "
    f"nodectl {text('machine.nodectl')} of {text('machine.sources')}; {text('machine.date')}"
)

page.write_text(f"""# Benchmarks

Written by `make bench`, which measures everything here in one run, on {MACHINE}.

The engines run in throw-away hosts on that machine, with stand-in images that need the same second or so to become
healthy for everybody. Who is compared takes turns, round after round, on the same engine, stack and images: nodectl with
its node, compose tools with the file that `nodectl export` writes of it. Times are medians, from the start of a process
to its end; memory is the most that one process of a command had in any run. A ratio is of nodectl to who is beside it.

## Beside docker compose

{table(BESIDE, [row.cells() for row in DOCKER])}

## Beside podman-compose

On Podman under systemd, which podman-compose needs to see a container become healthy. `start_interval` is unknown to
Podman, so it waits for checks that are 15 seconds apart; nodectl runs them itself meanwhile. podman-compose makes no calls
that could be counted: it runs the program `podman`, which does the work itself. Where it starts a service before the one
that this waits for is healthy, there is nothing to measure from the one to the other.

{table(BESIDE, [row.cells() for row in PODMAN])}

## Beside the floor

The calls of an `up` or a `down`, recorded once and made again by a bare client that knows all answers, each as soon as
those are answered that had been answered when nodectl made it, and as soon as the engine's event (on Podman: a check, a
second after the one before) says that a container is healthy. What the client takes to start is not counted. It is what
the engine itself takes: of what takes no time of the engine's, as a converged `up`, the rest is the start of a program.

{table(BESIDE, [row.cells() for row in FLOOR])}

## Nodes of one host in one call

`nodectl up` with the specs of so many nodes in one file, eight at a time; beside as many replays of one node's calls,
eight at a time. What a node more costs the engine is in both. docker compose has no such call: it is run eight times at
once.

{table(["", "nodectl", "a node", "beside", "ratio", "memory at most", "target"], nodes_lines())}

{table(["", "nodectl", "", "", "target"], [NODES_MEMORY.cells()])}

## By itself

{table(BESIDE, [row.cells() for row in ALONE])}

## Instructions

As callgrind counts them, which repeats; of what they are of is named what has at least one in a hundred. `ld-linux` is
the dynamic loader: for who speaks to an engine, as `export` does, it loads libcurl with what that is linked with.

{table(["", "instructions", "of which"], instructions())}

## Memory by what it is of

Of the process with the most, when it had the most, in a fresh `up` on Docker that is looked at all the while; of it, what
is no page of a file: heap and stacks, and what was written to of a file's pages. The others the kernel shares with every
process of the same file, and takes back when it needs them.

{table(["", "nodectl", "no page of a file", "docker compose", "no page of a file"], memory_lines())}

## Where a target is missed

{missed()}
""")

short = table(BESIDE, [row.cells() for row in DOCKER if row.short])
floor = table(BESIDE, [row.cells() for row in FLOOR if row.short])
summary = f"""
Beside `docker compose`:

{short}

Beside the same calls made by a client that knows all answers:

{floor}

On {MACHINE}. More in [docs/benchmarks.md](docs/benchmarks.md), by `make bench`.
"""
begin, end = "<!-- benchmarks: written by make bench -->", "<!-- benchmarks end -->"
before, rest = readme.read_text().split(begin)
readme.write_text(before + begin + "\n" + summary + "\n" + end + rest.split(end)[1])
