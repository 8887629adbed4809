// Arrays, maps and sets that all iterations change in one way, and arrays filled one element behind the other.
// RUN: %check_run %s
#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <cstdio>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

static std::size_t bin(int i, std::size_t bins) { return static_cast<std::size_t>(i * 7919 % 10007) % bins; }

struct Table {
  std::vector<int> counts = std::vector<int>(10);
  int small[4] = {};
  void fill(int n) {
    [[fork::parallel]] for (int i = 0; i < n; ++i) {
      counts[bin(i, 10)]++;
      this->small[bin(i, 4)] += i;
    }
  }
};

template <class Numbers> static void show(const char *name, const Numbers &numbers) {
  std::printf("%s:", name);
  for (const auto &x : numbers)
    std::printf(" %.17g", static_cast<double>(x));
  std::puts("");
}

static void histograms(int n) {
  int h[16] = {1, 2, 3};
  std::vector<double> sums(50, 0.25); // exact: the parts are powers of two
  std::array<long, 8> largest{};
  std::vector<unsigned> bits(3);
  std::vector<std::vector<int>> grid(5, std::vector<int>(6)), lists(7);
  double smallest[5] = {1e9, 1e9, -3, 1e9, 1e9};
  int cube[2][3][4] = {};
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    const std::size_t k = bin(i, 16);
    h[k]++;
    if (i % 3)
      h[bin(i + 1, 16)] += 2;
    sums[bin(i, 50)] += 0.5 * (i % 8);
    largest[bin(i, 8)] = std::max(largest[bin(i, 8)], static_cast<long>(i));
    bits[bin(i, 3)] ^= static_cast<unsigned>(i);
    grid[bin(i, 5)][bin(i, 6)] += i;
    lists[bin(i, 7)].push_back(i);
    if (std::sin(i) < smallest[bin(i, 5)])
      smallest[bin(i, 5)] = std::sin(i);
    ++cube[i % 2][i % 3][i % 4];
  }
  show("h", h), show("sums", sums), show("largest", largest), show("bits", bits), show("smallest", smallest);
  for (const auto &row : grid) show("row", row);
  for (const auto &list : lists) std::printf("%zu %d\n", list.size(), list.empty() ? -1 : list[list.size() / 2]);
  std::printf("%d %d\n", cube[0][0][0], cube[1][2][3]);
}

static void maps(const std::vector<std::string> &words) {
  std::map<std::string, int> count;
  std::unordered_map<std::string, std::vector<std::size_t>> places;
  std::unordered_map<char, long> letters;
  std::set<std::string> seen;
  std::unordered_set<std::size_t> lengths;
  std::multimap<std::size_t, std::string> by_length;
  std::map<char, std::string> first, last;
  std::unordered_multimap<char, std::size_t> all;
  [[fork::parallel]] for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string &word = words[i];
    ++count[word];
    places[word].push_back(i);
    for (char c : word)
      letters[c] += 1;
    seen.insert(word);
    lengths.insert(word.size() * 31);
    by_length.emplace(word.size(), word);
    first.try_emplace(word[0], word);
    last[word[0]] = word;
    all.insert({word[0], i});
  }
  for (const auto &[word, n] : count) std::printf("%s=%d ", word.c_str(), n);
  for (const auto &[word, where] : places) std::printf("%s:%zu:%zu ", word.c_str(), where.size(), where.back());
  for (const auto &[c, n] : letters) std::printf("%c%ld ", c, n);
  for (const auto &word : seen) std::printf("%s ", word.c_str());
  for (std::size_t n : lengths) std::printf("%zu ", n);
  std::size_t shown = 0;
  for (const auto &[n, word] : by_length)
    if (shown++ % 50 == 0) std::printf("%zu%s ", n, word.c_str());
  for (const auto &[c, word] : first) std::printf("%c>%s ", c, word.c_str());
  for (const auto &[c, word] : last) std::printf("%c<%s ", c, word.c_str());
  for (const auto &[c, i] : all)
    if (i % 40 == 0) std::printf("%c%zu ", c, i);
  std::puts("");
}

static void compaction(const std::vector<int> &a) {
  std::vector<int> kept(a.size() + 1, -1);
  std::vector<std::string> names(a.size() + 1);
  std::size_t k = 1;
  [[fork::parallel]] for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] % 3 == 0) {
      names[k] = "n" + std::to_string(a[i]);
      kept[k++] = a[i];
    }
  std::printf("%zu %d %d %s\n", k, kept[0], kept[k - 1], names[k / 2].c_str());
  int where[1000], count = 0;
  try {
    [[fork::parallel]] for (int i = 0; i < 900; ++i) {
      where[count++] = i;
      if (i == 777) throw std::runtime_error("stop");
    }
  } catch (const std::exception &e) {
    std::printf("%s %d %d\n", e.what(), count, where[count - 1]);
  }
}

static void appends(int n) {
  std::vector<int> v;
  std::string s, t;
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    auto &r = v;
    r.push_back(i);
    std::string &text = s;
    text += static_cast<char>('a' + i % 26);
    t.append("<").append(std::to_string(i)).append(">");
  }
  std::printf("%zu %d %s %s\n", v.size(), v[v.size() / 3], s.substr(0, 40).c_str(), t.substr(t.size() - 30).c_str());
}

int main() {
  histograms(20000);
  Table table;
  table.fill(5000);
  show("counts", table.counts), show("small", table.small);
  std::vector<std::string> words;
  for (int i = 0; i < 3000; ++i)
    words.push_back(std::string(static_cast<std::size_t>(1 + i * 31 % 5), static_cast<char>('a' + i * 7919 % 23)));
  maps(words);
  std::vector<int> a(4000);
  for (int i = 0; i < 4000; ++i)
    a[static_cast<std::size_t>(i)] = i * 7919 % 1000;
  compaction(a);
  appends(1000);
}
