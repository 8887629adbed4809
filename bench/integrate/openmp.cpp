#include "curve.hpp"
#include "openmp_root.hpp"

static double integrate(double x1, double y1, double x2, double y2, double whole) {
  const trapezia halves(x1, y1, x2, y2);
  if (halves.good(whole))
    return halves.area();
  double left;
#pragma omp task shared(left)
  left = integrate(x1, y1, halves.middle, halves.at_middle, halves.left);
  const double right = integrate(halves.middle, halves.at_middle, x2, y2, halves.right);
#pragma omp taskwait
  return left + right;
}

std::uint64_t contest(long size) {
  const double end = static_cast<double>(size);
  return rounded(openmp_root([=] { return integrate(0, curve(0), end, curve(end), 0); }));
}
