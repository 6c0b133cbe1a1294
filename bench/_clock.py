"""Seconds of processor time, several works in turn, medians: a busy machine shifts all alike."""

import time
from collections.abc import Callable
from statistics import median

REPEATS = 9


def medians(works: list[Callable[[], object]], repeats: int = REPEATS) -> list[float]:
    """The median seconds of each work; they take turns, after one warming round."""
    seconds: list[list[float]] = [[] for _ in works]
    for turn in range(repeats + 1):
        for found, work in zip(seconds, works, strict=True):
            start = time.process_time()
            work()
            if turn:
                found.append(time.process_time() - start)
    return [median(found) for found in seconds]
