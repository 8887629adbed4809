// RUN: %check_run --allow-warning=fork-unproven-independence --allow-warning=fork-no-overlap %s
//
// One program in the manner of an application, with twenty annotations: it makes up a season of readings from
// weather stations, cleans them, works out statistics, a smoothed map and clusters, and prints a report.
// It is there to be new to the rewriter: when it fails, extend the rewriter, not this file.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace weather {

constexpr int days = 120;
constexpr int missing = -9999;

// Readings are in tenths of a degree, so that sums are exact.
struct Station {
  std::string name;
  int x = 0, y = 0;
  std::array<int, days> tenths{};
  int repaired = 0;
};

class Noise {
public:
  explicit Noise(std::uint32_t seed) : m_state(seed * 2654435761u + 12345u) {}
  int below(int n) {
    m_state ^= m_state << 13;
    m_state ^= m_state >> 17;
    m_state ^= m_state << 5;
    return static_cast<int>(m_state % static_cast<std::uint32_t>(n));
  }

private:
  std::uint32_t m_state;
};

Station make_station(int number) {
  Noise noise(static_cast<std::uint32_t>(number) + 1);
  Station station;
  station.name = std::string(1, static_cast<char>('A' + number % 26)) + std::to_string(number);
  station.x = noise.below(64);
  station.y = noise.below(48);
  for (int day = 0; day < days; ++day) {
    const double season = std::sin(day * 3.14159 / days);
    station.tenths[static_cast<std::size_t>(day)] =
        noise.below(29) == 0 ? missing : static_cast<int>(150 * season) + noise.below(60) - station.y;
  }
  return station;
}

std::vector<Station> make_stations(int count) {
  std::vector<Station> stations(static_cast<std::size_t>(count));
  [[fork::parallel]] for (int i = 0; i < count; ++i) stations[static_cast<std::size_t>(i)] = make_station(i);
  return stations;
}

int repair(Station &station) {
  int repaired = 0;
  for (std::size_t day = 1; day + 1 < days; ++day) {
    if (station.tenths[day] != missing)
      continue;
    const int before = station.tenths[day - 1], after = station.tenths[day + 1];
    if (before == missing || after == missing)
      continue;
    station.tenths[day] = (before + after) / 2;
    ++repaired;
  }
  return repaired;
}

struct Summary {
  long sum = 0;
  int count = 0, coldest = 100000, warmest = -100000;
  bool complete = true;
};

Summary summarise(const std::vector<Station> &stations) {
  Summary summary;
  long sum = 0;
  int count = 0, coldest = 100000, warmest = -100000;
  bool complete = true;
  [[fork::parallel]] for (const Station &station : stations) {
    for (int value : station.tenths) {
      if (value == missing) {
        complete = complete && false;
        continue;
      }
      sum += value;
      ++count;
      coldest = std::min(coldest, value);
      if (value > warmest)
        warmest = value;
    }
  }
  summary.sum = sum;
  summary.count = count;
  summary.coldest = coldest;
  summary.warmest = warmest;
  summary.complete = complete;
  return summary;
}

template <class T> class Map {
public:
  Map(int width, int height) : m_width(width), m_height(height), m_cells(static_cast<std::size_t>(width * height)) {}

  T &at(int x, int y) { return m_cells[static_cast<std::size_t>(y * m_width + x)]; }
  const T &at(int x, int y) const { return m_cells[static_cast<std::size_t>(y * m_width + x)]; }
  int width() const { return m_width; }
  int height() const { return m_height; }

  void fill(T value) {
    [[fork::parallel]] for (T &cell : m_cells) cell = value;
  }

  Map smoothed() const {
    Map out(m_width, m_height);
    [[fork::parallel]] for (int y = 0; y < m_height; ++y) {
      const int above = std::max(y - 1, 0), below = std::min(y + 1, m_height - 1);
      [[fork::parallel]] for (int x = 0; x < m_width; ++x) {
        const int left = std::max(x - 1, 0), right = std::min(x + 1, m_width - 1);
        out.m_cells[static_cast<std::size_t>(y * m_width + x)] =
            (4 * at(x, y) + at(left, y) + at(right, y) + at(x, above) + at(x, below)) / 8;
      }
    }
    return out;
  }

  T total() const {
    T sum{};
    [[fork::parallel]] for (std::size_t i = 0; i < m_cells.size(); i++) sum += m_cells[i];
    return sum;
  }

private:
  int m_width, m_height;
  std::vector<T> m_cells;
};

int nearest_station(const std::vector<Station> &stations, int x, int y) {
  int best = 0, best_distance = 1 << 30;
  for (std::size_t i = 0; i < stations.size(); ++i) {
    const int dx = stations[i].x - x, dy = stations[i].y - y, distance = dx * dx + dy * dy;
    if (distance < best_distance) {
      best_distance = distance;
      best = static_cast<int>(i);
    }
  }
  return best;
}

Map<long> temperature_map(const std::vector<Station> &stations, int day) {
  Map<long> map(64, 48);
  map.fill(0);
  [[fork::parallel]] for (int y = map.height() - 1; y >= 0; --y)
    for (int x = 0; x < map.width(); ++x)
      map.at(x, y) = stations[static_cast<std::size_t>(nearest_station(stations, x, y))]
                         .tenths[static_cast<std::size_t>(day)];
  return map;
}

// A region of the map, split in two along its longer side until it is nearly uniform.
struct Region {
  int x, y, w, h;
  std::unique_ptr<Region> first, second;
  int leaves() const { return first ? first->leaves() + second->leaves() : 1; }
};

