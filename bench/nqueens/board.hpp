// Queens on a board, one a column, none attacking another.
#pragma once

#include "contestant.hpp"

struct board {
  int size = 0, columns = 0;
  signed char row[16] = {};

  bool full() const { return columns == size; }
  bool safe(int candidate) const {
    for (int i = 0; i < columns; ++i)
      if (const int distance = columns - i, difference = row[i] - candidate;
          difference == 0 || difference == distance || difference == -distance)
        return false;
    return true;
  }
  board with(int candidate) const {
    board next = *this;
    next.row[next.columns++] = static_cast<signed char>(candidate);
    return next;
  }
};
