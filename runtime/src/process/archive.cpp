#include "xfork/process/archive.hpp"

#include "process/errors.hpp"
#include "process/tuning.hpp"
#include "xfork/base/atomic.hpp"
#include "xfork/process/serialise.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace xfork {

namespace detail {

/// One object that several handles share: where it lies when written, a handle on it when read.
struct shared_place {
  shared_place *next;
  const void *object;
  std::uint64_t number;
  void (*destroy)(void *) noexcept;
};

namespace {

/// All or nothing; the file offset is the end of what has been written.
void write_all(int file, const void *data, std::size_t size) {
  for (auto *bytes = static_cast<const char *>(data); size != 0;) {
    const ssize_t written = ::write(file, bytes, size);
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      throw_system_error("xfork: cannot write to shared memory");
    bytes += written;
    size -= static_cast<std::size_t>(written);
  }
}

void read_all(int file, void *data, std::size_t size, std::size_t from) {
  for (auto *bytes = static_cast<char *>(data); size != 0;) {
    const ssize_t got = ::pread(file, bytes, size, static_cast<off_t>(from));
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      throw_malformed_message();
    bytes += got;
    from += static_cast<std::size_t>(got);
    size -= static_cast<std::size_t>(got);
  }
}

/// Of parcels, in this process.
constinit atomic<int> descriptors{0};

/// Null if it cannot be had, or has not got that many bytes: it must not shrink under who reads it.
std::byte *map(int descriptor, std::size_t size) noexcept {
  struct stat status;
  if (::fcntl(descriptor, F_ADD_SEALS, F_SEAL_SHRINK) != 0 || ::fstat(descriptor, &status) != 0 ||
      static_cast<std::size_t>(status.st_size) < size)
    return nullptr;
  void *memory = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0);
  return memory == MAP_FAILED ? nullptr : static_cast<std::byte *>(memory);
}

} // namespace

parcel::~parcel() {
  m_mapped ? static_cast<void>(::munmap(m_bytes, m_size)) : delete[] m_bytes;
  if (m_memory >= 0) {
    ::close(m_memory);
    descriptors.fetch_sub(1);
  }
}

parcel parcel::of_bytes(std::size_t size) {
  parcel result;
  result.m_bytes = new std::byte[size];
  result.m_size = size;
  return result;
}

parcel parcel::copy() const {
  parcel result = of_bytes(m_size);
  std::memcpy(result.m_bytes, m_bytes, m_size);
  return result;
}

parcel parcel::of_memory(int descriptor, std::size_t size) noexcept {
  parcel result;
  result.m_memory = descriptor;
  result.m_size = size;
  descriptors.fetch_add(1);
  return result;
}

parcel parcel::of_received_memory(int descriptor, std::size_t size) noexcept {
  std::byte *bytes = descriptors.load_relaxed() < tuning::most_descriptors ? nullptr : map(descriptor, size);
  if (!bytes)
    return of_memory(descriptor, size);
  ::close(descriptor);
  parcel result;
  result.m_bytes = bytes;
  result.m_size = size;
  result.m_mapped = true;
  return result;
}

void throw_malformed_message() {
  throw malformed_message(new process_report{.text = "xfork: a message from another process is "
                                                     "not what was to be read"});
}

} // namespace detail

using namespace detail;

writer::writer() : m_buffer(parcel::of_bytes(512)) {}

writer::~writer() {
  if (m_memory >= 0)
    ::close(m_memory);
  while (m_seen)
    delete std::exchange(m_seen, m_seen->next);
}

void writer::write(const void *data, std::size_t size) {
  if (size == 0)
    return;
  if (size > m_buffer.size() - m_used && m_buffer.size() < tuning::longest_message &&
      m_used + size <= tuning::longest_message) {
    parcel larger = parcel::of_bytes(std::min(tuning::longest_message, 2 * (m_used + size)));
    std::memcpy(larger.bytes(), m_buffer.bytes(), m_used);
    m_buffer = std::move(larger);
  }
  if (size > m_buffer.size() - m_used)
    flush();
  if (m_memory >= 0 && size >= tuning::direct_block) {
    flush();
    write_all(m_memory, data, size);
    m_flushed += size;
    return;
  }
  std::memcpy(m_buffer.bytes() + m_used, data, size);
  m_used += size;
}

void writer::flush() {
  if (m_memory < 0)
    m_memory = ::memfd_create("xfork", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (m_memory < 0)
    throw_system_error("xfork: memfd_create");
  write_all(m_memory, m_buffer.bytes(), m_used);
  m_flushed += std::exchange(m_used, 0);
}

bool writer::seen_before(const void *object, std::uint64_t &number) {
  for (const shared_place *place = m_seen; place; place = place->next)
    if (place->object == object) {
      number = place->number;
      return true;
    }
  number = m_seen_count++;
  m_seen = new shared_place{m_seen, object, number, nullptr};
  return false;
}

parcel writer::take() {
  if (m_memory >= 0) {
    flush();
    return parcel::of_memory(std::exchange(m_memory, -1), std::exchange(m_flushed, 0));
  }
  m_buffer.truncate(std::exchange(m_used, 0));
  return std::exchange(m_buffer, parcel());
}

reader::reader(parcel &&source) : m_source(std::move(source)) {}

reader::~reader() {
  while (m_shared) {
    shared_place *place = std::exchange(m_shared, m_shared->next);
    place->destroy(const_cast<void *>(place->object));
    delete place;
  }
}

void reader::read(void *data, std::size_t size) {
  if (size > remaining())
    throw_malformed_message();
  if (size == 0)
    return;
  if (m_source.bytes()) {
    std::memcpy(data, m_source.bytes() + m_position, size);
  } else if (size >= tuning::direct_block) {
    read_all(m_source.memory(), data, size, m_position);
  } else {
    if (m_position < m_buffered_from || m_position + size > m_buffered_to)
      fill();
    std::memcpy(data, m_buffer.bytes() + (m_position - m_buffered_from), size);
  }
  m_position += size;
}

void reader::fill() {
  if (!m_buffer.bytes())
    m_buffer = parcel::of_bytes(2 * tuning::direct_block);
  m_buffered_from = m_position;
  m_buffered_to = m_position + std::min(m_buffer.size(), remaining());
  read_all(m_source.memory(), m_buffer.bytes(), m_buffered_to - m_buffered_from, m_buffered_from);
}

void reader::remember(std::uint64_t number, void *handle, void (*destroy)(void *) noexcept) {
  m_shared = new shared_place{m_shared, handle, number, destroy};
}

const void *reader::find(std::uint64_t number, void (*destroy)(void *) noexcept) const {
  for (const shared_place *place = m_shared; place; place = place->next)
    if (place->number == number && place->destroy == destroy)
      return place->object;
  throw_malformed_message(); // a cycle: the object is not complete when a handle on it is to be read
}

} // namespace xfork
