// RUN: %check_run %s
// A range with no more than range-for asks for, and a sentinel of another type.
#include <cstdio>

struct Terminated {
  const char *text;
  struct End {};
  struct iterator {
    const char *at;
    char operator*() const { return *at; }
    iterator &operator++() { return ++at, *this; }
    bool operator!=(End) const { return *at != '\0'; }
  };
  iterator begin() const { return {text}; }
  End end() const { return {}; }
};

int main() {
  int letters = 0;
  [[fork::parallel]] for (char c : Terminated{"a range with a sentinel"}) if (c != ' ') ++letters;
  std::printf("%d\n", letters);
}
