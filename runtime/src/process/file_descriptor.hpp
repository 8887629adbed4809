// A file descriptor with an owner.
#pragma once

#include <unistd.h>
#include <utility>

namespace xfork::detail {

class file_descriptor {
public:
  file_descriptor() noexcept = default;
  explicit file_descriptor(int number) noexcept : m_number(number) {}
  file_descriptor(file_descriptor &&other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
  file_descriptor &operator=(file_descriptor other) noexcept {
    std::swap(m_number, other.m_number);
    return *this;
  }
  ~file_descriptor() { close(); }

  int get() const noexcept { return m_number; }
  explicit operator bool() const noexcept { return m_number >= 0; }
  void close() noexcept {
    if (m_number >= 0)
      ::close(std::exchange(m_number, -1));
  }

private:
  int m_number = -1;
};

} // namespace xfork::detail
