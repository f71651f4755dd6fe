#!/usr/bin/env python3
"""Makes the calls of a recording again, as a client would that knows all answers: what an engine itself takes.

  replay RECORDING ENGINE_SOCKET [NODES AT_A_TIME]

A call is made as soon as those are answered that had been answered when it was made, so as much goes on at once as did,
and nothing else is waited for but that a container is healthy: until an event says so, or, where the client runs the
checks, by running them, a second apart. Ids are those of what is made now, by this recording or by one that this
process has replayed before: who converges what is there, or takes it down, is told it by the answers. NODES of them are
the recorded one, whose name must be node-01 and port 20001, with other names and ports.
"""

import base64
import collections
import json
import queue
import re
import socket
import threading
import time

CHECK_INTERVAL = 1

# What was made for a node, by its number: the recorded id and that of now.
ids_of_nodes = collections.defaultdict(dict)


class Engine:
    """A bare HTTP client: a connection for each call."""

    def __init__(self, path):
        self.path = path

    def open(self, request):
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(self.path)
        connection.sendall(request)
        return connection

    def call(self, request):
        with self.open(request) as connection:
            received = b""
            while data := connection.recv(65536):
                received += data
        return received


class Replay:
    def __init__(self, items, engine, substitutions, ids):
        self.items, self.engine, self.substitutions = items, engine, substitutions
        self.ids = ids
        self.healthy = {}
        self.finished = queue.Queue()

    def run(self):
        """Starts each call behind the prefix, in the order of their ends, of those that had ended before it."""
        ends = sorted(range(len(self.items)), key=lambda index: self.items[index]["end"])
        done, prefix, begun = set(), 0, 0
        while len(done) < len(self.items):
            while prefix < len(ends) and ends[prefix] in done:
                prefix += 1
            now = self.items[ends[prefix]]["end"] if prefix < len(ends) else float("inf")
            while begun < len(self.items) and self.items[begun]["begin"] <= now:
                threading.Thread(target=self.perform, args=(begun,), daemon=True).start()
                begun += 1
            result = self.finished.get()
            if isinstance(result, Exception):
                raise result
            done.add(result)

    def perform(self, index):
        try:
            item = self.items[index]
            if "healthy" in item:
                self.health_event(item["healthy"]).wait()
            elif item["stream"]:
                threading.Thread(target=self.follow, args=(self.engine.open(self.request(item)),), daemon=True).start()
            elif item["target"].endswith("/healthcheck"):
                self.check(item)
            else:
                self.call(item)
            self.finished.put(index)
        except Exception as error:
            self.finished.put(error)

    def call(self, item):
        answer = self.engine.call(self.request(item))
        status = int(answer.split(b" ", 2)[1])
        if status != item["status"]:
            raise RuntimeError(f"{item['method']} {item['target']}: {status}, not {item['status']}: {answer!r}")
        if item["made"]:
            self.ids[item["made"]] = re.search(rb'"Id": ?"([0-9a-f]+)"', answer)[1].decode()

    def check(self, item):
        while b'"Status":"healthy"' not in self.engine.call(self.request(item)):
            time.sleep(CHECK_INTERVAL)

    def follow(self, connection):
        while data := connection.recv(65536):
            for match in re.finditer(rb'"Action":"health_status: healthy","Actor":{"ID":"([0-9a-f]+)"', data):
                self.health_event(match[1].decode(), is_new=True).set()

    def health_event(self, container, is_new=False):
        return self.healthy.setdefault(container if is_new else self.ids[container], threading.Event())

    def request(self, item):
        """With the ids, names and ports of now, which are as long as those that were recorded."""
        request = item["head"].encode() + base64.b64decode(item["body"])
        for old, new in [*self.ids.items(), *self.substitutions]:
            request = request.replace(old.encode(), new.encode())
        return request


def load(path):
    """The items, without checks of a container's health that had no result yet: the last is repeated until it has one."""
    with open(path) as file:
        items = [json.loads(line) for line in file]
    last = {item["target"]: item for item in items if item.get("target", "").endswith("/healthcheck")}
    return [item for item in items if last.get(item.get("target"), item) is item]


def main(arguments):
    """The seconds that it took."""
    path, socket_path, *several = arguments
    nodes, at_a_time = map(int, several or (1, 1))
    items, engine = load(path), Engine(socket_path)
    waiting = iter([Replay(items, engine, substitutions(node), ids_of_nodes[node]) for node in range(1, nodes + 1)])
    failures = []

    def work():
        try:
            for one in waiting:
                one.run()
        except Exception as error:
            failures.append(error)

    workers = [threading.Thread(target=work) for _ in range(at_a_time)]
    begin = time.monotonic()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if failures:
        raise failures[0]
    return time.monotonic() - begin


def substitutions(node):
    return [("node-01", f"node-{node:02}"), ("20001", f"{20000 + node}")] if node > 1 else []
