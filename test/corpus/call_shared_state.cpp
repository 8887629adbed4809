// RUN: %check_run %s
// What a call touches beside its arguments: globals, statics, members reached through pointers. The join comes
// before the next statement that touches the same.
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

int hits = 0;
std::vector<std::string> journal;

void record(const char *what) { journal.push_back(what); }
int next_id() {
  static int id = 100;
  return ++id;
}
int hit(int n) {
  hits += n;
  return hits;
}

struct Account {
  int balance = 0;
  void deposit(int n) { balance += n; }
};
void pay(Account &from, Account &to, int amount) {
  from.balance -= amount;
  to.deposit(amount);
}

int main() {
  [[fork::parallel]] record("first");
  std::printf("%zu\n", journal.size());
  [[fork::parallel]] int a = hit(3);
  hits += 10;
  std::printf("%d %d\n", a, hits);

  auto account = std::make_unique<Account>();
  Account other;
  Account *const alias = account.get();
  [[fork::parallel]] account->deposit(50);
  alias->balance *= 2;
  [[fork::parallel]] pay(*account, other, 30);
  [[fork::parallel]] const int id = next_id();
  std::printf("%d %d %d\n", account->balance, other.balance, id);

  std::vector<int> v{1};
  auto grow = [&v](int n) { v.push_back(n); };
  [[fork::parallel]] grow(2);
  grow(3);
  [[fork::parallel]] v.push_back(4);
  v.push_back(5);
  for (int x : v)
    std::printf("%d ", x);
  std::printf("%zu\n", v.size());
}
