#include "with_workers.hpp"

#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using loop_variables_test = with_workers;

TEST_P(loop_variables_test, index_ends_where_the_serial_loop_ends) {
  int i = -1;
  xfork::for_loop(xfork::below<int>(0, 1000, 3), xfork::index(i), [](int) {});
  EXPECT_EQ(i, 1002);
  xfork::for_loop(xfork::down_to<int>(9, 0, 4), xfork::index(i), [](int) {});
  EXPECT_EQ(i, -3);
  unsigned char small = 0;
  xfork::for_loop(xfork::above<unsigned char>(200, 0), xfork::index(small), [](unsigned char) {});
  EXPECT_EQ(small, 0);
  xfork::for_loop(xfork::below<int>(7, 3), xfork::index(i), [](int) {});
  EXPECT_EQ(i, 7);
}

TEST_P(loop_variables_test, index_after_an_exception_is_that_of_the_iteration) {
  int i = 0;
  EXPECT_THROW(xfork::for_loop(xfork::below<int>(0, 5000), xfork::index(i),
                               [](int now) {
                                 if (now % 1000 == 777)
                                   throw std::runtime_error("enough");
                               }),
               std::runtime_error);
  EXPECT_EQ(i, 777);
}

TEST_P(loop_variables_test, last_value_is_that_of_the_last_iteration) {
  int x = -1;
  std::string text = "before";
  long grid[2][3] = {};
  xfork::for_loop(xfork::below<int>(0, 3000), xfork::last_value(x), xfork::last_value(text), xfork::last_value(grid),
                  [](int i, int &x_own, std::string &text_own, long (&grid_own)[2][3]) {
                    x_own = 2 * i;
                    text_own = std::to_string(i);
                    grid_own[1][2] = i;
                  });
  EXPECT_EQ(x, 5998);
  EXPECT_EQ(text, "2999");
  EXPECT_EQ(grid[1][2], 2999);
  EXPECT_EQ(grid[0][0], 0);
}

TEST_P(loop_variables_test, scratch_leaves_the_variable_alone_and_has_its_size) {
  std::vector<int> room(16, 5);
  std::vector<long> sums(2000);
  xfork::for_each(sums, xfork::scratch(room), [](long &sum, std::vector<int> &own) {
    ASSERT_EQ(own.size(), 16u);
    std::iota(own.begin(), own.end(), 1);
    sum = std::accumulate(own.begin(), own.end(), 0L);
  });
  EXPECT_EQ(room, std::vector<int>(16, 5));
  EXPECT_EQ(sums, std::vector<long>(2000, 136));
}

TEST_P(loop_variables_test, scratch_of_what_cannot_be_copied) {
  std::unique_ptr<int> cell;
  int sum = 0;
  xfork::for_loop(xfork::below<int>(0, 100), xfork::scratch(cell), xfork::reduction_plus(sum),
                  [](int i, std::unique_ptr<int> &own, int &part) {
                    own = std::make_unique<int>(i);
                    part += *own;
                  });
  EXPECT_EQ(sum, 4950);
  EXPECT_EQ(cell, nullptr);
}

TEST_P(loop_variables_test, appends_in_order) {
  std::vector<std::string> out{"first"};
  std::string text = ">";
  std::vector<bool> flags;
  xfork::for_loop(xfork::below<int>(0, 3000), xfork::reduction_append(out), xfork::reduction_append(text),
                  xfork::reduction_append(flags), [](int i, auto &out_part, std::string &text_part, auto &flags_part) {
                    if (i % 3 == 0)
                      out_part.push_back(std::to_string(i));
                    text_part += static_cast<char>('a' + i % 26);
                    flags_part.push_back(i % 7 == 0);
                  });
  ASSERT_EQ(out.size(), 1001u);
  for (std::size_t n = 1; n != out.size(); ++n)
    ASSERT_EQ(out[n], std::to_string(3 * (n - 1)));
  ASSERT_EQ(text.size(), 3001u);
  for (std::size_t n = 0; n != 3000; ++n) {
    ASSERT_EQ(text[n + 1], static_cast<char>('a' + n % 26));
    ASSERT_EQ(flags[n], n % 7 == 0);
  }
}

TEST_P(loop_variables_test, what_was_appended_before_an_exception_stays) {
  std::vector<int> out;
  EXPECT_THROW(xfork::for_loop(xfork::below<int>(0, 5000), xfork::reduction_append(out),
                               [](int i, std::vector<int> &part) {
                                 part.push_back(i);
                                 if (i == 1234)
                                   throw std::runtime_error("enough");
                               }),
               std::runtime_error);
  ASSERT_EQ(out.size(), 1235u);
  EXPECT_EQ(out.back(), 1234);
}

TEST_P(loop_variables_test, the_first_of_equal_smallest_values_is_selected) {
  std::vector<int> a(4000);
  for (int i = 0; i < 4000; ++i)
    a[static_cast<std::size_t>(i)] = (i * 7919 + 13) % 100;
  int least = 1000, where = -1, most = -1;
  std::string name = "none";
  xfork::for_loop(xfork::below<int>(0, 4000), xfork::reduction_min(least, where), xfork::reduction_max(most, name),
                  [&](int i, int &l, int &w, int &m, std::string &n) {
                    const int x = a[static_cast<std::size_t>(i)];
                    if (x < l)
                      l = x, w = i;
                    if (x > m)
                      m = x, n = std::to_string(i);
                  });
  EXPECT_EQ(least, 0);
  EXPECT_EQ(where, static_cast<int>(std::find(a.begin(), a.end(), 0) - a.begin()));
  EXPECT_EQ(most, 99);
  EXPECT_EQ(name, std::to_string(std::find(a.begin(), a.end(), 99) - a.begin()));
}

TEST_P(loop_variables_test, a_changed_value_arrives_and_an_unchanged_one_stays) {
  bool found = false;
  int code = 7;
  xfork::for_loop(xfork::below<int>(0, 5000), xfork::changed_value(found), xfork::changed_value(code),
                  [](int i, bool &f, int &) {
                    if (i % 1000 == 17)
                      f = true;
                  });
  EXPECT_TRUE(found);
  EXPECT_EQ(code, 7);
}

XFORK_WITH_WORKERS(loop_variables_test);

} // namespace
