#include "loop/cookie_file.hpp"

#include <new>

namespace xfork::detail {

namespace {

struct cookie {
  void *owner;
  void (*write)(void *owner, const char *bytes, std::size_t size) noexcept;
};

ssize_t write_cookie(void *to, const char *bytes, std::size_t size) {
  const auto *c = static_cast<cookie *>(to);
  c->write(c->owner, bytes, size);
  return static_cast<ssize_t>(size);
}

int close_cookie(void *c) {
  delete static_cast<cookie *>(c);
  return 0;
}

} // namespace

std::FILE *open_cookie_file(void *owner, void (*write)(void *, const char *, std::size_t) noexcept) {
  auto *c = new cookie{owner, write};
  std::FILE *file = ::fopencookie(c, "w", {nullptr, &write_cookie, nullptr, &close_cookie});
  if (!file) {
    delete c;
    throw std::bad_alloc();
  }
  // Unbuffered, so that what is printed to other streams of the loop in between stays in between.
  std::setvbuf(file, nullptr, _IONBF, 0);
  return file;
}

} // namespace xfork::detail
