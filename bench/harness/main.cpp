// Runs one contestant: prints its checksum, then the nanoseconds of each repetition.
//
//   fib-xfork SIZE REPETITIONS
#include "contestant.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>

int main(int argc, char **argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s SIZE REPETITIONS\n", argv[0]);
    return 2;
  }
  const long size = std::atol(argv[1]);
  const int repetitions = std::atoi(argv[2]);
  const std::uint64_t expected = contest(size); // also starts the threads, and brings the memory in
  std::printf("%llu\n", static_cast<unsigned long long>(expected));
  for (int i = 0; i < repetitions; ++i) {
    const auto start = std::chrono::steady_clock::now();
    const std::uint64_t result = contest(size);
    const auto end = std::chrono::steady_clock::now();
    if (result != expected) {
      std::fprintf(stderr, "%s: another checksum in repetition %d\n", argv[0], i);
      return 1;
    }
    std::printf("%lld\n", static_cast<long long>(std::chrono::nanoseconds(end - start).count()));
  }
}
