// Runs something twenty calls further in.
#pragma once

template <class Body> __attribute__((noinline)) long deep(int depth, const Body &body) {
  if (depth == 0)
    return body();
  const volatile long result = deep(depth - 1, body);
  return result;
}
