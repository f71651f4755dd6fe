"""What the proxies between an engine and its clients share: each request has a connection of its own."""

import os
import socket
import threading


def read_request(client):
    """The head of a request and its body; nothing where the client has gone."""
    received = b""
    while b"\r\n\r\n" not in received:
        data = client.recv(65536)
        if not data:
            return None, b""
        received += data
    head, body = received.split(b"\r\n\r\n", 1)
    headers = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:])
    if b"expect" in headers:
        client.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    if b"chunked" in headers.get(b"transfer-encoding", b""):
        while not body.endswith(b"0\r\n\r\n"):
            body += client.recv(65536)
    length = int(headers.get(b"content-length", b"0"))
    while len(body) < length:
        body += client.recv(65536)
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith((b"connection:", b"expect:"))]
    return b"\r\n".join(lines + [b"Connection: close"]) + b"\r\n\r\n", body


def listen(path, serve):
    """Has every connection to the socket served on a thread of its own, for ever."""
    listener = socket.socket(socket.AF_UNIX)
    # Where it is seen somebody listens already.
    new = path + ".new"
    if os.path.exists(new):
        os.remove(new)
    listener.bind(new)
    listener.listen(256)
    os.rename(new, path)
    while True:
        threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
