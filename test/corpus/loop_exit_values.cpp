// RUN: %check_run --repeat=3 %s
// What is assigned on the way out of a loop has the value of the iteration that leaves it in the serial program.
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

bool find(const std::vector<int> &a, int wanted, int &position) {
  [[fork::parallel]] for (int i = 0; i < static_cast<int>(a.size()); ++i)
    if (a[static_cast<std::size_t>(i)] % 100 == wanted) {
      position = i;
      return true;
    }
  return false;
}

bool find_at(const std::vector<int> &a, int wanted, const int **place, std::size_t *position) {
  [[fork::parallel]] for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] % 100 == wanted) {
      if (position)
        *position = i;
      if (place) {
        *place = &a[i];
      }
      return true;
    }
  }
  return false;
}

struct Point {
  int x, y;
  bool operator==(const Point &other) const { return x == other.x; } // not all of it
};

struct Search {
  std::vector<Point> points;
  Point best{0, 0};
  std::unique_ptr<std::string> text;
  struct {
    int steps = -1;
  } statistics;

  bool run(int y) {
    [[fork::parallel]] for (const Point &p : points) {
      if (p.y % 50 == y) {
        best = p;
        this->statistics.steps = p.y;
        text = std::make_unique<std::string>("at " + std::to_string(p.y));
        return true;
      }
      if (p.y == 777)
        return false;
    }
    return false;
  }
};

template <class T> bool first_of(const std::vector<T> &v, const T &above, T &result, int &where) {
  int n = static_cast<int>(v.size());
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    if (above < v[static_cast<std::size_t>(i)]) {
      result = v[static_cast<std::size_t>(i)];
      where = i;
      return true;
    }
  return false;
}

bool in_rows(const std::vector<std::vector<int>> &rows, int wanted, int &at_row, int *at_column) {
  [[fork::parallel]] for (int y = 0; y < static_cast<int>(rows.size()); ++y) {
    const auto &row = rows[static_cast<std::size_t>(y)];
    [[fork::parallel]] for (int x = 0; x < static_cast<int>(row.size()); ++x) {
      if (row[static_cast<std::size_t>(x)] == wanted) {
        at_row = y;
        *at_column = x;
        return true;
      }
    }
  }
  return false;
}

int main() {
  std::vector<int> a;
  for (int i = 0; i < 3000; ++i)
    a.push_back(i * 37 % 1009);
  int position = -1;
  bool found = find(a, 64, position);
  std::printf("%d %d\n", found, position);
  found = find(a, 100, position);
  std::printf("%d %d\n", found, position);
  std::size_t at = 0;
  const int *place = nullptr;
  found = find_at(a, 17, &place, &at);
  std::printf("%d %zu %d\n", found, at, *place);
  std::printf("%d %d\n", find_at(a, 18, nullptr, nullptr), find_at(a, 101, nullptr, &at));

  Search search;
  for (int i = 0; i < 1000; ++i)
    search.points.push_back({0, i * 31 % 997});
  found = search.run(13);
  std::printf("%d %d %d %s\n", found, search.best.y, search.statistics.steps, search.text->c_str());
  found = search.run(51);
  std::printf("%d %d\n", found, search.best.y);

  std::string word;
  int where = 0;
  found = first_of<std::string>({"b", "a", "d", "c"}, "b", word, where);
  std::printf("%d %s %d\n", found, word.c_str(), where);

  std::vector<std::vector<int>> rows(40, std::vector<int>(50));
  for (int i = 0; i < 2000; ++i)
    rows[static_cast<std::size_t>(i / 50)][static_cast<std::size_t>(i % 50)] = i * 7 % 500;
  int row = -1, column = -1;
  found = in_rows(rows, 123, row, &column);
  std::printf("%d %d %d\n", found, row, column);
  found = in_rows(rows, 500, row, &column);
  std::printf("%d %d %d\n", found, row, column);

  double last = 0;
  std::string text = "none";
  int count = 0;
  [[fork::parallel]] for (int x : a) {
    if (x == 1008) {
      last = x / 2.0;
      text = {2, 'x'};
      break;
    }
    if (x == 5)
      break;
    ++count;
  }
  std::printf("%g %s %d\n", last, text.c_str(), count);
}
