"""The rows of the benchmark: sizes, goals, and who competes."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    name: str
    title: str
    size: int
    tiny: int  # for the smoke test
    contestants: tuple  # besides serial and xfork, which every case has
    t1: float | None = None  # goal: T1/Ts at most
    scaling: float | None = None  # goal: Ts/T2 at least
    peers: dict = field(default_factory=dict)  # goal: contestant -> (workers, xfork at least so much faster)
    absolute_ms: float | None = None  # goal: T2 at most
    handwritten: bool = False  # xfork.cpp instead of the annotated serial.cpp
    flags: tuple = ()  # of all its contestants


TASKS = ("tbb", "openmp")
NOT_BEHIND = {"tbb": (2, 1), "libomp": (2, 1), "libgomp": (2, 1)}

CASES = [
    Case("fib", "fib, every call forked", 37, 12, TASKS, 1.05, 1.9, {"libomp": (1, 60), "tbb": (1, 80)}),
    Case("integrate", "adaptive integration", 2000, 20, TASKS, 1.0, 1.9, {"tbb": (1, 10)}),
    Case("nqueens", "n-queens 11", 11, 5, TASKS, 1.02, 1.95, {"tbb": (1, 1.3)}),
    Case("uts_geometric", "UTS, geometric", 12, 5, TASKS, 1.02, 1.95, {"tbb": (1, 1.3)}),
    Case("uts_binomial", "UTS, binomial", 20_000, 200, TASKS, 1.02, 1.95, {"tbb": (1, 1.3)}),
    Case("matmul", "recursive matrix product", 512, 64, TASKS, 1.0, 1.98, NOT_BEHIND),
    Case("mandelbrot", "Mandelbrot rows", 600, 20, TASKS + ("async",), 1.0, 1.98, NOT_BEHIND),
    Case("saxpy", "saxpy 1e7", 10_000_000, 1000, TASKS, 1.0, 1.95, NOT_BEHIND),
    Case("regions_5us", "100,000 regions of 5 us", 100_000, 10, TASKS, 1.02, 1.85, {"libgomp": (2, 1.25)}),
    Case("regions_100ns", "100,000 regions of 0.1 us", 100_000, 10, TASKS, 1.05, 0.95,
         {"libomp": (2, 5), "libgomp": (2, 5), "tbb": (2, 20)}),
    Case("sum_calls", "1e6 calls s += f(i) of 0.25 us", 1_000_000, 100, TASKS, 1.1, 1.8),
    Case("sum_small_calls", "1e6 calls s += f(i) of 5 ns", 1_000_000, 100, TASKS, peers={"tbb": (1, 10)}),
    Case("lazy_values", "1e6 lazy<int> made and summed", 1_000_000, 100, (), 4.0, handwritten=True),
    Case("deep_lazy_values", "the same, forked 20 calls deep with frame pointers", 1_000_000, 100, (), 4.0, handwritten=True,
         flags=("-fno-omit-frame-pointer",)),
    Case("handled_exceptions", "50,000 calls that throw and catch 5 exceptions", 50_000, 10, (), 1.05),
    Case("printed_traceback", "a traceback of 100 frames, cold", 1, 1, (), absolute_ms=100, handwritten=True, flags=("-g",)),
    Case("blocking", "1,000 blocking calls of 10 ms", 1000, 3, ("async",), absolute_ms=500),
    Case("process_calls", "2,000 calls in a warm process; serial is a pipe ping-pong", 2000, 20, ("python",), 3.0,
         peers={"python": (1, 20)}, handwritten=True),
]
