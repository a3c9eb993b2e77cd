"""Runs a command in a pseudo-terminal: our stdin goes to its keyboard, its screen to our stdout.

    python3 pty_driver.py COLUMNS ROWS COMMAND [ARG…]

Signals are passed on. Ends with the exit code of the command, 128 + n after signal n.
"""
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios


def relay(master):
    sources = [master, 0]
    while True:
        ready, _, _ = select.select(sources, [], [])
        if 0 in ready:
            keys = os.read(0, 4096)
            if keys:
                os.write(master, keys)
            else:
                sources.remove(0)
        if master in ready:
            try:
                screen = os.read(master, 65536)
            except OSError:  # Linux says EIO when the last user of the terminal is gone
                return
            if not screen:
                return
            os.write(1, screen)


def main():
    columns, rows = int(sys.argv[1]), int(sys.argv[2])
    pid, master = pty.fork()
    if pid == 0:
        os.execvp(sys.argv[3], sys.argv[3:])
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))
    for each in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(each, lambda number, _: os.kill(pid, number))
    relay(master)
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    sys.exit(code if code >= 0 else 128 - code)


main()
