#!/usr/bin/env python3
"""Passes requests on to an engine, and has one of those that change something meet a fault.

  fault-proxy.py SOCKET ENGINE_SOCKET CALL FAULT

CALL counts the requests that change something from 1. FAULT is drop-before, drop-after, truncate, malformed, late, slow,
silence, endless, or a status (404, 409, 500) with which the engine is not asked at all. Such a request is printed as it comes,
and the fault behind the one that meets it. Each request has a connection of its own, which the answer says.
"""

import select
import socket
import sys
import threading
import time

from engine_proxy import listen, read_request

path, engine, call, fault = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
counting = threading.Lock()
changes = 0


def met_fault(head):
    """The fault of this request, if it is the one."""
    global changes
    method, target = head.split(b" ", 2)[:2]
    if method in (b"GET", b"HEAD"):
        return None
    with counting:
        changes += 1
        met = fault if changes == call else None
        print(method.decode(), target.decode(), met or "", flush=True)
    return met


def answer(server):
    """All that the engine answers, whose connection ends with it."""
    received = b""
    while data := server.recv(65536):
        received += data
    return received


def respond(client, status, body):
    length = b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(body)
    client.sendall(b"HTTP/1.1 %s\r\nContent-Type: application/json\r\n" % status + length + body)


def meet(met, client, server, request):
    if met == "drop-before":
        return
    if met == "silence":
        client.recv(1)  # until it goes
        return
    if met.isdigit():
        respond(client, met.encode() + b" Fault", b'{"message": "a fault of the test"}')
        return
    server.sendall(request)
    whole = answer(server)
    if met == "truncate":
        client.sendall(whole[: len(whole) // 2])
    elif met == "malformed":
        respond(client, whole.split(b"\r\n", 1)[0].split(b" ", 1)[1], b"{")
    elif met == "late":
        time.sleep(0.5)
        client.sendall(whole)
    elif met == "slow":
        for byte in whole:
            client.sendall(bytes([byte]))
            time.sleep(0.001)
    elif met == "endless":
        client.sendall(whole.split(b"\r\n", 1)[0] + b"\r\nConnection: close\r\n\r\n")
        while True:
            client.sendall(b" " * 65536)


def relay(client, server):
    """Passes on what comes on either side until one of them has ended."""
    while True:
        for side in select.select([client, server], [], [])[0]:
            data = side.recv(65536)
            if not data:
                return
            (server if side is client else client).sendall(data)


def serve(client):
    server = socket.socket(socket.AF_UNIX)
    try:
        head, body = read_request(client)
        if head is None:
            return
        server.connect(engine)
        met = met_fault(head)
        if met:
            meet(met, client, server, head + body)
        else:
            server.sendall(head + body)
            relay(client, server)
    except OSError:
        pass  # one of the sides has gone, which the other notices
    finally:
        server.close()
        client.close()


listen(path, serve)
