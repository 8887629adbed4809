// Histograms, maps, sets and arrays filled behind a counter, all in one loop; left early, and by an exception.
// RUN: %check_run %s
#include <array>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <stdexcept>
#include <unordered_map>
#include <vector>
struct Stats { std::map<std::string, int> count; std::vector<long> bins = std::vector<long>(17); };
static unsigned mix(unsigned x) { x ^= x >> 16; x *= 0x7feb352dU; x ^= x >> 15; return x * 0x846ca68bU; }
int main() {
  const int n = 50000;
  Stats s; std::unordered_map<int, std::vector<int>> groups; std::set<int> seen; std::array<double, 8> f{};
  std::vector<int> out(n), idx(n); int k = 0, j = 3;
  std::unordered_map<std::string, int> last;
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    const unsigned h = mix(static_cast<unsigned>(i));
    ++s.count[std::to_string(h % 50)];
    s.bins[h % 17] += h % 3;
    groups[static_cast<int>(h % 1000)].push_back(i);
    seen.insert(static_cast<int>(h % 777));
    f[h % 8] += 0.1 * i;
    if (h % 5 == 0) { out[static_cast<std::size_t>(k)] = i; idx[static_cast<std::size_t>(k++)] = static_cast<int>(h); }
    last[std::to_string(h % 99)] = i;
  }
  for (auto &[w, c] : s.count) std::printf("%s:%d ", w.c_str(), c);
  for (long b : s.bins) std::printf("%ld ", b);
  int q = 0; for (auto &[g, v] : groups) if (q++ < 40) std::printf("%d=%zu,%d ", g, v.size(), v.back());
  std::printf("%zu %d %d %d\n", seen.size(), k, out[static_cast<std::size_t>(k - 1)], idx[7]);
  q = 0; for (auto &[w, c] : last) std::printf("%s:%d ", w.c_str(), c);
  // branchless compaction, an early exit and an exception
  std::vector<int> dst(n + 1, -1);
  [[fork::parallel]] for (int i = 0; i < n; ++i) { dst[static_cast<std::size_t>(j)] = i; if (i % 7 == 3) ++j; if (i == 40000) break; }
  std::printf("\n%d %d %d %d\n", j, dst[5], dst[static_cast<std::size_t>(j) - 1], dst[static_cast<std::size_t>(j)]);
  std::vector<int> hist(10); std::map<int, int> m;
  try {
    [[fork::parallel]] for (int i = 0; i < n; ++i) { if (i == 31234) throw std::runtime_error("at " + std::to_string(i)); hist[static_cast<std::size_t>(i % 10)]++; m[i % 13] += i; }
  } catch (const std::exception &e) { std::printf("%s %d %d\n", e.what(), hist[3], m[5]); }
}
