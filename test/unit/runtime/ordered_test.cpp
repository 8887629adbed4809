#include "with_workers.hpp"

#include <cmath>
#include <cstdio>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace {

using ordered_test = with_workers;

void linger(int i) {
  volatile double sink = 0;
  for (int k = 0; k != (i * 7919) % 500; ++k)
    sink = sink + k;
}

TEST_P(ordered_test, output_comes_in_the_order_of_the_iterations) {
  for (const int n : {0, 1, 7, 3000}) {
    std::ostringstream parallel, serial;
    xfork::for_loop(xfork::below<int>(0, n), xfork::ordered_output(parallel), [](int i, auto &out) {
      linger(i);
      out << std::setw(6) << i << ' ' << 1.0 / (i + 1) << std::endl;
    });
    for (int i = 0; i < n; ++i)
      serial << std::setw(6) << i << ' ' << 1.0 / (i + 1) << std::endl;
    EXPECT_EQ(parallel.str(), serial.str());
  }
}

TEST_P(ordered_test, streams_and_files_keep_their_common_order) {
  char *text = nullptr;
  std::size_t size = 0;
  std::FILE *file = open_memstream(&text, &size);
  struct to_file : std::streambuf {
    std::FILE *file;
    explicit to_file(std::FILE *f) : file(f) {}
    std::streamsize xsputn(const char *s, std::streamsize n) override { return static_cast<std::streamsize>(std::fwrite(s, 1, static_cast<std::size_t>(n), file)); }
    int overflow(int c) override { return std::fputc(c, file); }
  } buffer(file);
  std::ostream stream(&buffer);
  std::string expected;
  xfork::for_loop(xfork::below<int>(0, 2000), xfork::ordered_output(stream, file), [](int i, auto &out, auto &out_file) {
    linger(i);
    out << "a" << i;
    out_file.printf(" b%d", i);
    out << " c" << i << '\n';
    std::fprintf(out_file, "d\n");
    out_file.putchar('e');
    out_file.puts("f");
  });
  for (int i = 0; i < 2000; ++i)
    expected += "a" + std::to_string(i) + " b" + std::to_string(i) + " c" + std::to_string(i) + "\nd\nef\n";
  std::fclose(file);
  EXPECT_EQ(std::string(text, size), expected);
  std::free(text);
}

TEST_P(ordered_test, nothing_comes_out_behind_the_first_exception) {
  std::ostringstream out;
  double sum = 0.5;
  EXPECT_THROW(xfork::for_loop(xfork::below<int>(0, 5000), xfork::ordered_output(out), xfork::ordered_plus(sum),
                               [](int i, auto &stream, auto &part) {
                                 linger(i);
                                 stream << i << '\n';
                                 part += 1.0 / 3;
                                 if (i == 1234 || i == 4321)
                                   throw std::runtime_error("no");
                                 stream << "done\n";
                               }),
               std::runtime_error);
  std::string expected;
  double expected_sum = 0.5;
  for (int i = 0; i <= 1234; ++i, expected_sum += 1.0 / 3)
    expected += std::to_string(i) + (i == 1234 ? "\n" : "\ndone\n");
  EXPECT_EQ(out.str(), expected);
  EXPECT_EQ(sum, expected_sum);
}

TEST_P(ordered_test, formats_that_iterations_leave_behind) {
  std::ostringstream parallel, serial;
  const auto print = [](std::ostream &out, int i) { out << i << std::hex << i << std::setprecision(3) << std::fixed << i / 7.0 << '\n'; };
  xfork::for_loop(xfork::below<int>(0, 3000), xfork::ordered_output(xfork::formatted(parallel, std::hex, std::setprecision(3), std::fixed)),
                  [&](int i, auto &out) { print(out, i); });
  for (int i = 0; i < 3000; ++i)
    print(serial, i);
  parallel << 255 << ' ' << 0.1;
  serial << 255 << ' ' << 0.1;
  EXPECT_EQ(parallel.str(), serial.str());
}

TEST_P(ordered_test, a_format_that_varies_is_an_error) {
  if (!parallel())
    return; // nobody else works: it is the serial loop
  std::ostringstream out;
  EXPECT_THROW(xfork::for_loop(xfork::below<int>(0, 3000), xfork::ordered_output(out),
                               [](int i, auto &stream) { stream << (i < 1000 ? std::dec : std::hex) << i; }),
               std::logic_error);
}

TEST_P(ordered_test, folds_have_the_bits_of_the_serial_loop) {
  double sum = 0.1, serial_sum = 0.1, product = 1, serial_product = 1;
  float small = 1, serial_small = 1;
  int count = 0;
  xfork::for_loop(xfork::below<int>(0, 100000), xfork::ordered_plus(sum), xfork::ordered_multiplies(product),
                  xfork::ordered_plus(small), xfork::reduction_plus(count), [](int i, auto &s, auto &p, auto &f, auto &c) {
                    s += std::sin(i), s -= 1e-3, p *= 1 + 1e-7 * i, f += 1.0 / (i + 1), ++c;
                  });
  for (int i = 0; i < 100000; ++i) {
    serial_sum += std::sin(i), serial_sum -= 1e-3, serial_product *= 1 + 1e-7 * i;
    serial_small = static_cast<float>(serial_small + 1.0 / (i + 1));
  }
  EXPECT_EQ(sum, serial_sum);
  EXPECT_EQ(product, serial_product);
  EXPECT_EQ(small, serial_small);
  EXPECT_EQ(count, 100000);
}

TEST_P(ordered_test, much_output_in_little_memory) {
  struct counter : std::streambuf {
    std::size_t bytes = 0;
    std::streamsize xsputn(const char *, std::streamsize n) override { return bytes += static_cast<std::size_t>(n), n; }
  } buffer;
  std::ostream out(&buffer);
  const std::string line(1000, 'x');
  xfork::for_loop(xfork::below<int>(0, 200000), xfork::ordered_output(out), [&](int, auto &stream) { stream << line; });
  EXPECT_EQ(buffer.bytes, 200'000'000u);
}

TEST_P(ordered_test, loops_in_loops) {
  std::ostringstream parallel, serial;
  xfork::for_loop(xfork::below<int>(0, 40), xfork::ordered_output(parallel), [](int i, auto &out) {
    xfork::for_loop(xfork::below<int>(0, 50), xfork::ordered_output(out), [&](int j, auto &inner) { inner << i * j << ' '; });
    out << '\n';
  });
  for (int i = 0; i < 40; ++i, serial << '\n')
    for (int j = 0; j < 50; ++j)
      serial << i * j << ' ';
  EXPECT_EQ(parallel.str(), serial.str());
}

XFORK_WITH_WORKERS(ordered_test);

} // namespace
