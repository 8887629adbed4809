// thumbnails: makes a gallery of a folder of photographs.
//
//   thumbnails PHOTOS GALLERY
//
// Every JPEG below the folder PHOTOS gets a thumbnail of the same name below GALLERY, and
// GALLERY/index.html shows them all, each with the checksum of its original.
//
// This is an ordinary sequential program. Two lines carry [[fork::parallel]]: the checksums are worked out
// while the thumbnails are made, and the thumbnails are made several at a time. A compiler that does not
// know the attribute ignores it, and the program does the same work one step after the other.

#include "image.hpp"

#include <algorithm>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace fs = std::filesystem;

constexpr int thumbnail_side = 256;

struct Photo {
  fs::path original;
  fs::path thumbnail;
};

std::vector<Photo> find_photos(const fs::path &folder, const fs::path &gallery) {
  std::vector<Photo> photos;
  for (const auto &entry : fs::recursive_directory_iterator(folder)) {
    const auto extension = entry.path().extension();
    if (entry.is_regular_file() && (extension == ".jpg" || extension == ".jpeg"))
      photos.push_back({entry.path(), gallery / fs::relative(entry.path(), folder)});
  }
  std::sort(photos.begin(), photos.end(),
            [](const Photo &a, const Photo &b) { return a.original < b.original; });
  return photos;
}

void create_thumbnail(const Photo &photo) {
  fs::create_directories(photo.thumbnail.parent_path());
  Image::load_jpeg(photo.original).scaled_to_fit(thumbnail_side).save_jpeg(photo.thumbnail);
}

// FNV-1a of the file's bytes: enough to notice that a photograph changed.
std::uint64_t checksum(const fs::path &file) {
  std::ifstream in(file, std::ios::binary);
  if (!in)
    throw std::runtime_error("cannot read " + file.string());
  std::uint64_t hash = 0xcbf29ce484222325;
  for (std::istreambuf_iterator<char> byte(in), end; byte != end; ++byte)
    hash = (hash ^ static_cast<unsigned char>(*byte)) * 0x100000001b3;
  return hash;
}

std::vector<std::uint64_t> checksums_of(const std::vector<Photo> &photos) {
  std::vector<std::uint64_t> checksums;
  for (const Photo &photo : photos)
    checksums.push_back(checksum(photo.original));
  return checksums;
}

void write_index(const fs::path &gallery, const std::vector<Photo> &photos,
                 const std::vector<std::uint64_t> &checksums) {
  std::ofstream page(gallery / "index.html");
  page << "<!DOCTYPE html>\n<title>Photographs</title>\n" << std::hex;
  for (std::size_t i = 0; i < photos.size(); ++i)
    page << "<figure><img src=\"" << fs::relative(photos[i].thumbnail, gallery).generic_string() << "\">"
         << "<figcaption>" << photos[i].original.filename().string() << ' ' << checksums[i]
         << "</figcaption></figure>\n";
  if (!page.flush())
    throw std::runtime_error("cannot write " + (gallery / "index.html").string());
}

void make_gallery(const fs::path &folder, const fs::path &gallery) {
  const std::vector<Photo> photos = find_photos(folder, gallery);
  fs::create_directories(gallery);

  [[fork::parallel]] const auto checksums = checksums_of(photos);

  [[fork::parallel]] for (const auto &photo : photos)
    create_thumbnail(photo);

  write_index(gallery, photos, checksums);
  std::cout << photos.size() << " photographs in " << (gallery / "index.html").string() << '\n';
}

int main(int argc, char **argv) try {
  if (argc != 3) {
    std::cerr << "usage: thumbnails PHOTOS GALLERY\n";
    return 2;
  }
  make_gallery(argv[1], argv[2]);
} catch (const std::exception &error) {
  std::cerr << "thumbnails: " << error.what() << '\n';
  return 1;
}
