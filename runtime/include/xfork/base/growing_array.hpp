// A growing array for headers that every program includes: <vector> costs each translation unit 60 ms, this one nothing.
#pragma once

#include <cstddef>
#include <new>
#include <utility>

namespace xfork::detail {

/// What std::vector does, where only this much is needed. Moved, not copied. Not thread-safe. push_back() takes amortised
/// constant time; throws what moving an element throws, and std::bad_alloc.
template <class T> class growing_array {
public:
  growing_array() noexcept = default;
  growing_array(growing_array &&other) noexcept { swap(other); }
  growing_array &operator=(growing_array &&other) noexcept {
    growing_array(std::move(other)).swap(*this);
    return *this;
  }
  ~growing_array() {
    for (T *element = end(); element != m_first;)
      (--element)->~T();
    ::operator delete(m_first, std::align_val_t(alignof(T)));
  }

  void push_back(T value) {
    if (m_size == m_capacity)
      grow();
    ::new (static_cast<void *>(end())) T(std::move(value));
    ++m_size;
  }
  /// Appends T() until there are `size` elements.
  void extend_to(std::size_t size) {
    while (m_size < size)
      push_back(T());
  }

  std::size_t size() const noexcept { return m_size; }
  T &operator[](std::size_t n) noexcept { return m_first[n]; }
  T *begin() noexcept { return m_first; }
  T *end() noexcept { return m_first + m_size; }

private:
  void swap(growing_array &other) noexcept {
    std::swap(m_first, other.m_first);
    std::swap(m_size, other.m_size);
    std::swap(m_capacity, other.m_capacity);
  }
  void grow() {
    growing_array wider;
    const std::size_t capacity = m_capacity == 0 ? 8 : 2 * m_capacity;
    wider.m_first = static_cast<T *>(::operator new(capacity * sizeof(T), std::align_val_t(alignof(T))));
    wider.m_capacity = capacity;
    for (T &element : *this)
      wider.push_back(std::move(element));
    swap(wider);
  }

  T *m_first = nullptr;
  std::size_t m_size = 0, m_capacity = 0;
};

} // namespace xfork::detail
