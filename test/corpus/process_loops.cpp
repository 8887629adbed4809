// RUN: %check_run %s
// Loops whose iterations run in processes: elements come back.
#include <cstdio>
#include <list>
#include <stdexcept>
#include <string>
#include <vector>

struct Image {
  std::string name;
  std::vector<unsigned char> pixels;
};

void shrink(Image &image) {
  image.pixels.resize(image.pixels.size() / 2);
  image.name += "-small";
}
double f(int i) { return 1.0 / (1 + i); }
void look(const Image &) {}

struct Totals {
  double total = 0;
  int count = 0;
  void add(const std::vector<double> &values) {
    [[fork::process]] for (double x : values) {
      total += x;
      ++count;
    }
  }
};

void gather(const int n) {
  double sum = 0, best = -1, last = 0;
  int where = -1, i;
  [[fork::process]] for (int k = 0; k < n; ++k) sum += f(k);
  [[fork::process]] for (int k = 0; k < n; ++k) {
    double x = f((k * 7 + 3) % n);
    if (x > best) {
      best = x;
      where = k;
    }
  }
  [[fork::process]] for (i = 0; i < n; i += 3) last = f(i);
  std::printf("%.17g %g %d %d %g\n", sum, best, where, i, last);

  std::vector<std::string> texts;
  [[fork::process]] for (int k = 0; k < 12; ++k) texts.push_back(std::to_string(k));
  std::printf("%zu %s\n", texts.size(), texts.back().c_str());

  std::vector<Image> images(30);
  std::size_t letters = 0;
  [[fork::process, fork::grain(4)]] for (Image &image : images) {
    image.name = "abc";
    letters += image.name.size();
  }
  std::printf("%zu %s\n", letters, images[29].name.c_str());

  Totals totals;
  totals.add(std::vector<double>(77, 0.1));
  std::printf("%.17g %d\n", totals.total, totals.count);

  long total = 0;
  try {
    [[fork::process]] for (int k = 0; k < 100; ++k) {
      total += k;
      if (k == 40)
        throw std::range_error("forty");
    }
  } catch (const std::range_error &e) {
    std::printf("%s %ld\n", e.what(), total);
  }
}

void tables() {
  std::vector<std::vector<int>> rows(5, std::vector<int>(4));
  int grid[5][4] = {};
  std::vector<long> a(90), b(90);
  [[fork::process]] for (std::size_t i = 0; i < 5; ++i)
    for (std::size_t j = 0; j < 4; ++j) {
      rows[i][j] = static_cast<int>(i * j);
      grid[i][j] = static_cast<int>(i + j);
    }
  std::size_t i;
  [[fork::process]] for (i = 0; i < 90; ++i) {
    a[i] = static_cast<long>(i);
    b[i] = -a[i];
  }
  std::printf("%d %d %ld %ld\n", rows[4][3], grid[4][3], a[89], b[88]);
}

int main() {
  std::vector<Image> images;
  for (int i = 0; i < 9; ++i)
    images.push_back({"image" + std::to_string(i), std::vector<unsigned char>(static_cast<std::size_t>(1000 * i))});
  [[fork::process]] for (Image &image : images) shrink(image);
  for (const Image &image : images)
    std::printf("%s %zu\n", image.name.c_str(), image.pixels.size());
  [[fork::process]] for (const auto &image : images) look(image);

  std::list<std::string> words{"a", "b", "c"};
  [[fork::process, fork::grain(2)]]
  for (auto &word : words) {
    if (word == "b")
      continue;
    word += word;
  }
  for (const auto &word : words)
    std::printf("%s ", word.c_str());
  std::printf("\n");

  std::vector<double> a(300), b(300, 2.0);
  const int n = 300;
  [[fork::process]] for (int i = 0; i < n; ++i) a[static_cast<std::size_t>(i)] = f(i) * b[static_cast<std::size_t>(i)];
  double sum = 0;
  for (double x : a)
    sum += x;
  std::printf("%.6f\n", sum);

  gather(1000);
  tables();

  std::vector<int> numbers(10);
  try {
    [[fork::process]] for (int &x : numbers) {
      x = 1;
      if (&x - numbers.data() == 6)
        throw std::range_error("six");
    }
  } catch (const std::range_error &e) {
    std::printf("%s %d\n", e.what(), numbers[5]);
  }
}
