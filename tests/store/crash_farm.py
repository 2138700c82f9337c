"""Run as a program: kill a writer many times in the middle of its deeds, and look afterwards.

    crash_farm.py DATABASE KEY_HEX ROUNDS SEED

Imports once and forks a writer per round, so a round costs no start. Prints one line: the
number of acknowledged deeds, and what was lost, doubled or broken.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

from deeds import adding, names
from office import Office

from desktop.commands.opening import compose
from desktop.store import audit, backup, engine
from desktop.store.database import Database


def write(path: Path, key: bytes, rounds: int, pipe: int) -> None:
    """Do deeds for ever; each name goes into the pipe after its deed was acknowledged."""
    office = Office(lambda _: Database(engine.local_engine(path, key), compose))
    office.learn()
    for turn in range(100_000):
        name = f"样例{rounds:03}-{turn:05}"
        office.do(adding(name, "案" * (turn * 37 % 900)))
        os.write(pipe, f"{name}\n".encode())


def killed(path: Path, key: bytes, rounds: int, delay: float) -> list[str]:
    """One writer's life; the names it was told are saved."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        write(path, key, rounds, writing)
    os.close(writing)
    first = os.read(reading, 1 << 16)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as rest:
        lines = first + rest.read()
    os.waitpid(child, 0)
    return lines.decode().split()


def main(path: Path, key: bytes, rounds: int, seed: int) -> None:
    dice, acknowledged = random.Random(seed), set[str]()
    for turn in range(rounds):
        acknowledged.update(killed(path, key, turn, dice.random() * 0.12))
    opened = engine.local_engine(path, key)
    found = names(opened)
    with opened.connect() as connection:
        broken = len(list(audit.breaks(connection)))
    opened.dispose()
    faults = len(backup.verify(path, key).faults)
    lost, doubled = len(acknowledged - set(found)), len(found) - len(set(found))
    print(len(acknowledged), lost, doubled, broken, faults)


if __name__ == "__main__":
    main(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
