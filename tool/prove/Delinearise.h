// Turns the equality of two subscripts into equalities of linear forms:
//
//   a[i * w + j]  and  a[k * w + l]    with 0 <= j, l < w    are the same where  i == k  and  j == l
#pragma once

#include "prove/PairSet.h"

namespace xfork {

struct Equation {
  Polynomial First, Second; ///< Of the first access, and of the second; both linear.
};

struct Equations {
  std::vector<Equation> List;
  /// Empty if they hold exactly where the subscripts are equal; else why not, as a sentence.
  std::string Unproven;
};

Equations delinearised(const Polynomial &First, const Polynomial &Second, PairSet &Pair, const Atoms &All);

} // namespace xfork
