// RUN: %check_run %s
// Calls in processes of their own: results and what is named by the call come back, in program order.
#include <cstdio>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

struct Part {
  std::string name;
  std::vector<int> sizes;
};

class Account {
public:
  Account() = default;
  explicit Account(std::string owner) : owner(std::move(owner)) {}
  void book(int n) { bookings.push_back(n); }
  std::string text() const { return owner + " " + std::to_string(bookings.size()); }

private:
  std::string owner;
  std::vector<int> bookings;
};
struct Shares : Account {
  std::string company = "none";
};

Account opened(const std::string &owner) { return Account(owner); }
void book_twice(Account &account, int n) { account.book(n), account.book(n); }
Shares bought(std::string company) {
  Shares shares;
  shares.company = company;
  shares.book(1);
  return shares;
}
int square(int n) { return n * n; }
std::string repeated(const std::string &text, int n) {
  std::string result;
  for (int i = 0; i < n; ++i)
    result += text;
  return result;
}
Part describe(int n) { return {"part " + std::to_string(n), std::vector<int>(static_cast<std::size_t>(n), n)}; }
void fill(std::vector<int> &v, int value) {
  for (int &x : v)
    x = value;
}
int count_words(const std::string &text, std::map<std::string, int> &table) {
  int words = 0;
  std::string word;
  for (char c : text + " ")
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      ++table[word], ++words;
      word.clear();
    }
  return words;
}
void add_to(long &total, int n) { total = total * 3 + n; }
int fails(int n) {
  if (n % 2 != 0)
    throw std::range_error("odd: " + std::to_string(n));
  return n;
}

struct Counter {
  int value = 0;
  void add(int n) { value += n; }
  int twice_after(int n) {
    [[fork::process]] add(n);
    return 2 * value;
  }
};

int both(int n) {
  [[fork::process]] int a = square(n);
  int b = square(n + 1);
  return a + b;
}

void in_order(const std::vector<int> &numbers) {
  std::vector<std::string> texts;
  long sum = 0;
  for (int n : numbers) {
    [[fork::process]] sum += square(n);
    [[fork::process]] texts.push_back(repeated("x", n));
  }
  std::printf("%ld", sum);
  for (const std::string &t : texts)
    std::printf(" %s", t.c_str());
  std::printf("\n");
}

int main() {
  std::printf("%d\n", both(4));
  [[fork::process]] const Part part = describe(3);
  [[fork::process]] std::string text = repeated("ab", 30'000);
  std::printf("%s %zu %zu\n", part.name.c_str(), part.sizes.size(), text.size());

  std::vector<int> a(5), b(5'000);
  [[fork::process]] fill(a, 3);
  [[fork::process]] fill(b, 4);
  std::printf("%d %d\n", a[4], b[4'999]);

  std::map<std::string, int> table;
  [[fork::process]] int words = count_words("a rose is a rose", table);
  std::printf("%d %d %d\n", words, table["rose"], table["is"]);

  std::vector<std::vector<int>> rows(6, std::vector<int>(4));
  for (std::size_t i = 0; i < rows.size(); ++i)
    [[fork::process]] fill(rows[i], static_cast<int>(i));
  for (const auto &row : rows)
    std::printf("%d ", row[3]);
  std::printf("\n");

  long total = 0;
  for (int i = 0; i < 5; ++i)
    [[fork::process]] add_to(total, i); // each needs the one before: isolated, not overlapped
  std::printf("%ld\n", total);

  Counter counter;
  [[fork::process]] counter.add(5);
  std::printf("%d\n", counter.value);
  std::printf("%d\n", counter.twice_after(2));
  in_order({1, 4, 2, 3});

  [[fork::process]] Account account = opened("Ann");
  [[fork::process]] const Shares shares = bought("xyz");
  std::printf("%s, %s %s\n", account.text().c_str(), shares.company.c_str(), shares.text().c_str());
  Account other("Bob");
  [[fork::process]] book_twice(other, 3);
  std::printf("%s\n", other.text().c_str());

  for (int n : {2, 3}) {
    try {
      [[fork::process]] int x = fails(n);
      std::printf("%d\n", x);
    } catch (const std::range_error &e) {
      std::printf("%s\n", e.what());
    }
  }
}
