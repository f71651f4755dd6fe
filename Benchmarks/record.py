#!/usr/bin/env python3
"""Passes requests on to an engine, and writes down what a client asks for, for replay.py.

  record.py SOCKET ENGINE_SOCKET RECORDING

The recording has a line of JSON for each request: when it began and ended, its method, target, headers and body, and the
id of what it made. A line for the moment in which a stream of events told that a container is healthy stands among
them. It is written when this is told to end. Each request has a connection of its own, which the answer says.
"""

import base64
import json
import os
import signal
import socket
import sys
import time

from engine_proxy import listen, read_request

path, engine, recording = sys.argv[1:]
items = []


def objects(data):
    """The JSON objects that stand on lines of their own, as events and answers of engines do."""
    for line in data.split(b"\n"):
        if line.startswith(b"{"):
            try:
                yield json.loads(line)
            except ValueError:
                pass


def healthy(event):
    return event.get("Action") == "health_status: healthy" and event["Actor"]["ID"]


def received(server):
    while data := server.recv(65536):
        yield data


def relay_events(client, server):
    """Passes on the parts of a stream as they come."""
    for data in received(server):
        client.sendall(data)
        now = time.monotonic()
        items.extend({"begin": now, "end": now, "healthy": it} for it in map(healthy, objects(data)) if it)


def relay_answer(client, server, item):
    """Passes on an answer when all of it has come and is noted: before it, the client can do nothing with it."""
    answer = b"".join(received(server))
    made = (it["Id"] for it in objects(answer) if item["method"] == "POST" and "Id" in it)
    item |= {"end": time.monotonic(), "made": next(made, None), "status": int(answer.split(b" ", 2)[1])}
    client.sendall(answer)


def serve(client):
    server, item = socket.socket(socket.AF_UNIX), {}
    try:
        head, body = read_request(client)
        if head is None:
            return
        method, target = head.decode().split(" ", 2)[:2]
        item |= {"method": method, "target": target, "stream": "/events?" in target, "begin": time.monotonic()}
        item |= {"head": head.decode(), "body": base64.b64encode(body).decode()}
        items.append(item)
        server.connect(engine)
        server.sendall(head + body)
        if item["stream"]:
            relay_events(client, server)
        else:
            relay_answer(client, server, item)
    except OSError:
        pass  # the client has gone
    finally:
        item.setdefault("end", time.monotonic())
        server.close()
        client.close()


def finish(*_):
    with open(recording, "w") as file:
        for item in sorted(items, key=lambda item: item["begin"]):
            file.write(json.dumps({"end": time.monotonic()} | item) + "\n")
    os._exit(0)


signal.signal(signal.SIGTERM, finish)
listen(path, serve)
