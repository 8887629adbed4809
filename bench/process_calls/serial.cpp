// Calls in another process, one after the other, at the least that they can cost: an argument through a pipe, a result
// through another one.
#include "contestant.hpp"

#include <unistd.h>

namespace {

class partner {
public:
  partner() {
    int there[2], back[2];
    if (pipe(there) != 0 || pipe(back) != 0)
      std::abort();
    if (fork() == 0) {
      close(there[1]), close(back[0]);
      for (long n; read(there[0], &n, sizeof n) == sizeof n;) {
        n = 2 * n + 1;
        if (write(back[1], &n, sizeof n) != sizeof n)
          break;
      }
      _exit(0);
    }
    close(there[0]), close(back[1]);
    m_there = there[1], m_back = back[0];
  }
  ~partner() { close(m_there), close(m_back); }

  long call(long n) const {
    if (write(m_there, &n, sizeof n) != sizeof n || read(m_back, &n, sizeof n) != sizeof n)
      std::abort();
    return n;
  }

private:
  int m_there, m_back;
};

} // namespace

std::uint64_t contest(long size) {
  static const partner other;
  std::uint64_t sum = 0;
  for (long i = 0; i < size; ++i)
    sum += static_cast<std::uint64_t>(other.call(i));
  return sum;
}
