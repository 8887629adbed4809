#include "base/futex.hpp"
#include "process/errors.hpp"
#include "process/team.hpp"

#include <sys/mman.h>

namespace xfork::detail {

namespace {

std::size_t size_of_board(unsigned workers) noexcept {
  return sizeof(team_board) + workers * sizeof(atomic<std::uint64_t>);
}

} // namespace

team_board *team_board::make(unsigned workers, std::uint64_t items) {
  void *memory =
      ::mmap(nullptr, size_of_board(workers), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    throw_system_error("xfork::process: mmap");
  auto *board = static_cast<team_board *>(memory);
  board->workers = workers;
  board->m_items = items;
  board->m_open.store(items);
  return board;
}

void team_board::release() noexcept { ::munmap(this, size_of_board(workers)); }

// Who waits counts itself before it looks at m_open, and who opens looks at the count afterwards: one of them sees the
// other. A worker killed while it waits stays counted, which costs a system call now and then.
bool team_board::take(std::uint64_t &item) noexcept {
  item = m_next.load();
  while (item < m_items) {
    if (item < m_open.load()) {
      if (m_next.compare_exchange(item, item + 1))
        return true;
      continue;
    }
    m_waiting.fetch_add(1);
    const std::uint32_t changes = m_changes.load();
    if (item >= m_open.load() && m_next.load() == item)
      shared_futex_wait(m_changes.address(), changes);
    m_waiting.fetch_sub(1);
    item = m_next.load();
  }
  return false;
}

void team_board::wake_waiting() noexcept {
  if (m_waiting.load() == 0)
    return;
  m_changes.fetch_add(1);
  shared_futex_wake_all(m_changes.address());
}

void team_board::open(std::uint64_t end) noexcept {
  m_open.store(end);
  wake_waiting();
}

void team_board::close() noexcept {
  m_next.store(m_items);
  wake_waiting();
}

} // namespace xfork::detail
