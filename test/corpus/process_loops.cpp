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
