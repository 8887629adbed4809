#include "library.hpp"

#include <stdexcept>

static int inner(int x) {
  if (x < 0)
    throw std::runtime_error("from the library");
  return x;
}

int library_fails(int x) { return inner(x) + 1; }

int library_calls(int (*function)(int), int x) { return function(x) + 1; }
