// Values that travel between processes.
#include "xfork/process/errors.hpp"
#include "xfork/process/serialise.hpp"

#include <array>
#include <complex>
#include <deque>
#include <filesystem>
#include <gtest/gtest.h>
#include <list>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

namespace {

template <class T> T there_and_back(const T &value) {
  xfork::writer out;
  xfork::write(out, value);
  xfork::reader in(out.take());
  T result = xfork::read<T>(in);
  EXPECT_EQ(in.remaining(), 0u);
  return result;
}
template <class T> void travels(const T &value) { EXPECT_EQ(there_and_back(value), value); }

enum class colour : unsigned char { red, green };

struct point {
  double x, y;
  bool operator==(const point &) const = default;
};
struct named {
  std::string name;
  std::vector<point> points;
  std::optional<int> size;
  colour shade = colour::red;
  bool operator==(const named &) const = default;
};
struct owner {
  std::unique_ptr<named> what;
  const int number = 0;
};
struct empty {
  bool operator==(const empty &) const = default;
};
struct no_default {
  explicit no_default(int n) : value(n) {}
  int value;
  bool operator==(const no_default &) const = default;
};

TEST(serialise_test, plain_values) {
  travels(3);
  travels(-2.5L);
  travels('x');
  travels(colour::green);
  travels(point{1, 2});
  travels(empty());
  travels(std::complex<float>(1, 2));
  travels(no_default(4));     // trivially copyable
  travels(&std::abs<double>); // a function is where it was
}

TEST(serialise_test, containers) {
  travels(std::string("text"));
  travels(std::string());
  travels(std::u32string(U"text"));
  travels(std::vector<int>{1, 2, 3});
  travels(std::vector<bool>{true, false, true});
  travels(std::vector<std::string>{"a", "", std::string(100'000, 'x')});
  travels(std::vector<no_default>{no_default(1), no_default(2)}); // cannot be resized
  travels(std::deque<int>{1, 2});
  travels(std::list<std::string>{"a", "b"});
  travels(std::set<int>{3, 1});
  travels(std::multiset<int>{3, 3, 1});
  travels(std::map<std::string, std::vector<int>>{{"a", {1}}, {"b", {}}});
  travels(std::unordered_map<int, std::string>{{1, "one"}, {2, "two"}});
  travels(std::array<std::string, 3>{"a", "b", "c"});
  travels(std::array<int, 3>{1, 2, 3});
}

TEST(serialise_test, sums_and_products) {
  travels(std::pair<int, std::string>(1, "one"));
  travels(std::tuple<int, std::string, point>(1, "one", {1, 2}));
  travels(std::tuple<>());
  travels(std::optional<std::string>("some"));
  travels(std::optional<std::string>());
  using either = std::variant<std::monostate, int, std::string, std::vector<int>>;
  travels(either());
  travels(either(3));
  travels(either("text"));
  travels(either(std::vector<int>{1}));
  travels(std::filesystem::path("a/b"));
}

TEST(serialise_test, aggregates) {
  travels(named{"a", {{1, 2}, {3, 4}}, 5, colour::green});
  travels(std::vector<named>(3, named{"b", {}, {}, colour::red}));
  const owner copy = there_and_back(owner{std::make_unique<named>(named{"c", {}, 1, colour::green}), 7});
  EXPECT_EQ(copy.what->name, "c");
  EXPECT_EQ(copy.number, 7);
  EXPECT_EQ(there_and_back(owner()).what, nullptr);
}

TEST(serialise_test, pointers_that_share_an_object_do_so_again) {
  const auto object = std::make_shared<std::string>("shared");
  const std::vector<std::shared_ptr<const std::string>> pointers{object, nullptr, object,
                                                                 std::make_shared<std::string>("shared")};
  const auto copies = there_and_back(pointers);
  EXPECT_EQ(copies[0], copies[2]);
  EXPECT_NE(copies[0], object);
  EXPECT_EQ(copies[1], nullptr);
  EXPECT_NE(copies[0], copies[3]);
  EXPECT_EQ(*copies[3], "shared");
  EXPECT_EQ(copies[0].use_count(), 2);
}

class listed {
public:
  listed(int number, std::string text) : m_number(number), m_text(std::move(text)) {}
  bool operator==(const listed &) const = default;

private:
  friend xfork::access;
  listed() = default;
  template <class Visit> void xfork_fields(Visit &&visit) { visit(m_number, m_text); }

  int m_number = 0;
  std::string m_text;
};

class described {
public:
  explicit described(std::vector<int> content) : m_content(std::move(content)), m_begin(m_content.data()) {}
  const std::vector<int> &content() const { return m_content; }
  bool operator==(const described &other) const { return m_content == other.m_content; }

private:
  std::vector<int> m_content;
  const int *m_begin;
};

} // namespace

template <> struct xfork::serialise<described> {
  static void write(writer &out, const described &value) { xfork::write(out, value.content()); }
  static described read(reader &in) { return described(xfork::read<std::vector<int>>(in)); }
};

namespace {

TEST(serialise_test, classes_that_say_how) {
  travels(listed(3, "three"));
  travels(std::vector<listed>(4, listed(3, "three")));
  travels(described({1, 2, 3}));
  travels(std::map<int, described>{{1, described({1})}});
}

TEST(serialise_test, what_cannot_mean_anything_elsewhere_is_not_plain) {
  struct with_pointer {
    int *p;
    int n;
  };
  struct nested {
    with_pointer inner;
  };
  EXPECT_FALSE(xfork::detail::plain_bytes<int *>());
  EXPECT_FALSE(xfork::detail::plain_bytes<with_pointer>());
  EXPECT_FALSE(xfork::detail::plain_bytes<nested>());
  EXPECT_FALSE(xfork::detail::plain_bytes<std::string_view>());
  EXPECT_TRUE(xfork::detail::plain_bytes<point>());
}

TEST(serialise_test, fields_are_counted) {
  struct with_array {
    int a[3];
    std::string b;
  };
  struct derived : point {
    int z;
  };
  EXPECT_EQ(xfork::detail::field_count<point>, 2u);
  EXPECT_EQ(xfork::detail::field_count<named>, 4u);
  EXPECT_EQ(xfork::detail::field_count<empty>, 0u);
  EXPECT_EQ(xfork::detail::field_count<with_array>, xfork::detail::unknown_fields);
  EXPECT_EQ(xfork::detail::field_count<derived>, xfork::detail::unknown_fields);
}

TEST(serialise_test, large_blocks_and_small_values_mix) {
  std::vector<std::vector<double>> all;
  for (std::size_t size : {0u, 1u, 511u, 512u, 513u, 4'095u, 4'096u, 4'097u, 100'000u, 3u}) {
    all.emplace_back(size);
    std::iota(all.back().begin(), all.back().end(), static_cast<double>(size));
  }
  travels(all);
}

TEST(serialise_test, messages_that_are_something_else_are_refused) {
  const auto refused = []<class T>(auto fill, T) {
    xfork::writer out;
    fill(out);
    xfork::reader in(out.take());
    EXPECT_THROW(xfork::read<T>(in), xfork::malformed_message);
  };
  refused([](xfork::writer &) {}, 1);
  refused([](xfork::writer &out) { xfork::write(out, ~std::uint64_t()); }, std::vector<int>());
  refused([](xfork::writer &out) { xfork::write(out, ~std::uint64_t()); }, std::vector<std::string>());
  refused([](xfork::writer &out) { xfork::write(out, std::uint64_t(9)); }, std::variant<int, std::string>());
}

} // namespace
