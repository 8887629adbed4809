// Adaptive integration of a polynomial: halve the interval until the trapezium is good enough.
#pragma once

#include "contestant.hpp"

inline double curve(double x) { return (x * x + 1.0) * x; }

constexpr double tolerance = 1e-9;

/// The area between two points, and whether halving has changed it.
struct trapezia {
  double middle, at_middle, left, right;
  trapezia(double x1, double y1, double x2, double y2)
      : middle(x1 + (x2 - x1) / 2), at_middle(curve(middle)), left((y1 + at_middle) * (middle - x1) / 2),
        right((at_middle + y2) * (x2 - middle) / 2) {}
  double area() const { return left + right; }
  bool good(double whole) const { return area() - whole < tolerance && whole - area() < tolerance; }
};

inline std::uint64_t rounded(double area) { return static_cast<std::uint64_t>(area); }
