// RUN: %check_run %s
// A class that holds nothing but values does not lead back to what it was made from: made at the fork, it leaves the
// task with nothing to wait for.
#include <cstdio>

struct position {
  int at = 0;
};

struct board : position {
  int size = 0;
  signed char row[12] = {};

  bool safe(int candidate) const {
    for (int i = 0; i < at; ++i)
      if (row[i] == candidate || row[i] - candidate == at - i || candidate - row[i] == at - i)
        return false;
    return true;
  }
  board with(int candidate) const {
    board next = *this;
    next.row[next.at++] = static_cast<signed char>(candidate);
    return next;
  }
};

static long solutions(board b) {
  if (b.at == b.size)
    return 1;
  long count = 0;
  for (int row = 0; row < b.size; ++row)
    if (b.safe(row))
      [[fork::parallel]] count += solutions(b.with(row));
  return count;
}

int main() {
  for (int size = 1; size < 8; ++size) {
    board b;
    b.size = size;
    std::printf("%d: %ld\n", size, solutions(b));
  }
}
