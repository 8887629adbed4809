// A growing array keeps its elements, in order, and ends each of them once.
#include "xfork/base/growing_array.hpp"

#include <gtest/gtest.h>
#include <memory>
#include <stdexcept>

namespace {

using xfork::detail::growing_array;

TEST(growing_array_test, keeps_what_is_appended) {
  growing_array<std::unique_ptr<int>> array;
  for (int i = 0; i < 1000; ++i)
    array.push_back(std::make_unique<int>(i));
  ASSERT_EQ(array.size(), 1000u);
  int n = 0;
  for (const auto &element : array)
    EXPECT_EQ(*element, n++);
  growing_array<std::unique_ptr<int>> other = std::move(array);
  EXPECT_EQ(array.size(), 0u);
  EXPECT_EQ(*other[999], 999);
  other = {};
  EXPECT_EQ(other.size(), 0u);
}

TEST(growing_array_test, is_extended_with_empty_elements) {
  growing_array<int> array;
  array.extend_to(20);
  array[19] = 1;
  array.extend_to(3);
  EXPECT_EQ(array.size(), 20u);
  EXPECT_EQ(array[0], 0);
  EXPECT_EQ(array[19], 1);
}

TEST(growing_array_test, aligns_its_elements) {
  struct alignas(64) wide {};
  growing_array<wide> array;
  array.extend_to(9);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(&array[8]) % 64, 0u);
}

struct counted {
  static inline int alive = 0;
  static inline int moves_left = 1000;
  counted() { ++alive; }
  counted(counted &&) {
    if (moves_left-- == 0)
      throw std::runtime_error("move");
    ++alive;
  }
  ~counted() { --alive; }
};

TEST(growing_array_test, loses_none_when_a_move_throws) {
  {
    growing_array<counted> array;
    array.extend_to(8);
    counted::moves_left = 4;
    EXPECT_THROW(array.push_back(counted()), std::runtime_error);
    EXPECT_EQ(array.size(), 8u);
  }
  EXPECT_EQ(counted::alive, 0);
}

} // namespace
