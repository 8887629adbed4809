#include "image.hpp"

#include <algorithm>
#include <cstdio>
#include <gd.h>
#include <memory>
#include <stdexcept>
#include <utility>

namespace {

constexpr int jpeg_quality = 85;

struct CloseFile {
  void operator()(std::FILE *file) const { std::fclose(file); }
};

std::unique_ptr<std::FILE, CloseFile> open_file(const std::filesystem::path &file, const char *mode) {
  std::unique_ptr<std::FILE, CloseFile> stream(std::fopen(file.c_str(), mode));
  if (!stream)
    throw std::runtime_error("cannot open " + file.string());
  return stream;
}

} // namespace

Image::Image(gdImageStruct *gd) : m_gd(gd) {}
Image::Image(Image &&other) noexcept : m_gd(std::exchange(other.m_gd, nullptr)) {}
Image &Image::operator=(Image &&other) noexcept {
  std::swap(m_gd, other.m_gd);
  return *this;
}
Image::~Image() {
  if (m_gd)
    gdImageDestroy(m_gd);
}

Image Image::load_jpeg(const std::filesystem::path &file) {
  const gdImagePtr gd = gdImageCreateFromJpeg(open_file(file, "rb").get());
  if (!gd)
    throw std::runtime_error(file.string() + " is not a JPEG picture");
  return Image(gd);
}

void Image::save_jpeg(const std::filesystem::path &file) const {
  const auto stream = open_file(file, "wb");
  gdImageJpeg(m_gd, stream.get(), jpeg_quality);
  if (std::fflush(stream.get()) != 0 || std::ferror(stream.get()))
    throw std::runtime_error("cannot write " + file.string());
}

Image Image::scaled_to_fit(int side) const {
  const int width = gdImageSX(m_gd), height = gdImageSY(m_gd);
  const double scale = std::min(1.0, static_cast<double>(side) / std::max(width, height));
  const int new_width = std::max(1, static_cast<int>(width * scale));
  const int new_height = std::max(1, static_cast<int>(height * scale));

  const gdImagePtr small = gdImageCreateTrueColor(new_width, new_height);
  if (!small)
    throw std::bad_alloc();
  gdImageCopyResampled(small, m_gd, 0, 0, 0, 0, new_width, new_height, width, height);
  return Image(small);
}
