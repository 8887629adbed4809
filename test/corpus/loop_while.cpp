// RUN: %check_run --repeat=3 %s
// Loops whose condition produces the next item: each iteration has its own copy of what the condition gave a value.
#include <cstdio>
#include <cstring>
#include <deque>
#include <memory>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

std::string lines(int n) {
  std::ostringstream out;
  for (int i = 0; i < n; ++i)
    out << i * 7919 % 10007 << ' ' << i << '\n';
  return out.str();
}

int parse(const std::string &line) {
  int value = 0;
  for (char c : line)
    value = c == ' ' ? value : (value * 10 + (c - '0')) % 9973;
  return value;
}

struct Record {
  std::string key;
  int value = 0;
};

struct Reader {
  std::istringstream in;
  bool next(Record &record) { return static_cast<bool>(in >> record.key >> record.value); }
  std::optional<int> number() {
    int n = 0;
    return in >> n ? std::optional(n) : std::nullopt;
  }
};

struct Queue {
  std::deque<std::unique_ptr<int>> items;
  bool pop(std::unique_ptr<int> &item) {
    if (items.empty())
      return false;
    item = std::move(items.front());
    items.pop_front();
    return true;
  }
};

bool contains(const std::string &text, const std::string &wanted) {
  std::istringstream in(text);
  std::string line;
  [[fork::parallel]] while (std::getline(in, line)) {
    if (line.starts_with(wanted))
      return true;
  }
  return false;
}

int value_of(Reader reader, const std::string &key) {
  Record record;
  [[fork::parallel]] while (reader.next(record)) {
    if (record.key == key)
      return record.value;
  }
  return -1;
}

template <class In> long total(In &in) {
  std::string line;
  long sum = 0;
  [[fork::parallel]] while (std::getline(in, line)) sum += parse(line);
  return sum;
}

int main() {
  const std::string text = lines(20000);
  std::istringstream in(text);
  std::string line;
  long sum = 0;
  std::vector<int> values;
  double inverse = 0;
  std::string own;
  [[fork::parallel]] while (std::getline(in, own)) {
    own += "0";
    if (own.size() % 3 == 0)
      continue;
    const int value = parse(own);
    sum += value;
    inverse += 1.0 / (1 + value);
    if (value % 500 == 0)
      values.push_back(value);
  }
  std::printf("%ld %.6f %zu %d\n", sum, inverse, values.size(), values.back());

  std::istringstream numbers(text);
  int a = 0, b = 0, most = 0;
  long products = 0;
  [[fork::parallel]] while (numbers >> a >> b) {
    products += static_cast<long>(a) * b % 97;
    if (a > most) most = a;
  }
  std::printf("%ld %d %d %d\n", products, most, a, b);

  std::printf("%d %d\n", contains(text, "77 "), contains(text, "x"));
  std::printf("%d %d\n", value_of({std::istringstream(text)}, "5000"), value_of({std::istringstream("a 1 b 2")}, "b"));

  Queue queue;
  for (int i = 0; i < 3000; ++i)
    queue.items.push_back(std::make_unique<int>(i));
  std::unique_ptr<int> item;
  long popped = 0;
  [[fork::parallel, fork::independent]] while (queue.pop(item)) popped += *item;
  std::printf("%ld\n", popped);

  std::istringstream again(text);
  std::printf("%ld\n", total(again));

  std::istringstream failing(text);
  long until = 0;
  try {
    [[fork::parallel]] while (std::getline(failing, line)) {
      if (parse(line) % 1000 == 999)
        throw std::runtime_error("bad line " + line);
      ++until;
    }
  } catch (const std::runtime_error &error) {
    std::printf("%s after %ld\n", error.what(), until);
  }

  int left = 5000;
  const auto next = [&left] { return left == 100 ? throw std::out_of_range("no more") : left--; };
  int n = 0;
  long counted = 0;
  try {
    [[fork::parallel, fork::independent]] while ((n = next())) counted += n % 7;
  } catch (const std::out_of_range &error) {
    std::printf("%s %ld\n", error.what(), counted);
  }

  char buffer[64];
  std::FILE *file = std::tmpfile();
  std::fputs(text.c_str(), file);
  std::rewind(file);
  std::size_t length = 0;
  [[fork::parallel]] while (std::fgets(buffer, sizeof buffer, file)) length += std::strlen(buffer);
  std::fclose(file);
  std::printf("%zu %d\n", length, length == text.size());

  Reader reader{std::istringstream("4 3 2 1")};
  std::optional<int> number;
  int digits = 0;
  [[fork::parallel]] while ((number = reader.number())) digits = digits + *number;
  std::printf("%d\n", digits);
  std::istringstream nothing("");
  [[fork::parallel]] while (std::getline(nothing, line)) ++digits;
  std::printf("%d\n", digits);
}
