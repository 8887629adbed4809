// RUN: %check_run --allow-warning=fork-no-overlap %s
// Annotated calls in member functions, constructors, operators and through base classes.
#include <cstdio>
#include <string>
#include <vector>

class Document {
public:
  explicit Document(int pages) {
    for (int i = 0; i < pages; ++i)
      [[fork::parallel]] m_pages.push_back(render(i));
  }

  std::size_t length() const {
    std::size_t sum = 0;
    for (const auto &page : m_pages)
      [[fork::parallel]] sum += measure(page);
    return sum;
  }

  void reformat() {
    [[fork::parallel]] m_title = make_title();
    for (auto &page : m_pages)
      [[fork::parallel]] this->widen(page);
  }

  int words() const {
    [[fork::parallel]] const auto first = count(0);
    [[fork::parallel]] const auto last = this->count(m_pages.size() - 1);
    return first * 100 + last;
  }

  const std::string &title() const { return m_title; }

  Document &operator+=(int n) {
    [[fork::parallel]] auto page = render(n);
    m_title += '+';
    m_pages.push_back(page);
    return *this;
  }

private:
  std::string render(int i) const { return m_prefix + std::to_string(i * i * m_scale); }
  std::string make_title() const { return "title " + std::to_string(m_scale); }
  static std::size_t measure(const std::string &page) { return page.size(); }
  void widen(std::string &page) const { page += std::string(static_cast<std::size_t>(m_scale), ' '); }
  int count(std::size_t page) const { return static_cast<int>(m_pages[page].size()); }

  std::string m_prefix = "page ";
  int m_scale = 3;
  std::vector<std::string> m_pages;
  std::string m_title;
};

int main() {
  Document document(12);
  std::printf("%zu %d\n", document.length(), document.words());
  document.reformat();
  document += 99;
  std::printf("%zu %d %s\n", document.length(), document.words(), document.title().c_str());
}
