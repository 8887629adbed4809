#!/usr/bin/env python3
"""The same with Python's ProcessPoolExecutor."""

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor


def twice_and_one(n):
    return 2 * n + 1


def contest(pool, size):
    return sum(pool.submit(twice_and_one, i).result() for i in range(size))


def main():
    size, repetitions = int(sys.argv[1]), int(sys.argv[2])
    with ProcessPoolExecutor(int(os.environ.get("BENCH_WORKERS", "1"))) as pool:
        print(contest(pool, size))
        for _ in range(repetitions):
            start = time.perf_counter_ns()
            contest(pool, size)
            print(time.perf_counter_ns() - start)


if __name__ == "__main__":
    main()
