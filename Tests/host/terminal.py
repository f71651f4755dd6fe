#!/usr/bin/env python3
"""Runs a command at a pseudo-terminal as a person would, and prints what the terminal showed.

    terminal.py COLUMNSxROWS COMMAND... <STEPS

A step is a line: `expect TEXT` waits until the terminal has shown it since the last one; `send TEXT` types (escapes as
Python has them); `resize COLUMNSxROWS`; `signal NAME` sends the command one; `hang-up` has the terminal disappear.
After the last step it waits for the command's end. The last lines tell its exit status, as a shell has it, and whether
it left the terminal's settings as they were.
"""
import fcntl, os, select, signal, struct, sys, termios, time

PATIENCE = 60  # seconds


def resize(terminal, size):
    columns, rows = map(int, size.split("x"))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def fail(words):
    sys.stdout.write(f"{shown.decode(errors='replace')}\n{words}\n")
    sys.stdout.flush()
    os.kill(child, signal.SIGKILL)
    sys.exit(1)


def receive(deadline):
    """What the terminal shows next; nothing once the command has closed it."""
    if not select.select([terminal], [], [], max(0, deadline - time.monotonic()))[0]:
        fail("terminal.py: nothing more came")
    try:
        return os.read(terminal, 1 << 16)
    except OSError:
        return b""


size, command = sys.argv[1], sys.argv[2:]
terminal, other = os.openpty()
resize(terminal, size)
before = termios.tcgetattr(other)
child = os.fork()
if child == 0:
    os.close(terminal)
    os.login_tty(other)
    os.execvp(command[0], command)

shown, seen, is_open = b"", 0, True
for step in sys.stdin.read().splitlines():
    word, _, text = step.partition(" ")
    if word == "expect":
        wanted, deadline = text.encode(), time.monotonic() + PATIENCE
        while (at := shown.find(wanted, seen)) < 0:
            data = receive(deadline)
            if not data:
                fail(f"terminal.py: the command ended before it showed {text!r}")
            shown += data
        seen = at + len(wanted)
    elif word == "send":
        os.write(terminal, text.encode().decode("unicode_escape").encode("latin-1"))
    elif word == "resize":
        resize(terminal, text)
    elif word == "signal":
        os.kill(child, getattr(signal, "SIG" + text))
    elif word == "hang-up":
        os.close(other)
        os.close(terminal)
        is_open = False

deadline = time.monotonic() + PATIENCE
while True:
    pid, status = os.waitpid(child, os.WNOHANG)
    if pid:
        break
    if time.monotonic() > deadline:
        fail("terminal.py: the command does not end")
    if is_open and select.select([terminal], [], [], 0.05)[0]:
        shown += receive(deadline)
    elif not is_open:
        time.sleep(0.05)
if is_open:
    while select.select([terminal], [], [], 0)[0] and (data := receive(deadline)):
        shown += data
sys.stdout.write(shown.decode(errors="replace"))
code = os.waitstatus_to_exitcode(status)
print(f"\nexit {code if code >= 0 else 128 - code}")
if is_open:
    print("terminal", "restored" if termios.tcgetattr(other) == before else "left changed")
