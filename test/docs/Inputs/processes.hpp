#include <stdexcept>
#include <string>
#include <vector>
using image = std::vector<int>;
using thumbnail = std::vector<int>;
image decode(const std::string &file) { return image(file.size()); }
thumbnail decode_and_shrink(const std::string &file) { return thumbnail(file.size()); }
int parse(const std::string &text, std::vector<int> &table) { table.push_back(1); return static_cast<int>(text.size()); }
void shrink(image &i) { i.resize(1); }
void prepare_screen() {}
void show(const image &) {}
double newton(double start) { return (start + 2 / start) / 2; }
int f(int i) { return i; }
struct matrix {
  matrix(int rows, std::vector<double> elements) : m_rows(rows), m_elements(std::move(elements)) {}
  int rows() const { return m_rows; }
  const std::vector<double> &elements() const { return m_elements; }
  int m_rows;
  std::vector<double> m_elements;
};
//--- body
std::string file = "one", text = "two";
std::vector<std::string> files = {"one", "two"};
std::vector<int> table;
std::vector<image> album, images(4);
const int n = 10;
std::vector<int> a(n);
//--- block `[[fork::process]] std::size_t size_of` file
//--- block `class particle` file
//--- block `template <> struct` global
//--- block `struct parse_error` global
