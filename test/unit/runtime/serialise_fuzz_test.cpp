// Values made up at random travel and are the same; bytes that were cut off or changed on the way are an error or another
// value, never anything worse. AddressSanitizer watches.
#include "xfork/process/errors.hpp"
#include "xfork/process/reply.hpp"
#include "xfork/process/serialise.hpp"

#include <array>
#include <cstring>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

namespace {

using generator = std::mt19937;

unsigned below(generator &random, unsigned n) { return std::uniform_int_distribution<unsigned>(0, n - 1)(random); }

struct leaf {
  int number;
  std::string text;
  bool flag;
  bool operator==(const leaf &) const = default;
};

class listed {
public:
  std::optional<leaf> part;
  std::array<std::string, 2> pair;
  double numbers[3] = {};
  bool operator==(const listed &) const = default;

  template <class Visit> void xfork_fields(Visit &&visit) { visit(part, pair, numbers); }
};

struct shares {
  std::shared_ptr<std::string> text;
  std::shared_ptr<leaf> object;
  std::unique_ptr<leaf> own;
  std::shared_ptr<std::string> again;
  bool operator==(const shares &o) const {
    return *text == *o.text && *object == *o.object && (own ? o.own && *own == *o.own : !o.own) &&
           (again == text) == (o.again == o.text);
  }
};

void make(generator &random, int &n) { n = static_cast<int>(random()); }
void make(generator &random, bool &b) { b = below(random, 2) != 0; }
void make(generator &random, double &d) { d = below(random, 1'000'000) / 7.0; }
void make(generator &random, char &c) { c = static_cast<char>(below(random, 256)); }
template <class T> void make(generator &random, std::optional<T> &v);
template <class... T> void make(generator &random, std::tuple<T...> &v);
template <class... T> void make(generator &random, std::variant<T...> &v);
template <class T> void make(generator &random, std::vector<T> &v);
void make(generator &random, std::vector<bool> &v);
void make(generator &random, std::string &s);
void make(generator &random, leaf &l);
void make(generator &random, listed &l);
template <class A, class B> void make(generator &random, std::pair<A, B> &v) {
  make(random, const_cast<std::remove_const_t<A> &>(v.first)), make(random, v.second);
}
void make(generator &random, std::string &s) {
  s.resize(below(random, 10) == 0 ? below(random, 9'000) : below(random, 20));
  for (char &c : s)
    make(random, c);
}
void make(generator &random, leaf &l) { make(random, l.number), make(random, l.text), make(random, l.flag); }
void make(generator &random, listed &l) {
  make(random, l.part), make(random, l.pair[0]), make(random, l.pair[1]), make(random, l.numbers[1]);
}
void make(generator &random, shares &s) {
  make(random, *(s.text = std::make_shared<std::string>()));
  make(random, *(s.object = std::make_shared<leaf>()));
  if (below(random, 2) != 0)
    make(random, *(s.own = std::make_unique<leaf>()));
  s.again = below(random, 2) != 0 ? s.text : std::make_shared<std::string>("other");
}
template <class C>
  requires requires(C &c) { c.emplace_hint(c.end(), std::declval<typename C::value_type>()); }
void make(generator &random, C &c) {
  for (unsigned n = below(random, 6); n != 0; --n) {
    typename C::value_type item{};
    make(random, item);
    c.emplace_hint(c.end(), std::move(item));
  }
}
template <class T> void make(generator &random, std::vector<T> &v) {
  v.resize(std::is_arithmetic_v<T> && below(random, 10) == 0 ? below(random, 5'000) : below(random, 5));
  for (T &item : v)
    make(random, item);
}
void make(generator &random, std::vector<bool> &v) {
  for (unsigned n = below(random, 50); n != 0; --n)
    v.push_back(below(random, 2) != 0);
}
template <class T> void make(generator &random, std::optional<T> &v) {
  if (below(random, 2) != 0)
    make(random, v.emplace());
}
template <class... T> void make(generator &random, std::tuple<T...> &v) {
  std::apply([&](T &...item) { (make(random, item), ...); }, v);
}
template <class... T> void make(generator &random, std::variant<T...> &v) {
  const unsigned index = below(random, sizeof...(T));
  unsigned at = 0;
  ((at++ == index ? make(random, v.template emplace<T>()) : void()), ...);
}

std::vector<std::byte> bytes_of(xfork::writer &out) {
  xfork::reader in(out.take());
  std::vector<std::byte> bytes(in.remaining());
  in.read(bytes.data(), bytes.size());
  return bytes;
}
xfork::detail::parcel parcel_of(const std::vector<std::byte> &bytes, std::size_t size) {
  auto parcel = xfork::detail::parcel::of_bytes(size);
  if (size != 0)
    std::memcpy(parcel.bytes(), bytes.data(), size);
  return parcel;
}
void spoil(generator &random, std::vector<std::byte> &bytes) {
  for (unsigned n = 1 + below(random, 4); n != 0 && !bytes.empty(); --n)
    bytes[below(random, static_cast<unsigned>(bytes.size()))] = static_cast<std::byte>(below(random, 3) == 0 ? 0xff : below(random, 256));
}

template <class T> class serialise_fuzz_test : public testing::Test {};
using types =
    testing::Types<std::string, std::vector<int>, std::vector<bool>, std::vector<leaf>, listed, shares,
                   std::map<std::string, std::vector<leaf>>, std::unordered_map<int, std::optional<std::string>>,
                   std::multiset<std::string>, std::tuple<bool, std::string, std::vector<double>>,
                   std::vector<std::variant<int, std::string, leaf, std::vector<listed>>>>;
TYPED_TEST_SUITE(serialise_fuzz_test, types);

TYPED_TEST(serialise_fuzz_test, there_and_back) {
  generator random(11);
  for (int round = 0; round < 300; ++round) {
    TypeParam value{};
    make(random, value);
    xfork::writer out;
    xfork::write(out, value);
    xfork::reader in(out.take());
    ASSERT_EQ(xfork::read<TypeParam>(in), value);
    ASSERT_EQ(in.remaining(), 0u);
  }
}

TYPED_TEST(serialise_fuzz_test, cut_off) {
  generator random(12);
  for (int round = 0; round < 200; ++round) {
    TypeParam value{};
    make(random, value);
    xfork::writer out;
    xfork::write(out, value);
    const auto bytes = bytes_of(out);
    for (int cut = 0; cut < 10 && !bytes.empty(); ++cut) {
      xfork::reader in(parcel_of(bytes, below(random, static_cast<unsigned>(bytes.size()))));
      ASSERT_THROW(static_cast<void>(xfork::read<TypeParam>(in)), xfork::malformed_message);
    }
  }
}

TYPED_TEST(serialise_fuzz_test, spoilt) {
  generator random(13);
  int errors = 0;
  for (int round = 0; round < 400; ++round) {
    TypeParam value{};
    make(random, value);
    xfork::writer out;
    xfork::write(out, value);
    auto bytes = bytes_of(out);
    spoil(random, bytes);
    xfork::reader in(parcel_of(bytes, bytes.size()));
    try {
      static_cast<void>(xfork::read<TypeParam>(in));
    } catch (const xfork::malformed_message &) {
      ++errors;
    }
  }
  EXPECT_GT(errors, 0);
}

TEST(serialise_fuzz_test, failures_of_processes) {
  generator random(14);
  for (int round = 0; round < 3'000; ++round) {
    xfork::writer out;
    try {
      throw std::bad_alloc();
    } catch (...) {
      xfork::detail::write_exception(out);
    }
    auto bytes = bytes_of(out);
    spoil(random, bytes);
    const auto kind = static_cast<xfork::detail::reply_kind>(1 + below(random, 2));
    const std::size_t size = below(random, 2) != 0 ? bytes.size() : below(random, static_cast<unsigned>(bytes.size()));
    EXPECT_ANY_THROW(xfork::detail::open_reply({kind, parcel_of(bytes, size)}));
  }
}

} // namespace