std::unique_ptr<Region> divide(const Map<long> &map, int x, int y, int w, int h) {
  auto region = std::make_unique<Region>(Region{x, y, w, h, nullptr, nullptr});
  long low = map.at(x, y), high = low;
  for (int j = y; j < y + h; ++j)
    for (int i = x; i < x + w; ++i) {
      low = std::min(low, map.at(i, j));
      high = std::max(high, map.at(i, j));
    }
  if (high - low < 12 || w * h < 8)
    return region;
  if (w >= h) {
    [[fork::parallel]] region->first = divide(map, x, y, w / 2, h);
    region->second = divide(map, x + w / 2, y, w - w / 2, h);
  } else {
    [[fork::parallel]] auto upper = divide(map, x, y, w, h / 2);
    region->second = divide(map, x, y + h / 2, w, h - h / 2);
    region->first = std::move(upper);
  }
  return region;
}

long distance(const Station &a, const Station &b) {
  long sum = 0;
  for (std::size_t day = 0; day < days; ++day)
    sum += std::abs(a.tenths[day] - b.tenths[day]);
  return sum;
}

std::vector<int> cluster(const std::vector<Station> &stations, const std::vector<std::size_t> &centres) {
  std::vector<int> label(stations.size());
  [[fork::parallel]] for (std::size_t i = 0; i < stations.size(); ++i) {
    long best = -1;
    for (std::size_t c = 0; c < centres.size(); ++c) {
      const long d = distance(stations[i], stations[centres[c]]);
      if (best >= 0 && d >= best)
        continue;
      best = d;
      label[i] = static_cast<int>(c);
    }
  }
  return label;
}

int parse(const std::string &text) {
  if (text.empty() || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    throw std::invalid_argument("not a number: '" + text + "'");
  return std::stoi(text);
}

int checked_sum(const std::vector<std::string> &fields) {
  int sum = 0;
  for (const auto &field : fields)
    [[fork::parallel]] sum += parse(field);
  return sum;
}

std::optional<int> lenient_sum(const std::vector<std::string> &fields) {
  std::vector<int> values(fields.size());
  try {
    [[fork::parallel]] for (std::size_t i = 0; i < fields.size(); ++i) values[i] = parse(fields[i]);
  } catch (const std::invalid_argument &error) {
    std::printf("  %s\n", error.what());
    return std::nullopt;
  }
  return std::accumulate(values.begin(), values.end(), 0);
}

std::string row(const Station &station) {
  const auto [low, high] = std::minmax_element(station.tenths.begin(), station.tenths.end());
  return station.name + ' ' + std::to_string(*low) + ".." + std::to_string(*high);
}

class Report {
public:
  void add(const std::string &line) { m_lines.push_back(line); }
  std::uint64_t checksum() const {
    std::uint64_t bits = 0;
    [[fork::parallel]] for (const auto &line : m_lines) {
      std::uint64_t hash = 1469598103934665603ull;
      for (char c : line)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
      bits ^= hash;
    }
    return bits;
  }
  void print_first(std::size_t n) const {
    for (std::size_t i = 0; i < n && i < m_lines.size(); ++i)
      std::printf("  %s\n", m_lines[i].c_str());
  }

private:
  std::vector<std::string> m_lines;
};

int days_above(const std::vector<Station> &stations, int limit) {
  int total = 0;
  auto warm = [limit](int value) { return value > limit; };
  [[fork::parallel]] for (const auto &station : stations)
    total += static_cast<int>(std::count_if(station.tenths.begin(), station.tenths.end(), warm));
  return total;
}

} // namespace weather

int main() {
  using namespace weather;
  std::vector<Station> stations = make_stations(90);

  [[fork::parallel]] for (Station &station : stations) station.repaired = repair(station);
  int repaired = 0;
  for (const Station &station : stations)
    repaired += station.repaired;

  [[fork::parallel]] const Summary summary = summarise(stations);
  [[fork::parallel]] auto hot = days_above(stations, 140);
  const Map<long> map = temperature_map(stations, 60);
  const Map<long> smooth = map.smoothed().smoothed();
  std::printf("%d repaired, %d readings, sum %ld, from %d to %d, %s\n", repaired, summary.count, summary.sum,
              summary.coldest, summary.warmest, summary.complete ? "complete" : "gaps");
  std::printf("map %ld, smoothed %ld, %d readings above 14 degrees\n", map.total(), smooth.total(), hot);

  const auto regions = divide(smooth, 0, 0, smooth.width(), smooth.height());
  std::printf("%d regions\n", regions->leaves());

  const std::vector<int> label = cluster(stations, {0, 20, 40, 60});
  std::map<int, int> sizes;
  for (int l : label)
    ++sizes[l];
  [[fork::parallel]] for (auto &[l, size] : sizes) size = size * 100 / static_cast<int>(label.size());
  for (const auto &[l, share] : sizes)
    std::printf("cluster %d: %d %%\n", l, share);

  Report report;
  for (const Station &station : stations)
    [[fork::parallel]] report.add(row(station));
  report.print_first(5);
  std::printf("checksum %llx\n", static_cast<unsigned long long>(report.checksum()));

  const std::vector<std::string> good{"10", "200", "3000"}, bad{"1", "2", "x3", "4", ""};
  std::printf("%d %d\n", checked_sum(good), lenient_sum(good).value_or(-1));
  std::printf("%d\n", lenient_sum(bad).value_or(-1));
  try {
    checked_sum(bad);
  } catch (const std::invalid_argument &error) {
    std::printf("  %s\n", error.what());
  }

  unsigned parity = 0;
  for (int day = 0; day < days; day += 7)
    [[fork::parallel]] for (std::size_t i = 0; i < stations.size(); i += 2)
      parity ^= static_cast<unsigned>(stations[i].tenths[static_cast<std::size_t>(day)]);
  std::printf("parity %u\n", parity);
}
