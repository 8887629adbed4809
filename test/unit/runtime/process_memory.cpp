// What processes cost the program: memory for many items, for a large result, and descriptors for results nobody reads.
#include <xfork/process.hpp>
#include <xfork/process/map_process.hpp>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <dirent.h>
#include <iterator>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

namespace {

int failures = 0;

void expect(bool holds, const char *what, long figure) {
  std::printf("%s: %ld%s\n", what, figure, holds ? "" : "  FAILED");
  failures += !holds;
}

long peak_kib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

long open_files() {
  long count = 0;
  DIR *folder = opendir("/proc/self/fd");
  while (readdir(folder))
    ++count;
  closedir(folder);
  return count;
}

/// A range of many numbers that are nowhere in memory.
struct numbers {
  struct iterator {
    std::int64_t n;
    std::int64_t operator*() const { return n; }
    iterator &operator++() {
      ++n;
      return *this;
    }
    bool operator==(const iterator &) const = default;
    using difference_type = std::int64_t;
    using value_type = std::int64_t;
    using reference = std::int64_t;
    using pointer = const std::int64_t *;
    using iterator_category = std::forward_iterator_tag;
  };
  std::int64_t size;
  iterator begin() const { return {0}; }
  iterator end() const { return {size}; }
};

void many_items() {
  xfork::block_map_process([](std::int64_t) {}, numbers{100}); // the library's own threads and tables
  const long before = peak_kib();
  xfork::block_map_process([](std::int64_t) {}, numbers{1'000'000});
  expect(peak_kib() - before < 8'192, "1,000,000 items, KiB", peak_kib() - before);
}

/// Whoever takes the replies, of 1 MiB each, is slower than the processes that make them.
void slow_reader() {
  auto *begun = static_cast<std::atomic<long> *>(
      mmap(nullptr, sizeof(std::atomic<long>), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  const pid_t program = getpid();
  std::vector<char> frame;
  long taken = 0, most = 0;
  const auto place = [&](int) -> std::vector<char> & {
    if (getpid() == program) {
      usleep(200);
      most = std::max(most, begun->load() - taken++);
    }
    return frame;
  };
  xfork::process_for_loop(xfork::below<int>(0, 300), xfork::returning(place), [&](int) {
    ++*begun;
    frame.assign(1 << 20, 'x');
  });
  expect(taken == 300 && frame.size() == 1 << 20, "replies taken", taken);
  expect(most < 200, "replies waiting", most);
}

void large_result() {
  constexpr std::size_t size = 256 << 20;
  const long before = peak_kib();
  auto task = xfork::process_task([] { return std::vector<unsigned char>(size, 7); });
  const auto &bytes = task.get();
  expect(bytes.size() == size && bytes[size - 1] == 7, "bytes", static_cast<long>(bytes.size()));
  const long grown = peak_kib() - before;
  expect(grown < static_cast<long>(size / 1024) * 11 / 10, "a result of 256 MiB, KiB", grown);
}

void unread_results() {
  const long before = open_files();
  int gate[2];
  expect(pipe(gate) == 0, "pipe", 0);
  long results = 0;
  bool right = true;
  xfork::process_scope forks;
  forks.fork([&] {
    char c = 0;
    static_cast<void>(!read(gate[0], &c, 1));
  }); // nothing is committed before this one
  for (int i = 0; i < 400; ++i)
    forks.fork([i] { return std::vector<int>(20'000, i); },
               [&, i](const std::vector<int> &v) { right = right && v == std::vector<int>(20'000, i), ++results; });
  for (int n = 0; n < 100 && open_files() - before > 100; ++n)
    usleep(20'000);
  expect(open_files() - before < 100, "files open for 400 unread results", open_files() - before);
  static_cast<void>(!write(gate[1], "x", 1));
  forks.join();
  expect(right && results == 400, "results", results);
  close(gate[0]);
  close(gate[1]);
  usleep(100'000);
  expect(open_files() - before < 10, "files open afterwards", open_files() - before);
}

} // namespace

int main() {
  many_items();
  slow_reader();
  unread_results();
  large_result();
  return failures;
}
