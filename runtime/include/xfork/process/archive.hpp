// Bytes on their way between processes, and the two ends that write and read them.
#pragma once

#include "xfork/base/attributes.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>

namespace xfork {

class writer;
class reader;

namespace detail {

struct shared_place;

/// What a writer has written: a few bytes as they are, or shared memory (memfd_create(2)) that holds all of
/// them.
class XFORK_API parcel {
public:
  parcel() noexcept = default;
  parcel(parcel &&other) noexcept
      : m_bytes(std::exchange(other.m_bytes, nullptr)), m_size(std::exchange(other.m_size, 0)),
        m_memory(std::exchange(other.m_memory, -1)), m_mapped(std::exchange(other.m_mapped, false)) {}
  parcel &operator=(parcel other) noexcept {
    std::swap(m_bytes, other.m_bytes);
    std::swap(m_size, other.m_size);
    std::swap(m_memory, other.m_memory);
    std::swap(m_mapped, other.m_mapped);
    return *this;
  }
  ~parcel();

  /// Room for `size` bytes to be filled in.
  static parcel of_bytes(std::size_t size);
  static parcel of_memory(int descriptor, std::size_t size) noexcept;
  /// To be read only. Closes the descriptor at once if there are many, and has the memory as bytes then.
  static parcel of_received_memory(int descriptor, std::size_t size) noexcept;

  parcel copy() const;                                  ///< of bytes, not of shared memory
  std::byte *bytes() const noexcept { return m_bytes; } ///< null where the bytes are in shared memory
  std::size_t size() const noexcept { return m_size; }
  int memory() const noexcept { return m_memory; } ///< the descriptor; -1 if there is none
  void truncate(std::size_t size) noexcept { m_size = size; }

private:
  std::byte *m_bytes = nullptr;
  std::size_t m_size = 0;
  int m_memory = -1;
  bool m_mapped = false; ///< the bytes are shared memory
};

} // namespace detail

/// Takes the bytes of a value. A block that is large goes from where it lies straight to shared memory,
/// copied once. One thread at a time.
class XFORK_API writer {
public:
  writer();
  writer(const writer &) = delete;
  writer &operator=(const writer &) = delete;
  ~writer();

  /// Throws std::system_error if shared memory cannot be had.
  void write(const void *data, std::size_t size);

  /// For objects that several pointers may share: true, and a number to find it by, if `object` has been
  /// written before.
  bool seen_before(const void *object, std::uint64_t &number);

  /// Everything written. The writer is empty afterwards.
  detail::parcel take();

private:
  void flush();

  detail::parcel m_buffer;
  std::size_t m_used = 0, m_flushed = 0;
  int m_memory = -1;
  detail::shared_place *m_seen = nullptr;
  std::uint64_t m_seen_count = 0;
};

/// Gives the bytes back, in the order they were written. One thread at a time.
class XFORK_API reader {
public:
  explicit reader(detail::parcel &&source);
  reader(const reader &) = delete;
  reader &operator=(const reader &) = delete;
  ~reader();

  /// Throws xfork::malformed_message if there are fewer.
  void read(void *data, std::size_t size);
  /// Bytes that are left; no honest count of elements of at least one byte is larger.
  std::size_t remaining() const noexcept { return m_source.size() - m_position; }

  /// Remembers a handle of type Handle on the object of that number, for later handles of the same object.
  template <class Handle> void remember_shared(std::uint64_t number, const Handle &handle) {
    remember(number, new Handle(handle), &destroy<Handle>);
  }
  template <class Handle> const Handle &shared(std::uint64_t number) const {
    return *static_cast<const Handle *>(find(number, &destroy<Handle>)); // which says that it is a Handle
  }

private:
  template <class Handle> static void destroy(void *kept) noexcept { delete static_cast<Handle *>(kept); }
  void remember(std::uint64_t number, void *handle, void (*destroy)(void *) noexcept);
  const void *find(std::uint64_t number, void (*destroy)(void *) noexcept) const;
  void fill();

  detail::parcel m_source, m_buffer;
  std::size_t m_position = 0, m_buffered_from = 0, m_buffered_to = 0;
  detail::shared_place *m_shared = nullptr;
};

} // namespace xfork
