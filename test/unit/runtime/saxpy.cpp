#include <xfork/xfork.hpp>

void saxpy(float a, const float *x, float *y, int n) {
  xfork::for_loop(xfork::below<int>(0, n), [&](int i) { y[i] = a * x[i] + y[i]; });
}
