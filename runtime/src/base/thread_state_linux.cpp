#include "base/thread_state.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace xfork::detail {

namespace {

/// The beginning of /proc/self/task/<id>/<name>.
class task_file {
public:
  task_file(int id, const char *name) noexcept {
    char path[64];
    std::snprintf(path, sizeof path, "/proc/self/task/%d/%s", id, name);
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
      return;
    const ssize_t size = read(file, m_text, sizeof m_text - 1);
    close(file);
    m_text[size > 0 ? size : 0] = '\0';
  }
  const char *text() const noexcept { return m_text; }

private:
  char m_text[256] = "";
};

} // namespace

int this_thread_id() noexcept { return static_cast<int>(syscall(SYS_gettid)); }

thread_state state_of_thread(int id) noexcept {
  thread_state state;
  const task_file stat(id, "stat"); // "id (name) S …", and the name may hold anything
  if (const char *name_end = std::strrchr(stat.text(), ')'))
    state.asleep = std::strncmp(name_end, ") S", 3) == 0 || std::strncmp(name_end, ") D", 3) == 0;
  if (state.asleep) {
    const task_file schedule(id, "schedstat"); // "time-running time-waiting turns"
    if (const char *last = std::strrchr(schedule.text(), ' '))
      state.turns = std::strtoull(last, nullptr, 10);
  }
  return state;
}

} // namespace xfork::detail
