#pragma once
inline void fill(int *a, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    a[i] = i;
}
