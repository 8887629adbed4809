// Integer expressions as polynomials over atoms: what the analysis knows of a subscript or a bound.
//
//   a[2 * i * w + j / 3 + k]   has the subscript   2*i*w + q + k   where q is the atom  j / 3
#pragma once

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace xfork {

using AtomId = unsigned;
/// A product of atoms, sorted; empty for the constant term.
using Monomial = llvm::SmallVector<AtomId, 2>;

/// Exact while no coefficient leaves int64_t: an operation that would overflow gives nothing.
class Polynomial {
public:
  Polynomial() = default;
  Polynomial(int64_t Constant);
  static Polynomial atom(AtomId A);

  const std::map<Monomial, int64_t> &terms() const { return Terms; }
  std::optional<int64_t> constant() const; ///< If it is one.
  bool operator==(const Polynomial &) const = default;
  bool operator<(const Polynomial &Other) const { return Terms < Other.Terms; }

  static std::optional<Polynomial> sum(const Polynomial &A, const Polynomial &B, int64_t Factor = 1);
  static std::optional<Polynomial> product(const Polynomial &A, const Polynomial &B);
  /// Adds one term.
  bool add(const Monomial &M, int64_t Coefficient);

private:
  std::map<Monomial, int64_t> Terms; ///< Without zero coefficients.
};

/// A number the analysis may not know.
using Number = std::optional<Polynomial>;

inline Number operator+(const Number &A, const Number &B) { return A && B ? Polynomial::sum(*A, *B) : std::nullopt; }
inline Number operator-(const Number &A, const Number &B) { return A && B ? Polynomial::sum(*A, *B, -1) : std::nullopt; }
inline Number operator*(const Number &A, const Number &B) { return A && B ? Polynomial::product(*A, *B) : std::nullopt; }

struct Atom {
  enum AtomKind {
    Iteration,      ///< The number of the parallel loop's iteration: 0, 1, 2, ...
    Inner,          ///< The same of an inner loop.
    Parameter,      ///< A value that stays the same while the loop runs.
    FloorQuotient,  ///< floor(Left / Divisor), Divisor > 0: what `>>` does.
    FloorRemainder, ///< Left - Divisor * floor(Left / Divisor): what `&` with 2^k - 1 does.
    TruncQuotient,  ///< What `/` does.
    TruncRemainder, ///< What `%` does.
    Group,          ///< Left itself.
    Min,
    Max,
  } Kind;
  std::string Name;         ///< As the source has it, for messages.
  Polynomial Left, Right{}; ///< Operands.
  int64_t Divisor = 0;
  bool NonNegative = false; ///< Of a Parameter: by its type.
  bool Varies = false;      ///< A Parameter that turned out to be written by the loop.

  bool isIndex() const { return Kind == Iteration || Kind == Inner; }
};

/// All atoms of one loop. Equal ones are one.
class Atoms {
public:
  AtomId index(Atom::AtomKind Kind, llvm::StringRef Name);
  /// `Key` tells parameters apart.
  AtomId parameter(llvm::StringRef Key, llvm::StringRef Name, bool NonNegative);
  std::optional<AtomId> findParameter(llvm::StringRef Key) const;
  /// One atom for a sum of parameters: `n + 2` in `y * (n + 2) + x` is one width, not two products.
  Number grouped(const Number &Sum);
  /// Constant operands are folded.
  Number divided(Atom::AtomKind Kind, const Number &Left, int64_t Divisor);
  Number extremum(Atom::AtomKind Kind, const Number &Left, const Number &Right);

  const Atom &operator[](AtomId A) const { return List[A]; }
  Atom &operator[](AtomId A) { return List[A]; }
  size_t size() const { return List.size(); }

  /// Whether it is made of parameters and constants alone.
  bool isInvariant(const Polynomial &P) const;
  /// Whether some parameter in it turned out not to be one.
  bool varies(const Polynomial &P) const;
  /// Readable, for messages: `2 * w + 1`.
  std::string text(const Polynomial &P) const;
  /// All atoms in it, those inside quotients included.
  void collect(const Polynomial &P, std::vector<AtomId> &Out) const;

private:
  AtomId intern(Atom A);

  std::vector<Atom> List;
  std::map<std::string, AtomId, std::less<>> Parameters;
};

} // namespace xfork
