// A picture in memory: the little of libgd that the example needs, with owners instead of pointers.
#pragma once

#include <filesystem>

struct gdImageStruct;

class Image {
public:
  static Image load_jpeg(const std::filesystem::path &file);
  void save_jpeg(const std::filesystem::path &file) const;

  // The whole picture, no wider or higher than `side`.
  Image scaled_to_fit(int side) const;

  Image(Image &&other) noexcept;
  Image &operator=(Image &&other) noexcept;
  ~Image();

private:
  explicit Image(gdImageStruct *gd);
  gdImageStruct *m_gd;
};
