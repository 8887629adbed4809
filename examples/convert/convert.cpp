// convert: turns a folder of PPM pictures into grey ones, and survives those that crash its decoder.
//
//   convert PICTURES TARGET
//
// The decoder believes what the head of a file says, as many do: a corrupt file makes it read where nothing is, need more
// memory than there is, or never end. Each file is converted in a process of its own, with limits, so that all of this
// is a line in the report.

#include <xfork/process.hpp>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace fs = std::filesystem;

struct Picture {
  std::size_t width = 0, height = 0;
  std::vector<unsigned char> rgb;
};

struct Result {
  std::size_t width, height;
  double brightness;
};

Picture decode(const fs::path &file) {
  std::ifstream in(file, std::ios::binary);
  std::string kind;
  Picture picture;
  int largest = 0;
  in >> kind >> picture.width >> picture.height >> largest;
  if (kind != "P6" || !in.get())
    throw std::runtime_error("not a PPM picture");
  const std::vector<char> bytes{std::istreambuf_iterator<char>(in), {}};
  picture.rgb.resize(3 * picture.width * picture.height);
  const volatile char *from = bytes.data(); // as much as the head promises, whatever there is
  for (unsigned char &value : picture.rgb)
    value = static_cast<unsigned char>(*from++);
  return picture;
}

Result convert(const fs::path &file, const fs::path &target) {
  const Picture picture = decode(file);
  std::ofstream out(target, std::ios::binary);
  out << "P5 " << picture.width << ' ' << picture.height << " 255\n";
  double sum = 0;
  for (std::size_t i = 0; i < picture.rgb.size(); i += 3) {
    const int grey = (299 * picture.rgb[i] + 587 * picture.rgb[i + 1] + 114 * picture.rgb[i + 2]) / 1000;
    out.put(static_cast<char>(grey));
    sum += grey;
  }
  if (!out.flush())
    throw std::runtime_error("cannot write " + target.string());
  return {picture.width, picture.height, picture.rgb.empty() ? 0 : sum / static_cast<double>(picture.rgb.size() / 3)};
}

int main(int argc, char **argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: convert PICTURES TARGET\n");
    return 2;
  }
  const fs::path pictures = argv[1], target = argv[2];
  fs::create_directories(target);
  std::vector<fs::path> files;
  for (const auto &entry : fs::directory_iterator(pictures))
    if (entry.path().extension() == ".ppm")
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());

  xfork::process_options limits;
  limits.memory = 256u << 20;
  limits.cpu_seconds = 10;
  std::vector<xfork::lazy<Result>> results;
  for (const fs::path &file : files)
    results.push_back(xfork::process(limits, convert, file, target / file.filename().replace_extension(".pgm")));

  int failed = 0;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string name = files[i].filename().string();
    try {
      const Result &r = results[i].get();
      std::printf("%s: %zu x %zu, brightness %.1f\n", name.c_str(), r.width, r.height, r.brightness);
    } catch (const std::exception &e) {
      std::printf("%s: failed: %s\n", name.c_str(), e.what());
      ++failed;
    }
  }
  std::printf("%zu converted, %d failed\n", files.size() - static_cast<std::size_t>(failed), failed);
}
